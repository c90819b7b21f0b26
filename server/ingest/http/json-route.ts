import { z } from 'zod'
import { communityField } from '../../api/held-community.ts'
import { quarantineCodes } from '../../journal/fact.ts'
import { Problem } from '../../platform/problem.ts'
import { bytesBody } from '../../platform/request-body.ts'
import type { Route } from '../../platform/route.ts'
import { defineDirectRoute } from '../../platform/route.ts'
import { parseSafeJson } from '../../platform/safe-json.ts'
import type { Ingest } from '../accept.ts'
import { ingestOf, orProblem } from './refusals.ts'

const limitBytes = 8 * 1024 * 1024

const PointValueSchema = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.strictObject({ code: z.string(), detail: z.string() }),
  z.tuple([z.number(), z.number(), z.number()]),
])
const Sent = z
  .array(
    z.object({
      device: z.string(),
      point: z.string(),
      value: PointValueSchema.meta({
        description: 'As the point declares it: a number, true or false, the code of a state or event, [east, north, up] in metres',
      }),
      time: z
        .union([z.iso.datetime({ offset: true }), z.number()])
        .optional()
        .meta({ description: 'ISO 8601 with a time zone, or ms since 1970; now when left out' }),
    }),
  )
  .meta({ id: 'SentReadings' })

export const AcceptanceSchema = z
  .object({
    accepted: z.int().meta({ description: 'Readings that are durable now' }),
    duplicates: z.int().meta({ description: 'Readings that were there before, with the same time and value' }),
    quarantined: z.array(z.object({ index: z.int(), reason: z.string(), code: z.enum(quarantineCodes) })),
    yielded: z.int().meta({ description: 'Simulated readings left out because the device itself was heard within 10 minutes' }),
  })
  .meta({ id: 'Acceptance' })

/** `POST /api/v1/ingest`: each item is taken or quarantined for itself; only a body that is no list of items is refused as a whole. */
export function jsonRoute({ ingest }: { readonly ingest: Ingest }): Route {
  return defineDirectRoute({
    method: 'post',
    path: '/api/v1/ingest',
    tag: 'ingest',
    isForDevices: true,
    summary: { zh: '上报读数（JSON）', en: 'Send readings as JSON' },
    query: z.object({ community: communityField }),
    body: bytesBody(['application/json'], limitBytes, Sent),
    answers: {
      202: { description: 'What can be taken is durable; what cannot is in quarantine, each with its reason', schema: AcceptanceSchema },
      413: { description: 'The body is larger than 8 MiB' },
      429: { description: 'Too much is waiting; come back after Retry-After' },
      507: { description: 'Nothing can be stored at present' },
    },
    handler: async ({ query, body, caller }) => {
      const wanted = ingestOf(ingest, query.community)
      const items = parseSafeJson(body.toString('utf8').replace(/^\uFEFF/, ''))
      if (!Array.isArray(items))
        throw new Problem(400, 'not_a_list', {
          zh: '内容应为读数的数组：[{ device, point, value, time }]。',
          en: 'The body must be a list of readings: [{ device, point, value, time }].',
        })
      const acceptance = await orProblem(wanted.accept(items, { via: 'http', origin: caller.origin, who: caller.name, device: caller.device }))
      return { status: 202, body: acceptance }
    },
  })
}
