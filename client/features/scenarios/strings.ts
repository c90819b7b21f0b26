import type { Text } from '../../../models/text.ts'

export const scenarioStrings = {
  title: { zh: '演练场景', en: 'Scenarios' },
  open: { zh: '演练', en: 'Drill' },
  what: {
    zh: '场景以模拟数据上演，从设备到报警走真实的路；所有数值标为模拟。',
    en: 'A scenario is acted out with simulated data on the real path from device to alarm; every value is marked as simulated.',
  },
  start: { zh: '开始', en: 'Start' },
  running: { zh: '进行中', en: 'Running' },
  lasts: { zh: '约 {span}', en: 'about {span}' },
  started: { zh: '已开始', en: 'Started' },
  failed: { zh: '没能开始：{why}', en: 'Not started: {why}' },
  none: { zh: '服务器没有可上演的场景', en: 'The server has no scenario to act out' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Record<string, Text>
