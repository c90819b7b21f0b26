import { z } from 'zod'
import { decodeValue } from '../../models/protocol/value.ts'
import type { PointEntry } from '../../models/register.ts'
import { Problem } from '../platform/problem.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, noFields, type Route } from '../platform/route.ts'
import type { Window } from '../timeseries/time-series.ts'
import { cursorField, decodeCursor, encodeCursor } from './cursor.ts'
import { limitField, moment, span } from './fields.ts'
import { type Communities, communityField, type HeldCommunity } from './held-community.ts'
import type { History } from './history.ts'
import { unknownDevice } from './point-order.ts'
import { SpokenValue } from './spoken-reading.ts'
import { zoneOffsetMs } from './zone-offset.ts'

const mostPoints = 50_000
const dayMs = 86_400_000
const aggregates = ['mean', 'minimum', 'maximum', 'last', 'count', 'increase'] as const

const Query = z.strictObject({
  community: communityField,
  device: z.string().max(200),
  point: z.string().max(100),
  from: moment.optional().meta({ description: 'From this moment on; a day before `to` when left out' }),
  to: moment.optional().meta({ description: 'Before this moment; now when left out' }),
  every: span.optional().meta({ description: 'One value for each such window, aligned to the local time of the community' }),
  aggregate: z.enum(aggregates).optional().meta({ description: 'Only this figure of each window; `increase` for counters' }),
  limit: limitField(mostPoints, mostPoints),
  after: cursorField,
})
const Answer = z.object({
  device: z.string(),
  point: z.string(),
  unit: z.string().nullable(),
  columns: z.array(z.string()).meta({ description: 'What stands in each place of a point' }),
  points: z.array(z.array(z.union([SpokenValue, z.null()]))),
  next: z.string().nullable(),
})

type Asked = { readonly entry: PointEntry; readonly from: number; readonly to: number; readonly limit: number }
type Page = { readonly columns: readonly string[]; readonly points: readonly (readonly unknown[])[]; readonly next: string | null }

/** The past of one point: as it was reported, or one value for each window of time. */
export function seriesRoutes(communities: Communities, history: History, now: () => number): Route[] {
  const series = defineRoute({
    method: 'get',
    path: '/api/v1/series',
    tag: 'readings',
    summary: { zh: '一个测点的历史', en: 'The history of one point' },
    params: noFields,
    query: Query,
    body: noBody,
    answers: {
      200: {
        description:
          'Raw: `[ms, value]`. With `every`: `[ms, mean, minimum, maximum, count]`; counters: the increase instead of the mean; booleans `[ms, last, share of time true, count]`; states `[ms, last, count]`; events `[ms, count]`',
        schema: Answer,
      },
    },
    handler: async ({ query }) => {
      const held = communities.find(query.community)
      const entry = findPoint(held, query.device, query.point)
      const to = query.to ?? now()
      const begin = query.from ?? to - dayMs
      const from = query.after === undefined ? begin : decodeCursor(z.tuple([z.number()]), query.after)[0]
      const asked = { entry, from, to, limit: query.limit }
      if (query.every === undefined && query.aggregate !== undefined)
        throw new Problem(400, 'every_needed', { zh: 'aggregate 需要同时给出 every。', en: 'aggregate needs every.' })
      const page = query.every === undefined ? await rawPage(history, asked) : await windowPage(history, held, asked, query.every, query.aggregate)
      return { status: 200, body: { device: query.device, point: query.point, unit: 'unit' in entry.point ? entry.point.unit : null, ...page } }
    },
  })
  return [series]
}

function findPoint({ register }: HeldCommunity, device: string, point: string): PointEntry {
  const entry = register.devices.get(device)
  if (!entry) throw unknownDevice(device)
  const found = entry.points.get(point)
  if (found) return found
  throw new Problem(404, 'unknown_point', { zh: `设备 ${device} 没有测点 ${point}。`, en: `Device ${device} has no point ${point}.` })
}

async function rawPage(history: History, { entry, from, to, limit }: Asked): Promise<Page> {
  const samples = from < to ? await history.readRaw(entry, from, to, limit + 1) : []
  const shown = samples.slice(0, limit)
  const last = shown.at(-1)
  const next = last && samples.length > limit ? encodeCursor([last.time + 1]) : null
  return { columns: ['time', 'value'], points: shown.map(({ time, value, text }) => [time, decodeValue(entry.point, value, text)]), next }
}

async function windowPage(
  history: History,
  held: HeldCommunity,
  { entry, from, to, limit }: Asked,
  everyMs: number,
  aggregate: (typeof aggregates)[number] | undefined,
): Promise<Page> {
  const offset = zoneOffsetMs(held.register.community.timeZone, from)
  const first = Math.floor((from + offset) / everyMs) * everyMs - offset
  const end = Math.min(to, first + limit * everyMs)
  const windows = from < end ? await history.readWindows(entry, from, end, everyMs, -offset) : []
  const figures = aggregate === undefined ? figuresOf(entry) : singleFigure(entry, aggregate)
  return {
    columns: ['time', ...figures.map(([name]) => name)],
    points: windows.map((window) => [window.time, ...figures.map(([, read]) => read(window))]),
    next: end < to ? encodeCursor([end]) : null,
  }
}

type Figure = readonly [name: string, read: (window: Window) => unknown]

function figuresOf({ point }: PointEntry): Figure[] {
  const last: Figure = ['last', (window) => decodeValue(point, window.last, null)]
  const count: Figure = ['count', (window) => window.count]
  const range: Figure[] = [
    ['minimum', (window) => window.minimum],
    ['maximum', (window) => window.maximum],
  ]
  switch (point.kind) {
    case 'number':
      return [['mean', (window) => window.mean], ...range, count]
    case 'counter':
      return [['increase', (window) => window.mean], ...range, count]
    case 'boolean':
      return [last, ['share', (window) => window.mean], count]
    case 'state':
      return [last, count]
    case 'location':
    case 'event':
      return [count]
  }
}

function singleFigure(entry: PointEntry, aggregate: (typeof aggregates)[number]): Figure[] {
  const last: Figure = ['last', (window) => decodeValue(entry.point, window.last, null)]
  const found = [...figuresOf(entry), ...(entry.point.kind === 'number' || entry.point.kind === 'counter' ? [last] : [])].find(([name]) => name === aggregate)
  if (found) return [found]
  throw new Problem(400, 'wrong_aggregate', {
    zh: `测点 ${entry.id}（${entry.point.kind}）没有 ${aggregate}。`,
    en: `Point ${entry.id} is a ${entry.point.kind}; it has no ${aggregate}.`,
  })
}
