import { z } from 'zod'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, noFields, type Route } from '../platform/route.ts'
import { TextSchema } from './fields.ts'
import { Health } from './health-routes.ts'

export const SystemReport = z
  .object({
    health: Health,
    process: z.object({
      pid: z.int(),
      node: z.string(),
      memoryBytes: z.number(),
      eventLoopLagMs: z.object({ mean: z.number(), p99: z.number(), maximum: z.number() }),
    }),
    community: z.object({ id: z.string(), devices: z.int(), points: z.int(), heard: z.int().meta({ description: 'Points that were ever heard of' }) }),
    journal: z.object({ head: z.int(), tail: z.int(), damage: z.array(z.object({ file: z.string(), row: z.int(), why: z.string() })) }),
    history: z.object({ behindFacts: z.int(), behindMs: z.number(), trouble: z.string().nullable() }),
    ingest: z.object({
      waiting: z.int(),
      duplicateBytes: z.number(),
      badClockReadings: z.int().meta({ description: 'Kept under the time of receipt, or in quarantine when off by more than a day' }),
      timeUnits: z
        .object({ second: z.int(), millisecond: z.int(), microsecond: z.int(), nanosecond: z.int() })
        .meta({ description: 'Readings with a bare number for a time' }),
    }),
    mqtt: z.object({ clients: z.int(), messages: z.int(), refusedConnections: z.int(), refusedMessages: z.int() }),
    broker: z.object({ messages: z.int(), refusedMessages: z.int(), retainedLeftOut: z.int() }).nullable(),
    notices: z
      .array(z.object({ code: z.string(), subject: z.string(), at: z.number(), times: z.int(), text: TextSchema }))
      .meta({ description: 'What about the machinery a person should put right, newest first' }),
    disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
    simulator: z.object({
      state: z.enum(['off', 'running', 'waiting']),
      backfill: z.object({ days: z.number(), doneDays: z.number(), readings: z.number(), finished: z.boolean() }).nullable(),
      playing: z.int(),
    }),
  })
  .meta({ id: 'SystemReport' })
export type SystemReport = z.infer<typeof SystemReport>

/** The server's account of itself, for the system page. */
export function systemRoutes(read: () => Promise<SystemReport>): Route[] {
  const system = defineRoute({
    method: 'get',
    path: '/api/v1/system',
    tag: 'about',
    summary: { zh: '系统各部分的状态与积压', en: 'The parts of the server and what waits in them' },
    params: noFields,
    query: noFields,
    body: noBody,
    answers: { 200: { description: 'As of now', schema: SystemReport } },
    handler: async () => ({ status: 200, body: await read() }),
  })
  return [system]
}
