import type { Text } from '../../../models/text.ts'

export const knowingStrings = {
  title: { zh: '今天值得知道', en: 'Worth knowing today' },
  nothing: { zh: '没有报警，也没有什么需要特别留意', en: 'No alarms, and nothing that needs attention' },
  nothingWhy: { zh: '检查过：失联设备、电量、接近限值的读数', en: 'Checked: silent devices, batteries, readings near a limit' },
  silentOne: { zh: '{device} 失联', en: '{device} is silent' },
  silentMany: { zh: '{type} 失联 {count} 台', en: '{count} × {type} silent' },
  silentWhy: { zh: '最后一次数据在 {age}，应每 {every} 一次', en: 'last heard {age}; should report every {every}' },
  battery: { zh: '{device} 电量 {value}', en: '{device}: battery {value}' },
  batteryWhy: { zh: '本小区电量最低之一，低于 {limit} 将报警', en: 'among the lowest here; alarms below {limit}' },
  near: { zh: '{device} {point} {value}', en: '{device}: {point} {value}' },
  nearWhy: { zh: '离“{alarm}”的限值 {limit} 还差 {left}', en: '{left} below the limit {limit} of "{alarm}"' },
  nearWhyAbove: { zh: '高于“{alarm}”的限值 {limit} 仅 {left}', en: 'only {left} above the limit {limit} of "{alarm}"' },
} as const satisfies Record<string, Text>
