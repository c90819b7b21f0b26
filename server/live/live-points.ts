import { createHash } from 'node:crypto'
import { ByteWriter } from '../../models/protocol/live/byte-writer.ts'
import { encodeFrame } from '../../models/protocol/live/encode-frame.ts'
import type { FrameHeader } from '../../models/protocol/live/frame-header.ts'
import type { PointColumns } from '../../models/protocol/live/point-columns.ts'
import type { PointTable } from '../../models/protocol/live/point-table.ts'
import { pointTableOf, scalesOf } from '../../models/protocol/live/point-table.ts'
import type { Register } from '../../models/register.ts'

/** The points of a community as the wire knows them: their table with its version, and frames of their columns. */
export type LivePoints = {
  readonly table: PointTable
  encode(header: FrameHeader, columns: PointColumns, series: ArrayLike<number>): Uint8Array<ArrayBuffer>
}

export function createLivePoints(register: Register): LivePoints {
  const content = pointTableOf(register)
  const table: PointTable = { version: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16), ...content }
  const scales = scalesOf(table)
  const writer = new ByteWriter(65_536)
  return { table, encode: (header, columns, series) => encodeFrame(writer, header, columns, series, scales) }
}

/** Series that were ever heard, ascending. */
export function heardSeries({ time }: PointColumns, size: number): number[] {
  const heard: number[] = []
  for (let series = 0; series < size; series++) if (!Number.isNaN(time[series] ?? Number.NaN)) heard.push(series)
  return heard
}
