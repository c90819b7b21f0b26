import type { Text } from '../../../models/text.ts'

export const helpStrings = {
  title: { zh: '按键一览', en: 'Keys' },
  close: { zh: '关闭', en: 'Close' },
  tour: { zh: '走一遍导览（两分钟）', en: 'Take the tour (two minutes)' },
  tourOn: { zh: '继续导览，第 {step} 站', en: 'Go on with the tour, stop {step}' },
  tourWaits: { zh: '有报警，导览先等一等', en: 'An alarm stands: the tour waits' },
} as const satisfies Record<string, Text>

/** Every key of the console, as it is listed and as it works (`client/app/use-keys.ts`). */
export const keys: readonly { readonly keys: readonly string[]; readonly does: Text }[] = [
  { keys: ['Ctrl K', '/'], does: { zh: '查找设备、住户、楼栋、车位', en: 'Find a device, home, building or bay' } },
  { keys: ['Enter'], does: { zh: '进入选中的楼栋、住户或设备所在处', en: 'Into what is picked: building, home, place of a device' } },
  { keys: ['Esc'], does: { zh: '返回：先结束步行、取消选中，再上一级', en: 'Back: from walking, from what is picked, then a level up' } },
  { keys: ['Backspace'], does: { zh: '上一级', en: 'One level up' } },
  { keys: ['H'], does: { zh: '全区视图', en: 'Whole community' } },
  { keys: [',', '.'], does: { zh: '画面向左 / 向右转', en: 'Turn the picture left / right' } },
  { keys: ['W'], does: { zh: '步行；再用 W A S D 或方向键走，Q E 转身，Shift 快走', en: 'Walk; then W A S D or arrows to go, Q E to turn, Shift faster' } },
  { keys: ['C'], does: { zh: '剖切', en: 'Cut' } },
  { keys: ['X'], does: { zh: '透视墙体', en: 'See through walls' } },
  { keys: ['S'], does: { zh: '楼层：叠放 / 分开 / 单独', en: 'Storeys: piled / apart / alone' } },
  { keys: ['M'], does: { zh: '小地图', en: 'Small map' } },
  { keys: ['V'], does: { zh: '保存的视图', en: 'Saved views' } },
  { keys: ['Alt 1', 'Alt 9'], does: { zh: '前往第一至第九个视图', en: 'Go to one of the first nine views' } },
  { keys: ['1', '2', '3', '4'], does: { zh: '前往该优先级的第一条报警', en: 'Go to the first alarm of that priority' } },
  { keys: ['A'], does: { zh: '前往最急的报警', en: 'Go to the most urgent alarm' } },
  { keys: ['Space'], does: { zh: '回放：播放 / 暂停', en: 'Replay: play / pause' } },
  { keys: ['←', '→'], does: { zh: '回放：退 / 进一分钟', en: 'Replay: one minute back / on' } },
  { keys: ['J', 'K'], does: { zh: '回放：上一条 / 下一条报警', en: 'Replay: the alarm before / after' } },
  { keys: ['[', ']'], does: { zh: '回放：减速 / 加速', en: 'Replay: slower / faster' } },
  { keys: ['L'], does: { zh: '回到实时', en: 'Back to live' } },
  { keys: ['N'], does: { zh: '日光 / 白天 / 夜间配色', en: 'Light: sun / day / night' } },
  { keys: ['P'], does: { zh: '三维模型 / 平面图', en: '3D model / plan' } },
  { keys: ['E'], does: { zh: '中文 / 英文', en: 'Chinese / English' } },
  { keys: ['G'], does: { zh: '场景页', en: 'The scene' } },
  { keys: ['?'], does: { zh: '本表', en: 'This list' } },
]
