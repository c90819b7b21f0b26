import type { ReadingBatch } from '../../models/protocol/reading.ts'

export type Row = {
  readonly series: number
  readonly time: number
  readonly value: number
  readonly text?: string | null
  readonly quality?: number
  readonly flags?: number
  readonly origin?: number
}

/** Columns from rows; received is the newest time unless told. */
export function batchOf(rows: readonly Row[], received = Math.max(0, ...rows.map(({ time }) => time))): ReadingBatch {
  return {
    count: rows.length,
    received,
    series: Int32Array.from(rows, ({ series }) => series),
    time: Float64Array.from(rows, ({ time }) => time),
    value: Float64Array.from(rows, ({ value }) => value),
    text: rows.some(({ text }) => text) ? rows.map(({ text }) => text ?? null) : null,
    quality: Uint8Array.from(rows, ({ quality }) => quality ?? 0),
    flags: Uint16Array.from(rows, ({ flags }) => flags ?? 0),
    origin: Uint8Array.from(rows, ({ origin }) => origin ?? 0),
  }
}
