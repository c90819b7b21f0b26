import type { Text } from '../../../models/text.ts'

export const timelineStrings = {
  title: { zh: '时间轴', en: 'Time line' },
  play: { zh: '播放', en: 'Play' },
  pause: { zh: '暂停', en: 'Pause' },
  replay: { zh: '回放', en: 'Replay' },
  back: { zh: '退一步', en: 'Step back' },
  forward: { zh: '进一步', en: 'Step forward' },
  live: { zh: '实时', en: 'Live' },
  goLive: { zh: '回到实时', en: 'Back to live' },
  speed: { zh: '速度', en: 'Speed' },
  span: { zh: '时段', en: 'Period' },
  day: { zh: '24 小时', en: '24 h' },
  week: { zh: '7 天', en: '7 d' },
  moment: { zh: '{time}，{ago}', en: '{time}, {ago}' },
  nowLive: { zh: '现在，实时', en: 'now, live' },
  mark: { zh: '{time} {alarm}', en: '{time} {alarm}' },
  moreMarks: { zh: '{time} {alarm} 等 {count} 条', en: '{time} {alarm} and {count} more' },
  frame: { zh: '回放 {time} · 非实时画面', en: 'Replay of {time} · not live' },
  playing: { zh: '{speed}× 播放中', en: 'playing at {speed}×' },
  paused: { zh: '已暂停', en: 'paused' },
} as const satisfies Record<string, Text>
