import { z } from 'zod'

/** Texts of what people read, in both languages. */
export const TextSchema = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Text' })

/** A moment in a query: ISO 8601 with a time zone, or milliseconds since 1970. Parsed to milliseconds. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,14}$/)], {
    error: 'expected ISO 8601 with a time zone, such as 2026-11-24T08:00:00+08:00, or milliseconds since 1970',
  })
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .meta({ description: 'ISO 8601 with a time zone, or milliseconds since 1970', example: '2026-11-24T08:00:00+08:00' })

/** How many items an answer holds at most. */
export const limitField = (usual: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().int().min(1).max(most))
    .default(usual)
    .meta({ description: `At most so many items, up to ${most}; ${usual} when left out` })

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A span such as `30s`, `15m`, `1h` or `1d`, parsed to milliseconds. */
export const span = z
  .string()
  .regex(/^[1-9]\d{0,6}(ms|s|m|h|d)$/, 'expected a span such as 30s, 15m, 1h or 1d')
  .transform((text) => {
    const [, count = '1', unit = 'ms'] = /^(\d+)(\w+)$/.exec(text) ?? []
    const [, milliseconds = 1] = Object.entries(unitsMs).find(([name]) => name === unit) ?? []
    return Number(count) * milliseconds
  })
  .meta({ description: 'Span such as 30s, 15m, 1h or 1d', example: '15m' })
