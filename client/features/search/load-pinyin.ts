/** The ways a Chinese name is typed on a Latin keyboard: `cf` and `chufang` for 厨房; '' for a name without Chinese. */
export type Pinyin = (zh: string) => string

const notChinese = /[^\p{Script=Han}]+/gu

/** Fetches the dictionary from our own server: large, and of use only to whoever opens the search. */
export async function loadPinyin(): Promise<Pinyin> {
  const { pinyin } = await import('pinyin-pro')
  // Thousands of devices share a few dozen names apart from their numbers.
  const known = new Map<string, string>()
  return (zh) => {
    const words = zh.replaceAll(notChinese, '')
    const before = known.get(words)
    if (before !== undefined) return before
    const spelled =
      words === ''
        ? ''
        : `${pinyin(words, { pattern: 'first', toneType: 'none', separator: '' })}|${pinyin(words, { toneType: 'none', separator: '', v: true })}`
    known.set(words, spelled)
    return spelled
  }
}
