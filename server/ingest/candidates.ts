import type { PointEntry } from '../../models/register.ts'
import type { QuarantineCode } from '../journal/fact.ts'
import { type TimeUnit, timeUnits } from './reading-time.ts'

/** Something a decoder or a rule would not take, with what was sent as text. */
export type Refusal = {
  readonly index: number
  readonly code: QuarantineCode
  readonly reason: string
  readonly device: string
  readonly point: string
  readonly value: string
  readonly time: string
}

/**
 * What one request, packet or message holds once it is decoded: readings of known points as columns, and refusals.
 * `time` is in ms, NaN where none was given; `index` is the place in what was sent. `text` is null while no reading has one.
 */
export class Candidates {
  count = 0
  series: Int32Array
  time: Float64Array
  value: Float64Array
  index: Int32Array
  /** The unit a bare number of time was in: its place in `timeUnits` and one more; 0 where there was none. */
  unit: Uint8Array
  text: (string | null)[] | null = null
  readonly refused: Refusal[] = []

  constructor(capacity: number) {
    this.series = new Int32Array(capacity)
    this.time = new Float64Array(capacity)
    this.value = new Float64Array(capacity)
    this.index = new Int32Array(capacity)
    this.unit = new Uint8Array(capacity)
  }

  add(entry: PointEntry, time: number, value: number, text: string | null, index: number, unit: TimeUnit | null = null): void {
    if (unit !== null) this.noteUnit(unit)
    this.addAt(entry.series, time, value, text, index)
  }

  /** Of the reading that is added next. */
  private noteUnit(unit: TimeUnit): void {
    if (this.count === this.series.length) this.grow()
    this.unit[this.count] = timeUnits.indexOf(unit) + 1
  }

  addAt(series: number, time: number, value: number, text: string | null, index: number): void {
    const at = this.count
    if (at === this.series.length) this.grow()
    this.series[at] = series
    this.time[at] = time
    this.value[at] = value
    this.index[at] = index
    if (text !== null) {
      this.text ??= []
      this.text[at] = text
    }
    this.count = at + 1
  }

  refuse(refusal: Refusal): void {
    this.refused.push(refusal)
  }

  private grow(): void {
    const capacity = Math.max(16, this.series.length * 2)
    this.series = copied(new Int32Array(capacity), this.series)
    this.time = copied(new Float64Array(capacity), this.time)
    this.value = copied(new Float64Array(capacity), this.value)
    this.index = copied(new Int32Array(capacity), this.index)
    this.unit = copied(new Uint8Array(capacity), this.unit)
  }
}

/** `into` with the contents of `from` at its beginning. */
export function copied<Column extends Int32Array | Float64Array | Uint16Array | Uint8Array>(into: Column, from: Column): Column {
  into.set(from)
  return into
}

/** Places in the order of device time, those without a time last; null when they stand in it already. */
export function orderByTime({ count, time }: Candidates): Int32Array | null {
  let isOrdered = true
  for (let i = 1; i < count && isOrdered; i += 1) isOrdered = !((time[i] ?? 0) < (time[i - 1] ?? 0)) && !Number.isNaN(time[i - 1])
  if (isOrdered || count < 2) return null
  const rank = (i: number): number => (Number.isNaN(time[i]) ? Number.POSITIVE_INFINITY : (time[i] ?? 0))
  return Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)))
}
