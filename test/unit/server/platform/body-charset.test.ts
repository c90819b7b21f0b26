import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inUtf8 } from '../../../../server/platform/body-charset.ts'

/** 火警：𠮷家 in GB 18030 (by Python's codec); 𠮷 has four bytes and is beyond GBK. */
const gb = Buffer.from('bbf0beafa3ba9534b235bcd2', 'hex')
const refusal = (bytes: Buffer, type?: string): unknown => {
  try {
    return inUtf8(bytes, type).toString('utf8')
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

it('reads GB 18030 where it is declared, under each of its names, and nowhere else', () => {
  for (const charset of ['gb18030', 'GBK', '"gb2312"']) expect(refusal(gb, `application/json; charset=${charset}`)).toBe('火警：𠮷家')
  expect(refusal(gb)).toBe('text_malformed')
  expect(refusal(gb, 'application/json; charset=utf-8')).toBe('text_malformed')
  expect(refusal(gb, 'text/plain; charset=latin1')).toBe('unsupported_charset')
  expect(refusal(Buffer.from([0x81]), 'text/plain; charset=gb18030')).toBe('text_malformed')
})

it('passes UTF-8 on untouched, and never lets anything else through', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (sent) => {
      const bytes = Buffer.from(sent)
      const isText = Buffer.from(bytes.toString('utf8')).equals(bytes)
      expect(isText ? inUtf8(bytes, 'text/plain') === bytes : refusal(bytes, 'text/plain') === 'text_malformed').toBe(true)
    }),
    { numRuns: 2000 },
  )
})
