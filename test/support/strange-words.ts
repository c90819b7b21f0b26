/** What people, panels and attackers write, and as what it is kept: as it was sent, but for what no store can hold. */
export const strangeWords: readonly [name: string, sent: string, kept?: string][] = [
  ['a family of joined emoji', '👨‍👩‍👧‍👦 到家'],
  ['a right-to-left override', 'user\u202Egnp.exe'],
  ['isolates and marks of direction', '\u2066a\u2069\u200f\u061cb'],
  ['zero-width characters and a byte-order mark', 'a\u200b\u200c\u2060\ufeffb'],
  ['a composed letter', 'caf\u00e9'],
  ['a decomposed letter', 'cafe\u0301'],
  ['characters of CJK extension B and G', '𠮷野家 京A·𰻝88'],
  ['rare characters of names', '䶮㛃𬍛鿍'],
  ['line breaks, tabs and separators', 'a\nb\r\tc\u2028d\u2029e'],
  ['quotes, commas and backslashes', `'"\\",= a\\`],
  ['terminal escapes', '\u001b[2J\u0007\u0085'],
  ['NUL', 'a\0b', 'a\ufffdb'],
  ['a lone surrogate', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ['full-width markup', '＜img src=x onerror=1＞'],
  ['as many characters as a detail may have', '邻'.repeat(200)],
]
