import type { ReadingBatch } from '../../models/protocol/reading.ts'

/** One figure of a benchmark; `baseline` is the bare way in the same run, `ratio` says how ours stands to it, `bar` what must be reached. */
export type Figure = {
  readonly name: string
  readonly metric: string
  readonly value: number
  readonly unit: string
  readonly baseline: number | null
  readonly ratio: number | null
  readonly bar?: string
  readonly reached?: boolean
}

const round = (value: number): number => Number(value.toPrecision(4))

/** Prints a figure as one JSON line. */
export function tellFigure({ value, baseline, ratio, ...rest }: Figure): void {
  process.stdout.write(
    `${JSON.stringify({ ...rest, value: round(value), baseline: baseline === null ? null : round(baseline), ratio: ratio === null ? null : round(ratio) })}\n`,
  )
}

/** The delay in ms that the given share does not exceed; `counts` holds how many delays were of each whole ms. NaN of none. */
export function percentileOf(counts: readonly number[], share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let left = Math.ceil(total * share)
  if (total === 0) return Number.NaN
  return counts.findIndex((count) => {
    left -= count
    return left <= 0
  })
}

export const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Every series once a minute, spread over its seconds, as simulated meters would report; batches of 2,000. */
export function* minutesOfReadings(series: number, minutes: number, start: number): Generator<ReadingBatch> {
  const size = 2000
  for (let minute = 0; minute < minutes; minute++)
    for (let from = 0; from < series; from += size) {
      const count = Math.min(size, series - from)
      const at = (row: number): number => start + minute * 60_000 + Math.floor(((from + row) * 60_000) / series)
      yield {
        count,
        received: at(count - 1) + 40,
        series: Int32Array.from({ length: count }, (_, row) => from + row),
        time: Float64Array.from({ length: count }, (_, row) => at(row)),
        value: Float64Array.from({ length: count }, (_, row) => (((from + row) * 7919 + minute * 104_729) % 23_000) / 100),
        text: null,
        quality: new Uint8Array(count),
        flags: new Uint16Array(count),
        origin: new Uint8Array(count).fill(2),
      }
    }
}
