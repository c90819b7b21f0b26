import { z } from 'zod'

/** What the server tells the simulator's process. */
export const ToSimulator = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('play'), request: z.number(), scenario: z.string(), at: z.string().optional(), seed: z.number(), speed: z.number() }),
  z.strictObject({ kind: z.literal('stop'), run: z.string() }),
  /** CPU time the server has used so far, told in answer to `ready` and to each step of the back-fill, which is paced by it. */
  z.strictObject({ kind: z.literal('cpu'), ms: z.number() }),
])
export type ToSimulator = z.infer<typeof ToSimulator>

const Playing = z.strictObject({ run: z.string(), scenario: z.string(), startedAt: z.number(), seconds: z.number() })
export type Playing = z.infer<typeof Playing>

const TextSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** What the simulator's process tells the server: which scenarios there are, how the back-fill goes, what plays. */
export const FromSimulator = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), scenarios: z.array(z.strictObject({ id: z.string(), name: TextSchema, about: TextSchema })) }),
  z.strictObject({ kind: z.literal('backfill'), days: z.number(), doneDays: z.number(), readings: z.number(), finished: z.boolean() }),
  z.strictObject({ kind: z.literal('playing'), playing: z.array(Playing) }),
  z.strictObject({ kind: z.literal('played'), request: z.number(), playing: Playing.nullable() }),
])
export type FromSimulator = z.infer<typeof FromSimulator>
