import { expect, it } from 'vitest'
import { z } from 'zod'
import { answer } from '../../../../server/live/answer.ts'

it.each([
  [
    'throws',
    () => {
      throw new Error('select * from secrets at /home/linli/server.ts:12')
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('select * from secrets at /home/linli/server.ts:12')
    },
  ],
])('says nothing of the inside when a handler %s, reports it, and always answers', async (_how, handle) => {
  const reported: unknown[] = []
  const listen = answer({ schema: z.strictObject({ a: z.int() }), allow: () => true, report: (error) => reported.push(error), handle })
  const ask = (...sent: unknown[]) => new Promise<unknown>((done) => void listen(...sent, done))
  expect(await ask({ a: 1 })).toEqual({ code: 'internal', message: 'the server could not do this; it has been logged' })
  expect(reported).toHaveLength(1)
  for (const sent of [[{ a: 'x' }], [null], [[]], ['{'], [{ a: 1, __proto__x: 1 }], [JSON.parse('{"__proto__":{"a":1}}')], [1, 2]])
    expect(await ask(...sent)).toMatchObject({ code: 'bad_message' })
  // Without an acknowledgement asked for nothing is thrown either.
  await listen({ a: 1 })
  expect(reported).toHaveLength(2)
})
