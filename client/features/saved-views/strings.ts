import type { Text } from '../../../models/text.ts'

export const savedViewStrings = {
  title: { zh: '保存的视图', en: 'Saved views' },
  name: { zh: '视图名称', en: 'Name of the view' },
  save: { zh: '保存当前视图', en: 'Save this view' },
  full: { zh: '最多保存 {count} 个，请先删除一个', en: 'At most {count} are kept: delete one first' },
  rename: { zh: '重命名', en: 'Rename' },
  renamed: { zh: '新名称', en: 'New name' },
  remove: { zh: '删除', en: 'Delete' },
  copy: { zh: '复制链接', en: 'Copy the link' },
  copied: { zh: '链接已复制', en: 'Link copied' },
  notCopied: { zh: '浏览器不许复制，请从地址栏复制', en: 'The browser does not allow copying: copy from its address bar' },
  removed: { zh: '已删除“{name}”', en: '“{name}” was deleted' },
  undo: { zh: '撤销', en: 'Undo' },
  notKept: { zh: '浏览器不许保存，关闭页面后会丢失', en: 'The browser keeps nothing: it is lost when the page is closed' },
  ofCommunity: { zh: '本小区', en: 'Of this community' },
  mine: { zh: '本机保存', en: 'Kept on this machine' },
  carPark: { zh: '停车场', en: 'Car park' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Record<string, Text>
