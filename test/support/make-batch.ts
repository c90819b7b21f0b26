import type { ReadingBatch } from '../../models/protocol/reading.ts'

export type PlainReading = {
  readonly series: number
  readonly time: number
  readonly value: number
  readonly text?: string | null
  readonly quality?: number
  readonly flags?: number
  readonly origin?: number
}

/** A batch from plain objects. */
export function makeBatch(received: number, readings: readonly PlainReading[]): ReadingBatch {
  return {
    count: readings.length,
    received,
    series: Int32Array.from(readings, ({ series }) => series),
    time: Float64Array.from(readings, ({ time }) => time),
    value: Float64Array.from(readings, ({ value }) => value),
    text: readings.some(({ text }) => typeof text === 'string') ? readings.map(({ text }) => text ?? null) : null,
    quality: Uint8Array.from(readings, ({ quality }) => quality ?? 0),
    flags: Uint16Array.from(readings, ({ flags }) => flags ?? 0),
    origin: Uint8Array.from(readings, ({ origin }) => origin ?? 0),
  }
}
