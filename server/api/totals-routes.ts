import { z } from 'zod'
import { foldTotals, type Total, worthAt } from '../../models/engines/totals/fold-totals.ts'
import { origins } from '../../models/protocol/reading.ts'
import type { PointEntry, Register } from '../../models/register.ts'
import { Problem } from '../platform/problem.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, type Route } from '../platform/route.ts'
import { moment, span } from './fields.ts'
import { type Communities, CommunityParams } from './held-community.ts'
import type { History } from './history.ts'
import { zoneOffsetMs } from './zone-offset.ts'

const dayMs = 86_400_000
const mostMoments = 2000
const mostAsked = 24
/** Readings are folded in slices, so that many days never lie in memory together. */
const sliceMs = dayMs / 2

const typeField = z.string().max(100).meta({ description: 'Type of the devices, as in the register', example: 'parking.bay' })
const pointField = z.string().max(100).meta({ description: 'Point of each such device', example: 'occupied' })
const TotalsQuery = z.strictObject({
  type: typeField,
  point: pointField,
  from: moment.optional().meta({ description: 'First moment; a day before `to` when left out' }),
  to: moment.optional().meta({ description: 'Up to this moment; now when left out' }),
  every: span.default(3_600_000).meta({ description: 'One figure each such span, aligned to the local time of the community; 1h when left out' }),
})
const MomentsQuery = z.strictObject({
  type: typeField,
  point: pointField,
  at: z
    .string()
    .max(1000)
    .transform((text) => text.split(','))
    .pipe(z.array(moment).min(1).max(mostAsked))
    .meta({ description: `Up to ${mostAsked} moments, parted by commas` }),
})
const Head = { type: z.string(), point: z.string(), unit: z.string().nullable() }
const Totals = z.object({ ...Head, devices: z.int(), columns: z.array(z.string()), points: z.array(z.array(z.number())) })
const Moments = z.object({
  ...Head,
  devices: z.array(z.string()),
  moments: z.array(z.object({ time: z.number(), values: z.array(z.number().nullable()), simulated: z.int() })),
})

/** One point of all devices of a type: their sum over time, and each at some moments of the past. */
export function totalsRoutes(communities: Communities, history: History, now: () => number): Route[] {
  const totals = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}/totals',
    tag: 'readings',
    summary: { zh: '同类设备一个测点的合计随时间', en: 'The sum of one point over all devices of a type' },
    params: CommunityParams,
    query: TotalsQuery,
    body: noBody,
    answers: {
      200: {
        description:
          '`[ms, total, known, simulated]`: at each moment the sum of the latest values, how many devices were known, and how many of those were simulated. A boolean or state counts 1 where it is not in its first, normal state',
        schema: Totals,
      },
    },
    handler: async ({ params, query }) => {
      const { register } = communities.find(params.id)
      const points = pointsOf(register, query.type, query.point, ['number', 'boolean', 'state'])
      const to = query.to ?? now()
      const moments = momentsOf(register.community.timeZone, query.from ?? to - dayMs, to, query.every)
      const found = await sumOver(history, points, moments, query.every)
      return { status: 200, body: { ...headOf(query, points), devices: points.length, columns: ['time', 'total', 'known', 'simulated'], points: found } }
    },
  })
  const moments = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}/moments',
    tag: 'readings',
    summary: { zh: '同类设备一个测点在若干时刻的值', en: 'One point of all devices of a type at some moments' },
    params: CommunityParams,
    query: MomentsQuery,
    body: noBody,
    answers: {
      200: {
        description: 'For each moment the value of each device in the order of `devices`; null where none was heard, or it was bad, out of range or too old',
        schema: Moments,
      },
    },
    handler: async ({ params, query }) => {
      const { register } = communities.find(params.id)
      const points = pointsOf(register, query.type, query.point, ['number', 'boolean', 'state', 'counter'])
      const found = []
      for (const time of query.at) {
        const { samples } = await history.stateAt(time)
        const values = points.map((entry) => worthAt(entry, samples.get(entry.series), time))
        const made = points.filter((entry, place) => values[place] !== null && samples.get(entry.series)?.origin === simulated).length
        found.push({ time, values, simulated: made })
      }
      return { status: 200, body: { ...headOf(query, points), devices: points.map(({ device }) => device.id), moments: found } }
    },
  })
  return [totals, moments]
}

const simulated = origins.indexOf('simulated')

type Kind = PointEntry['point']['kind']

function pointsOf(register: Register, type: string, point: string, kinds: readonly Kind[]): PointEntry[] {
  const points = [...register.devices.values()].flatMap((entry) => (entry.typeId === type ? [...entry.points.values()].filter(({ id }) => id === point) : []))
  const [first] = points
  if (!first)
    throw new Problem(404, 'unknown_point', { zh: `没有带测点 ${point} 的 ${type} 类设备。`, en: `There is no device of type ${type} with a point ${point}.` })
  if (kinds.includes(first.point.kind)) return points
  throw new Problem(400, 'wrong_kind', {
    zh: `测点 ${point}（${first.point.kind}）不能这样读。`,
    en: `Point ${point} is a ${first.point.kind}; it cannot be read like this.`,
  })
}

const headOf = ({ type, point }: { readonly type: string; readonly point: string }, [first]: readonly PointEntry[]) => ({
  type,
  point,
  unit: first && 'unit' in first.point ? first.point.unit : null,
})

/** Full local spans from `from` to `to`. Throws a Problem for more than can be answered. */
function momentsOf(zone: string, from: number, to: number, everyMs: number): number[] {
  const offset = zoneOffsetMs(zone, from)
  const first = Math.ceil((from + offset) / everyMs) * everyMs - offset
  const count = Math.max(0, Math.floor((to - first) / everyMs) + 1)
  if (count > mostMoments)
    throw new Problem(400, 'too_many_moments', {
      zh: `最多 ${mostMoments} 个时刻；请加大 every 或缩短区间。`,
      en: `At most ${mostMoments} moments: widen every or shorten the span.`,
    })
  return Array.from({ length: count }, (_, step) => first + step * everyMs)
}

async function sumOver(history: History, points: readonly PointEntry[], moments: readonly number[], everyMs: number): Promise<number[][]> {
  const [first] = moments
  if (first === undefined) return []
  let from: number = first
  const newest = new Map((await history.stateAt(from)).samples)
  const inSlice = Math.max(1, Math.floor(sliceMs / everyMs))
  const found: Total[] = []
  for (let begin = 0; begin < moments.length; begin += inSlice) {
    const slice = moments.slice(begin, begin + inSlice)
    const end = slice.at(-1) ?? from
    const readings = await history.readMany(points, from, end)
    found.push(...foldTotals(points, newest.values(), readings, slice))
    for (const reading of readings) newest.set(reading.series, reading)
    from = end
  }
  return found.map(({ time, total, known, simulated: made }) => [time, total, known, made])
}
