import type { Text } from '../../models/text.ts'

export const appStrings = {
  loading: { zh: '正在打开小区…', en: 'Opening the community…' },
  cannotOpen: { zh: '小区打不开', en: 'The community cannot be opened' },
  noCommunity: { zh: '服务器上还没有小区', en: 'The server holds no community' },
  retry: { zh: '再试一次', en: 'Try again' },
  lost: { zh: '连接中断，画面停在 {time}（{age}）；正在重连', en: 'Connection lost; the picture stands at {time} ({age}); reconnecting' },
  lostNever: { zh: '连接不上服务器；还没有任何数据', en: 'The server cannot be reached; no data yet' },
  sceneLoading: { zh: '正在搭建模型…', en: 'Building the model…' },
  pageFailed: { zh: '这一块出错了', en: 'This part failed' },
  pages: { zh: '页面', en: 'Pages' },
  scene: { zh: '场景', en: 'Scene' },
  plan: { zh: '平面图', en: 'Plan' },
  alarms: { zh: '报警记录', en: 'Alarm history' },
  quarantine: { zh: '隔离区', en: 'Quarantine' },
  devices: { zh: '设备', en: 'Devices' },
  system: { zh: '系统', en: 'System' },
  drill: { zh: '演练', en: 'Drills' },
  layers: { zh: '图层', en: 'Layers' },
  now: { zh: '动态', en: 'Now' },
  skip: { zh: '跳到报警', en: 'Skip to alarms' },
  region: { zh: '三维场景', en: '3D scene' },
} as const satisfies Record<string, Text>
