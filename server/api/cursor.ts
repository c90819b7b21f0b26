import { z } from 'zod'
import { Problem } from '../platform/problem.ts'

/** Where a page ended, opaque to the caller: `next` of one answer is `after` of the following call. */
export const cursorField = z.string().max(600).optional().meta({ description: '`next` of the answer before' })

export const encodeCursor = (parts: readonly (string | number)[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** Throws a Problem 400 `bad_cursor` for anything but what `encodeCursor` made of such parts. */
export function decodeCursor<Parts extends z.ZodType>(parts: Parts, cursor: string): z.output<Parts> {
  try {
    return parts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw badCursor()
  }
}

export const badCursor = (): Problem =>
  new Problem(400, 'bad_cursor', {
    zh: 'after 不是本接口给出的 next；请从第一页重新开始。',
    en: 'after is not a next of this call: begin again at the first page.',
  })
