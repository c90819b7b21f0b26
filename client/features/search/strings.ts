import type { Text } from '../../../models/text.ts'

export const searchStrings = {
  title: { zh: '查找', en: 'Find' },
  placeholder: { zh: '门牌 3-2-501、设备、楼栋、车位…', en: 'Home 3-2-501, device, building, bay…' },
  nothing: { zh: '没有找到“{query}”', en: 'Nothing found for "{query}"' },
  hint: { zh: '可用中文、拼音、英文或编号；回车前往', en: 'Chinese, pinyin, English or an id; Enter goes there' },
  building: { zh: '楼栋', en: 'Building' },
  home: { zh: '住户', en: 'Home' },
  bay: { zh: '车位', en: 'Bay' },
  device: { zh: '设备', en: 'Device' },
} as const satisfies Record<string, Text>
