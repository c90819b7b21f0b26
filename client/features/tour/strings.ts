import type { Text } from '../../../models/text.ts'

export const tourStrings = {
  title: { zh: '导览', en: 'Tour' },
  invite: { zh: '第一次来？', en: 'First time here?' },
  inviteWhy: { zh: '两分钟，八站，走一遍真实的系统。随时按 Esc 离开。', en: 'Two minutes, eight stops through the real system. Leave at any time with Esc.' },
  start: { zh: '开始导览', en: 'Start the tour' },
  decline: { zh: '不用了', en: 'No, thanks' },
  next: { zh: '下一站', en: 'Next' },
  back: { zh: '上一站', en: 'Back' },
  finish: { zh: '完成', en: 'Done' },
  leave: { zh: '离开导览', en: 'Leave the tour' },
  stop: { zh: '第 {step} / {all} 站', en: 'Stop {step} of {all}' },
} as const satisfies Record<string, Text>

export const stopTitles = {
  sentence: { zh: '一句话：现在怎样', en: 'One sentence: how things are' },
  layers: { zh: '图层：每个系统一行', en: 'Layers: a line for each system' },
  home: { zh: '飞到一户人家', en: 'Fly to a home' },
  device: { zh: '一台设备和它的历史', en: 'A device and its history' },
  replay: { zh: '回到过去', en: 'Back in time' },
  plan: { zh: '同一个小区的平面图', en: 'The same community on paper' },
  search: { zh: '什么都能找', en: 'Find anything' },
  help: { zh: '帮助和这趟导览', en: 'Help and this tour' },
} as const satisfies Record<string, Text>

export const stopWords = {
  sentence: {
    zh: '没有事的时候，屏幕是安静的灰色。有事时，这里先说清最要紧的一件：在哪里、什么事、多久了。',
    en: 'While nothing is wrong the screen is calm and grey. When something is, the most urgent is told here first: where, what, for how long.',
  },
  layers: {
    zh: '每行一个系统，和它此刻的一个数。按一下，就画进三维里；再按一下收起。这里打开了“{layer}”。',
    en: 'Each line is a system with one figure of now. Press it to draw it into the picture, press again to put it away. “{layer}” is on now.',
  },
  home: {
    zh: '点楼、点层、点户，一层层走近；Esc 一层层退回。这是 {home}，墙在 1.2 米处切开。',
    en: 'Click a building, a floor, a home to come closer; Esc steps back. This is {home}, its walls cut at 1.2 m.',
  },
  device: {
    zh: '每个数都带单位、时效和来源：实测、推算、模拟还是人工录入。曲线可以拖选放大，断了的地方画成断的。',
    en: 'Each value has a unit, an age and an origin: measured, computed, simulated or typed. Drag over the curve to zoom; a gap is drawn as a gap.',
  },
  replay: {
    zh: '拖时间轴到任何一刻，场景、面板、报警一起回去。蓝色边框在，就不是实时。按 J 和 K 在报警之间走。',
    en: 'Drag the time line to any moment: scene, panels and alarms go with it. While the blue frame is there, it is not live. J and K go from alarm to alarm.',
  },
  plan: {
    zh: '没有显卡的电脑也看得到同样的报警。按 P 在三维和平面之间换。',
    en: 'A machine without a graphics card sees the same alarms. P changes between model and plan.',
  },
  search: {
    zh: '按 Ctrl K，输入 {home}、设备编号或拼音首字母，回车就到。',
    en: 'Press Ctrl K and type {home}, a device id or pinyin initials; Enter takes you there.',
  },
  help: {
    zh: '按 ? 看所有按键；导览也在那里，随时再走一遍。现在，小区交给您。',
    en: 'Press ? for all keys; this tour is there too, to be taken again. The community is yours now.',
  },
} as const satisfies Record<keyof typeof stopTitles, Text>
