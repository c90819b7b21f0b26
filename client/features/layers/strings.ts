import type { Text } from '../../../models/text.ts'

export const layerStrings = {
  title: { zh: '图层', en: 'Layers' },
  none: { zh: '还没有声明任何子系统', en: 'No subsystem is declared yet' },
  all: { zh: '全开', en: 'All' },
  clear: { zh: '全关', en: 'None' },
  alarms: { zh: '{count} 条报警', en: '{count} alarms' },
  counts: { zh: '{layer}：设备状况', en: '{layer}: how its devices stand' },
  devices: { zh: '设备', en: 'Devices' },
  normal: { zh: '正常', en: 'Normal' },
  inAlarm: { zh: '报警', en: 'In alarm' },
  noData: { zh: '无数据', en: 'no data' },
  doubts: { zh: '不作数的', en: 'Not to be counted on' },
  lost: { zh: '失联', en: 'Lost' },
  stale: { zh: '过期', en: 'Stale' },
  doubtful: { zh: '存疑', en: 'Doubtful' },
  never: { zh: '从未上报', en: 'Never heard' },
  simulated: { zh: '模拟', en: 'Simulated' },
  replayed: { zh: '重放', en: 'Replayed' },
  outOfService: { zh: '停用', en: 'Out of service' },
  byDesign: { zh: '屏蔽', en: 'Suppressed' },
  shelved: { zh: '搁置', en: 'Shelved' },
} as const satisfies Record<string, Text>
