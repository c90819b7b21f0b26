import type { Text } from '../../../models/text.ts'

export const frozenStrings = {
  page: { zh: '画面已停', en: 'The picture has stopped' },
  pageWhy: {
    zh: '本页停止了工作，屏上一切都不是现在。请刷新页面；刷新不了就重开浏览器。',
    en: 'This page has stopped working: nothing on screen is of now. Reload it; if that fails, restart the browser.',
  },
  scene: {
    zh: '三维画面没有跟上：最近 {age} 的数据还没有画进去，面板和报警照常',
    en: 'The 3D picture is behind: data of the last {age} is not drawn yet; panels and alarms go on',
  },
  was: { zh: '画面曾停 {span}，{time} 起恢复', en: 'The picture stood for {span} and goes on since {time}' },
} as const satisfies Record<string, Text>
