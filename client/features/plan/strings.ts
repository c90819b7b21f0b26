import type { Text } from '../../../models/text.ts'

export const planStrings = {
  plan: { zh: '平面图', en: 'Plan' },
  noWebGl: {
    zh: '这台设备显示不了三维画面，改用平面图；报警与数据相同。',
    en: 'This device cannot show the 3D view; the plan shows the same alarms and data.',
  },
  north: { zh: '北', en: 'N' },
  andOthers: { zh: '{first} 等 {count} 条', en: '{first} and others, {count} in all' },
} as const satisfies Record<string, Text>
