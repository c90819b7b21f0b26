import { z } from 'zod'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, noFields, type Route } from '../platform/route.ts'

const BrokerHealth = z.object({
  url: z.string(),
  ok: z.boolean(),
  state: z.enum(['away', 'connected', 'subscribed', 'refused']),
  trouble: z.string().nullable(),
  lastMessageAt: z.number().nullable(),
  dropped: z.int().nullable().meta({ description: 'Messages the broker dropped since it began; null where it does not say' }),
})

export const Health = z
  .object({
    status: z.enum(['ok', 'degraded', 'starting', 'stopping', 'refusing']),
    version: z.string(),
    timeSeries: z.object({ kind: z.string(), ok: z.boolean(), detail: z.string(), behind: z.int() }).nullable(),
    journal: z.object({ kind: z.string(), ok: z.boolean(), head: z.int(), damaged: z.int() }).nullable(),
    records: z.object({ kind: z.string(), ok: z.boolean() }).nullable(),
    messaging: z.object({
      mqtt: z.object({ host: z.string(), port: z.int() }).nullable(),
      broker: BrokerHealth.nullable().meta({ description: 'The outside broker, where one is set' }),
    }),
    follower: z
      .object({
        ok: z.boolean(),
        lastPollAt: z.number().nullable(),
        behindMs: z.number().meta({ description: 'What was written before that was taken in' }),
        trouble: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The database that others write, where it is followed' }),
    eventLoop: z
      .object({
        ok: z.boolean().meta({ description: 'False for a minute after the server hung' }),
        stalls: z.int().meta({ description: 'How often it hung since the start' }),
        lastStall: z.object({ at: z.number(), ms: z.number() }).nullable(),
      })
      .nullable(),
    uptimeSeconds: z.number(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>

/** Whether the server takes readings and how its parts are. */
export function healthRoutes(read: () => Promise<Health>): Route[] {
  const health = defineRoute({
    method: 'get',
    path: '/api/v1/health',
    tag: 'about',
    summary: { zh: '运行状况', en: 'How the server is' },
    params: noFields,
    query: noFields,
    body: noBody,
    isAlwaysAnswered: true,
    answers: {
      200: { description: 'It takes readings; `degraded`: something else is not well', schema: Health },
      503: { description: 'It cannot take readings', schema: Health },
    },
    handler: async () => {
      const body = await read()
      return { status: body.status === 'ok' || body.status === 'degraded' ? 200 : 503, body }
    },
  })
  return [health]
}
