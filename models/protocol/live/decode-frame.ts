import type { Flag, Origin, PointValue, Quality } from '../reading.ts'
import { flagsOf, origins, qualities } from '../reading.ts'
import { ByteReader } from './byte-reader.ts'
import type { FrameHeader } from './frame-header.ts'
import { readHeader } from './frame-header.ts'
import type { PointTable, TablePoint } from './point-table.ts'
import { pointsOf, scalesOf } from './point-table.ts'
import { readPoints } from './read-points.ts'

/** A reading as a client sees it; `value` as it is spoken outside, times in ms since 1970. */
export type LiveReading = {
  readonly series: number
  readonly device: string
  readonly point: string
  readonly value: PointValue
  readonly time: number
  readonly received: number
  readonly quality: Quality
  readonly flags: readonly Flag[]
  readonly origin: Origin
}

export type LiveFrame = FrameHeader & { readonly readings: readonly LiveReading[] }

/** Reads one frame of `snapshot`, `delta` or a replay by the point table of `join`. Throws LiveFrameError. */
export function decodeFrame(bytes: Uint8Array, table: PointTable): LiveFrame {
  const { scales, points } = indexOf(table)
  const reader = new ByteReader(bytes)
  const { count, ...header } = readHeader(reader)
  const readings: LiveReading[] = []
  readPoints(reader, count, header.time, scales, (series, value, time, received, quality, flags, origin, text) => {
    const entry = points[series]
    // A hole in the numbers is a point of a device that is no more.
    if (!entry) return
    readings.push({
      series,
      device: entry.device,
      point: entry.point.id,
      value: spokenValue(entry.point, value, text),
      time,
      received,
      quality: qualities[quality] ?? 'bad',
      flags: flagsOf(flags),
      origin: origins[origin] ?? 'measured',
    })
  })
  return { ...header, readings }
}

function spokenValue({ kind, codes }: TablePoint['point'], value: number, text: string | undefined): PointValue {
  switch (kind) {
    case 'number':
    case 'counter':
      return value
    case 'boolean':
      return value !== 0
    case 'state':
      return codes?.[value] ?? String(value)
    case 'event': {
      const code = codes?.[value] ?? String(value)
      return text === undefined ? code : { code, detail: text }
    }
    case 'location': {
      const [east = 0, north = 0, up = 0] = (text ?? '').split(',').map(Number)
      return [east, north, up]
    }
  }
}

type TableIndex = { readonly scales: Float64Array; readonly points: readonly (TablePoint | undefined)[] }
const indices = new WeakMap<PointTable, TableIndex>()

/** A table is indexed once, however many frames are read by it. */
function indexOf(table: PointTable): TableIndex {
  const known = indices.get(table)
  if (known) return known
  const points = new Array<TablePoint | undefined>(table.size)
  for (const point of pointsOf(table)) points[point.series] = point
  const index = { scales: scalesOf(table), points }
  indices.set(table, index)
  return index
}
