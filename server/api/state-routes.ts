import { z } from 'zod'
import type { PointEntry } from '../../models/register.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, type Route } from '../platform/route.ts'
import type { StateColumns } from '../state/device-state.ts'
import { cursorField } from './cursor.ts'
import { limitField, moment } from './fields.ts'
import { type Communities, CommunityParams, type HeldCommunity } from './held-community.ts'
import type { History } from './history.ts'
import { cursorOf, pointsAskedFor } from './point-order.ts'
import { SpokenReading, spokenReading } from './spoken-reading.ts'
import { streamJson } from './stream-json.ts'

const pointsPerPiece = 250
const mostPoints = 100_000

const Query = z.strictObject({
  at: moment.optional(),
  subsystem: z.string().max(100).optional(),
  device: z.string().max(200).optional(),
  limit: limitField(mostPoints, mostPoints),
  after: cursorField,
})

/** The reading of one series that counted at the moment asked for, or null where nothing was heard by then. */
type ReadingOf = (series: number) => Parameters<typeof spokenReading>[1] | null

/** The latest value of every point, now or at a moment of the past. */
export function stateRoutes(communities: Communities, history: History, now: () => number): Route[] {
  const state = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}/state',
    tag: 'readings',
    summary: { zh: '各测点在某一时刻的最新值', en: 'The latest value of every point at a moment' },
    params: CommunityParams,
    query: Query,
    body: noBody,
    answers: {
      200: {
        description: 'Points heard of by then, in the order of the register; `behind` counts facts history has not taken in yet',
        schema: z.object({ time: z.iso.datetime(), behind: z.int(), points: z.array(SpokenReading), next: z.string().nullable() }),
      },
    },
    handler: async ({ params, query, request, response }) => {
      const held = communities.find(params.id)
      const asked = pointsAskedFor(held.register, query)
      const past = query.at === undefined ? null : await history.stateAt(query.at)
      const readingOf = past === null ? presentOf(held) : (series: number) => past.samples.get(series) ?? null
      return await streamJson(request, response, pieces(asked, readingOf, query.limit, query.at ?? now(), past?.behind ?? 0))
    },
  })
  return [state]
}

/** A copy, so that an answer that takes long to send is still of one moment. */
function presentOf({ state }: HeldCommunity): ReadingOf {
  const copy: StateColumns = {
    value: state.value.slice(),
    time: state.time.slice(),
    received: state.received.slice(),
    quality: state.quality.slice(),
    flags: state.flags.slice(),
    origin: state.origin.slice(),
    text: new Map(state.text),
  }
  return (series) => {
    const time = copy.time[series] ?? Number.NaN
    if (Number.isNaN(time)) return null
    const text = copy.text.get(series) ?? null
    return {
      time,
      received: copy.received[series] ?? time,
      value: copy.value[series] ?? Number.NaN,
      text,
      quality: copy.quality[series] ?? 0,
      flags: copy.flags[series] ?? 0,
      origin: copy.origin[series] ?? 0,
    }
  }
}

function* pieces(asked: readonly PointEntry[], readingOf: ReadingOf, limit: number, time: number, behind: number): Generator<string> {
  yield `{"time":${JSON.stringify(new Date(time).toISOString())},"behind":${behind},"points":[`
  let sent = 0
  let last: PointEntry | null = null
  let next: string | null = null
  let piece: string[] = []
  for (const point of asked) {
    const reading = readingOf(point.series)
    if (reading === null) continue
    if (sent === limit) {
      next = last === null ? null : cursorOf(last)
      break
    }
    piece.push(JSON.stringify(spokenReading(point, reading)))
    sent += 1
    last = point
    if (piece.length === pointsPerPiece) {
      yield (sent > pointsPerPiece ? ',' : '') + piece.join(',')
      piece = []
    }
  }
  yield (piece.length > 0 && sent > piece.length ? ',' : '') + piece.join(',')
  yield `],"next":${JSON.stringify(next)}}`
}
