import type { Text } from '../../../models/text.ts'

export const minimapStrings = {
  map: { zh: '小地图：点一处，画面移到那里', en: 'Small map: press a place and the picture moves there' },
  north: { zh: '北', en: 'N' },
  metres: { zh: '{meters} 米', en: '{meters} m' },
  close: { zh: '收起小地图', en: 'Close the small map' },
} as const satisfies Record<string, Text>
