import { z } from 'zod'
import type { Register, SeriesNumber } from '../../register.ts'
import type { Point } from '../../subsystem.ts'
import { scaleOf } from './scale.ts'

const PointColumn = z.object({
  id: z.string(),
  kind: z.enum(['number', 'boolean', 'state', 'counter', 'location', 'event']),
  unit: z.string().optional(),
  resolution: z.number().positive().optional(),
  /** Codes of a state or an event, in the order of their stored index. */
  codes: z.array(z.string()).optional(),
})
export type PointColumn = z.infer<typeof PointColumn>

/**
 * Which series is which point: all that a client without our declarations needs to read a frame. Each row is a device,
 * its type and its series: the first of a run in the order of the type's points, or all of them.
 */
export const PointTable = z.object({
  version: z.string(),
  /** One more than the greatest series number. */
  size: z.number().int().min(0).max(10_000_000),
  table: z.array(z.tuple([z.string(), z.string(), z.union([z.number().int().min(0), z.array(z.number().int().min(0))])])),
  types: z.record(z.string(), z.array(PointColumn)),
})
export type PointTable = z.infer<typeof PointTable>

/** `version` is the caller's hash of the rest. */
export function pointTableOf(register: Register): Omit<PointTable, 'version'> {
  const types: Record<string, PointColumn[]> = {}
  const table: PointTable['table'] = []
  for (const device of register.devices.values()) {
    types[device.typeId] ??= Object.entries(device.type.points).map(([id, point]) => columnOf(id, point))
    const numbers = [...device.points.values()].map(({ series }) => series)
    const first = numbers[0] ?? 0
    table.push([device.id, device.typeId, numbers.every((number, index) => number === first + index) ? first : numbers])
  }
  return { size: register.series.length, table, types }
}

function columnOf(id: string, point: Point): PointColumn {
  const codes = point.kind === 'state' ? Object.keys(point.states) : point.kind === 'event' ? Object.keys(point.events) : undefined
  return {
    id,
    kind: point.kind,
    ...('unit' in point ? { unit: point.unit, resolution: point.resolution } : {}),
    ...(codes ? { codes } : {}),
  }
}

/** One point of a table, as decoded readings name it. */
export type TablePoint = { readonly series: number; readonly device: string; readonly type: string; readonly point: PointColumn }

/** Every point of the table, in its order. */
export function* pointsOf(table: PointTable): Generator<TablePoint> {
  for (const [device, type, numbers] of table.table)
    for (const [index, point] of (table.types[type] ?? []).entries()) {
      const series = typeof numbers === 'number' ? numbers + index : numbers[index]
      if (series !== undefined && series < table.size) yield { series, device, type, point }
    }
}

/** The scale of each series (`scale.ts`), indexed by series; as long as there are series. */
export function scalesOf(table: PointTable): Float64Array {
  const scales = new Float64Array(table.size).fill(1)
  for (const { series, point } of pointsOf(table)) scales[series] = scaleOf(point.kind, point.resolution)
  return scales
}

/**
 * The table's numbers as `buildRegister` asks for them. A (device, point) pair the table does not know, because the
 * page's declarations are newer than the server's, gets a number of its own past the end and stays unheard.
 */
export function seriesOf(table: PointTable): SeriesNumber {
  const numbers = new Map<string, Map<string, number>>()
  for (const { series, device, point } of pointsOf(table)) {
    const own = numbers.get(device) ?? new Map<string, number>()
    own.set(point.id, series)
    numbers.set(device, own)
  }
  let unheard = table.size
  return (device, point) => numbers.get(device)?.get(point) ?? unheard++
}
