import { expect, it } from 'vitest'
import { createLogger } from '../../../../server/platform/logger.ts'

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = []
  write(createLogger('debug', (line) => lines.push(line)))
  return lines
}

it('writes one JSON line an event whatever breaks and escapes the text from outside holds', () => {
  const evil = 'a\nb\r\n{"level":"info"}\u2028c\u2029\u001b[2J\u0085\u202etxt\u0000'
  const [line = '', ...more] = logged((logger) => logger.info({ agent: evil }, evil))
  expect(more).toEqual([])
  expect(line.slice(0, -1)).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Bidi_Control}/u)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', agent: evil, msg: evil })
})

it('cuts a line at 8 kB and keeps it readable as JSON', () => {
  const [long = ''] = logged((logger) => logger.info({ agent: '邻'.repeat(1_000_000), kept: 'short' }, 'a long one'))
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(8193)
  expect(JSON.parse(long)).toMatchObject({ kept: 'short', msg: 'a long one' })
  const [many = ''] = logged((logger) =>
    logger.info(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, 'x'.repeat(50)])), 'many facts'),
  )
  expect(Buffer.byteLength(many)).toBeLessThanOrEqual(8193)
  expect(JSON.parse(many)).toMatchObject({ level: 'info', msg: 'many facts', isCut: true })
})

it('keeps secrets out wherever they stand', () => {
  const token = `linli_${'Ab3-_'.repeat(9)}`
  const lines = logged((logger) => {
    logger.info({ token: 'seeded-secret', headers: { authorization: 'Bearer seeded-secret' }, config: { influx: { password: 'seeded-secret' } } }, 'facts')
    logger.info({ url: `/write?u=a&p=${token}` }, `a client sent ${token}`)
  })
  expect(lines.join('')).not.toContain('seeded-secret')
  expect(lines.join('')).not.toContain(token)
  expect(lines).toHaveLength(2)
})
