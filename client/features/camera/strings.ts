import type { Text } from '../../../models/text.ts'

export const cameraStrings = {
  spot: { zh: '谁看得见这里', en: 'Who sees this place' },
  spotAt: { zh: '东 {east} m，北 {north} m', en: '{east} m east, {north} m north' },
  nobody: { zh: '没有摄像机看得见这里', en: 'No camera sees this place' },
  nobodyWhy: { zh: '按模型中的楼、围墙、绿篱和树推算', en: 'By the buildings, walls, hedges and trees of the model' },
  sees: { zh: '{count} 台看得见', en: '{count} see it' },
  sight: { zh: '{pixels} px/m · {metres} m', en: '{pixels} px/m · {metres} m' },
  coarse: { zh: '过粗', en: 'too coarse' },
  silent: { zh: '离线或无数据', en: 'offline or silent' },
  classes: {
    zh: '按 IEC 62676-4:2014 分级，由模型推算，不计光照',
    en: 'Classes of IEC 62676-4:2014, computed from the model; light is not counted',
  },
  view: { zh: '视野', en: 'View' },
  covers: { zh: '看得见地面 {area} m²，由模型推算', en: 'Sees {area} m² of ground, computed from the model' },
  coversNothing: { zh: '看的是轿厢内，模型中没有', en: 'It looks into a lift car, of which the model knows no inside' },
  twin: { zh: '孪生画面 · 非实拍', en: 'Twin view · not the camera' },
  twinWhy: { zh: '没有接入视频流，由模型从摄像机位置绘出', en: 'No stream is connected: drawn by the model from the place of the camera' },
  picture: { zh: '{name}的孪生画面，非实拍', en: 'Twin view from {name}, not the camera' },
  noScene: { zh: '平面图中没有孪生画面', en: 'There is no twin view on the plan' },
  pin: { zh: '钉在场景中', en: 'Pin in the scene' },
  unpin: { zh: '取下', en: 'Unpin' },
  pinsFull: { zh: '最多钉 4 幅', en: 'At most four can be pinned' },
} as const satisfies Record<string, Text>
