import { z } from 'zod'
import type { DeviceEntry, PointEntry } from '../../models/register.ts'
import { Place } from '../../models/site/device.ts'
import type { Text } from '../../models/text.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, type Route } from '../platform/route.ts'
import { badCursor, cursorField, decodeCursor, encodeCursor } from './cursor.ts'
import { limitField, TextSchema } from './fields.ts'
import { type Communities, CommunityParams } from './held-community.ts'
import { unknownSubsystem } from './point-order.ts'

const PointSchema = z.object({
  id: z.string(),
  name: TextSchema,
  kind: z.enum(['number', 'boolean', 'state', 'counter', 'location', 'event']),
  unit: z.string().nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  resolution: z.number().nullable(),
  codes: z.array(z.string()).nullable().meta({ description: 'The codes of a state or an event' }),
})
const DeviceSchema = z
  .object({
    id: z.string(),
    name: TextSchema,
    type: z.string(),
    subsystem: z.string(),
    place: Place,
    position: z.array(z.number()),
    points: z.array(PointSchema),
  })
  .meta({ id: 'Device' })
const Query = z.strictObject({
  subsystem: z.string().max(100).optional(),
  q: z.string().max(200).optional().meta({ description: 'Only devices whose id, name, type or place holds these words' }),
  limit: limitField(100, 1000),
  after: cursorField,
})

/** The register: every device with its points, searchable and in pages. */
export function deviceRoutes(communities: Communities): Route[] {
  const devices = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}/devices',
    tag: 'community',
    summary: { zh: '设备与测点登记', en: 'The devices and their points' },
    params: CommunityParams,
    query: Query,
    body: noBody,
    answers: { 200: { description: 'One page of devices', schema: z.object({ items: z.array(DeviceSchema), next: z.string().nullable() }) } },
    handler: ({ params, query }) => {
      const { register } = communities.find(params.id)
      const all = query.subsystem === undefined ? [...register.devices.values()] : register.bySubsystem.get(query.subsystem)
      if (!all) throw unknownSubsystem(query.subsystem ?? '')
      const found = query.q === undefined ? all : all.filter(holds(query.q))
      const begin = query.after === undefined ? 0 : placeAfter(all, found, query.after)
      const page = found.slice(begin, begin + query.limit)
      const last = page.at(-1)
      const next = last && begin + page.length < found.length ? encodeCursor([last.id]) : null
      return { status: 200, body: { items: page.map(spokenDevice), next } }
    },
  })
  return [devices]
}

/** The device the page before ended with is known even where it no longer fits the words searched for. */
function placeAfter(all: readonly DeviceEntry[], found: readonly DeviceEntry[], after: string): number {
  const [id] = decodeCursor(z.tuple([z.string()]), after)
  const here = found.findIndex((entry) => entry.id === id)
  if (here >= 0) return here + 1
  if (!all.some((entry) => entry.id === id)) throw badCursor()
  return found.length
}

/** Each word must be found somewhere; case and width of letters do not matter. */
function holds(q: string): (entry: DeviceEntry) => boolean {
  const words = folded(q)
    .split(/\s+/)
    .filter((word) => word !== '')
  return ({ id, device, type, typeId }) => {
    const name = device.name ?? type.name
    const text = folded([id, typeId, name.zh, name.en, type.name.zh, type.name.en, ...Object.values(device.place).map(String)].join(' '))
    return words.every((word) => text.includes(word))
  }
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

const spokenDevice = ({ id, device, type, typeId, subsystem, points }: DeviceEntry) => ({
  id,
  name: device.name ?? type.name,
  type: typeId,
  subsystem: subsystem.id,
  place: device.place,
  position: device.position,
  points: [...points.values()].map(spokenPoint),
})

function spokenPoint({ id, point }: PointEntry): {
  id: string
  name: Text
  kind: string
  unit: string | null
  minimum: number | null
  maximum: number | null
  resolution: number | null
  codes: string[] | null
} {
  const common = { id, name: point.name, kind: point.kind, unit: null, minimum: null, maximum: null, resolution: null, codes: null }
  switch (point.kind) {
    case 'number':
    case 'counter':
      return { ...common, unit: point.unit, minimum: point.range[0], maximum: point.range[1], resolution: point.resolution }
    case 'state':
      return { ...common, codes: Object.keys(point.states) }
    case 'event':
      return { ...common, codes: Object.keys(point.events) }
    case 'location':
      return { ...common, unit: 'm' }
    case 'boolean':
      return common
  }
}
