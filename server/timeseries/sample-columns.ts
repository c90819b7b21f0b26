import type { Sample } from './time-series.ts'

/** Samples as columns, for crossing threads. */
export type SampleColumns = {
  readonly series: Int32Array
  readonly time: Float64Array
  readonly received: Float64Array
  readonly value: Float64Array
  readonly text: readonly (string | null)[] | null
  readonly quality: Uint8Array
  readonly flags: Uint16Array
  readonly origin: Uint8Array
}

export function toSamples(columns: SampleColumns): Sample[] {
  return Array.from(columns.time, (time, row) => ({
    series: columns.series[row] ?? 0,
    time,
    received: columns.received[row] ?? 0,
    value: columns.value[row] ?? 0,
    text: columns.text?.[row] ?? null,
    quality: columns.quality[row] ?? 0,
    flags: columns.flags[row] ?? 0,
    origin: columns.origin[row] ?? 0,
  }))
}

export function toColumns(samples: readonly Sample[]): SampleColumns {
  return {
    series: Int32Array.from(samples, ({ series }) => series),
    time: Float64Array.from(samples, ({ time }) => time),
    received: Float64Array.from(samples, ({ received }) => received),
    value: Float64Array.from(samples, ({ value }) => value),
    text: samples.some(({ text }) => text !== null) ? samples.map(({ text }) => text) : null,
    quality: Uint8Array.from(samples, ({ quality }) => quality),
    flags: Uint16Array.from(samples, ({ flags }) => flags),
    origin: Uint8Array.from(samples, ({ origin }) => origin),
  }
}
