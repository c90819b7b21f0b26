import type { Text } from '../../../models/text.ts'

export const devicesStrings = {
  title: { zh: '设备', en: 'Devices' },
  filter: { zh: '按编号、名称、位置筛选', en: 'Filter by id, name or place' },
  all: { zh: '全部', en: 'All' },
  onlyLost: { zh: '只看失联', en: 'Lost only' },
  count: { zh: '{shown} / {all} 台', en: '{shown} of {all}' },
  device: { zh: '设备', en: 'Device' },
  place: { zh: '位置', en: 'Place' },
  kind: { zh: '类型', en: 'Type' },
  values: { zh: '现值', en: 'Values' },
  heard: { zh: '最近', en: 'Heard' },
  never: { zh: '从未上报', en: 'never' },
  lost: { zh: '失联', en: 'lost' },
  none: { zh: '没有符合的设备', en: 'No device matches' },
  subsystem: { zh: '子系统', en: 'Subsystem' },
} as const satisfies Record<string, Text>
