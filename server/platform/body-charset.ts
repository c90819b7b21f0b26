import { isUtf8 } from 'node:buffer'
import { Problem } from './problem.ts'

/** GB 18030 holds all of GBK and GB 2312, which fire panels and counters of their time still speak. */
const names: Readonly<Record<string, 'utf-8' | 'gb18030'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
}

/**
 * A body as UTF-8, whatever character set its Content-Type names; without one it must be UTF-8 already. Bytes are never guessed at:
 * throws a Problem 415 `unsupported_charset` for another set, 400 `text_malformed` for bytes that are none of the set named.
 */
export function inUtf8(bytes: Buffer, contentType: string | undefined): Buffer {
  const named = contentType?.includes('charset') ? /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] : undefined
  const charset = named === undefined ? 'utf-8' : names[named.toLowerCase()]
  if (charset === undefined)
    throw new Problem(415, 'unsupported_charset', {
      zh: '不支持这种字符集，请用 UTF-8 或 GB18030。',
      en: 'This character set is not supported: use UTF-8 or GB18030.',
    })
  if (charset === 'utf-8') {
    if (isUtf8(bytes)) return bytes
    throw new Problem(400, 'text_malformed', {
      zh: '内容不是 UTF-8。若为 GB18030 或 GBK，请在 Content-Type 中写明 charset=gb18030。',
      en: 'The body is not UTF-8. If it is GB18030 or GBK, say charset=gb18030 in the Content-Type.',
    })
  }
  try {
    return Buffer.from(new TextDecoder(charset, { fatal: true }).decode(bytes))
  } catch {
    throw new Problem(400, 'text_malformed', { zh: '内容不是所声明的 GB18030。', en: 'The body is not the GB18030 it says it is.' })
  }
}
