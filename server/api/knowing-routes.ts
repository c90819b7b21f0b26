import { z } from 'zod'
import { findWorthKnowing } from '../../models/engines/knowing/find-worth-knowing.ts'
import { type Finding, findingRules } from '../../models/engines/knowing/finding.ts'
import { type Moment, momentOf } from '../../models/engines/knowing/moment.ts'
import { momentsNeeded } from '../../models/engines/knowing/moments-needed.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, type Route } from '../platform/route.ts'
import { moment } from './fields.ts'
import { type Communities, CommunityParams, type HeldCommunity } from './held-community.ts'
import type { History } from './history.ts'
import { zoneOffsetMs } from './zone-offset.ts'

/** What was found is kept for so long, and told to everyone who asks about the same ten minutes. */
const slotMs = 600_000
const mostKept = 24

const FindingSchema = z
  .object({
    rule: z.enum(findingRules),
    device: z.string(),
    point: z.string().nullable(),
    devices: z.int(),
    value: z.number(),
    usual: z.number().nullable(),
    limit: z.number().nullable(),
    alarm: z.string().nullable(),
    expectedAt: z.number().nullable(),
    compared: z.array(z.object({ from: z.number(), to: z.number(), value: z.number() })).meta({ description: 'What it was concluded from, the newest first' }),
    alike: z.int().meta({ description: 'More of the same kind that are not listed' }),
    weight: z.number(),
  })
  .meta({ id: 'Finding' })
const Query = z.strictObject({ at: moment.optional().meta({ description: 'As it could be known at this moment; now when left out' }) })

/** What is worth knowing although nothing alarms, found from the community's own past. */
export function knowingRoutes(communities: Communities, history: History, now: () => number): Route[] {
  const kept = new Map<string, Promise<readonly Finding[]>>()
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time: each walks through a week. */
  const findOnce = (held: HeldCommunity, at: number): Promise<readonly Finding[]> => {
    const key = `${held.id}|${at}`
    const known = kept.get(key)
    if (known) return known
    const made = last.then(() => findAt(history, held, at))
    last = made.catch(() => kept.delete(key))
    kept.set(key, made)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return made
  }
  const knowing = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}/knowing',
    tag: 'readings',
    summary: { zh: '值得知道的事：由历史得出，附依据', en: 'What is worth knowing, found from history, with what it was concluded from' },
    params: CommunityParams,
    query: Query,
    body: noBody,
    answers: {
      200: {
        description: 'At most seven, the gravest first; `time` is the full ten minutes they are of',
        schema: z.object({ time: z.iso.datetime(), findings: z.array(FindingSchema) }),
      },
    },
    handler: async ({ params, query }) => {
      const held = communities.find(params.id)
      const at = Math.floor((query.at ?? now()) / slotMs) * slotMs
      return { status: 200, body: { time: new Date(at).toISOString(), findings: await findOnce(held, at) } }
    },
  })
  return [knowing]
}

async function findAt(history: History, { register }: HeldCommunity, at: number): Promise<readonly Finding[]> {
  const offsetMs = zoneOffsetMs(register.community.timeZone, at)
  const moments = new Map<number, Moment>()
  for (const time of momentsNeeded(at, offsetMs)) {
    const { samples } = await history.stateAt(time)
    moments.set(
      time,
      momentOf(register, (series) => samples.get(series), time),
    )
  }
  return findWorthKnowing({ register, at, offsetMs, moments })
}
