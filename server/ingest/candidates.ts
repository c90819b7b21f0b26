import type { PointEntry } from '../../models/register.ts'
import type { QuarantineCode } from '../journal/fact.ts'

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
  text: (string | null)[] | null = null
  readonly refused: Refusal[] = []

  constructor(capacity: number) {
    this.series = new Int32Array(capacity)
    this.time = new Float64Array(capacity)
    this.value = new Float64Array(capacity)
    this.index = new Int32Array(capacity)
  }

  add(entry: PointEntry, time: number, value: number, text: string | null, index: number): void {
    this.addAt(entry.series, time, value, text, index)
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
  }
}

/** `into` with the contents of `from` at its beginning. */
export function copied<Column extends Int32Array | Float64Array | Uint16Array | Uint8Array>(into: Column, from: Column): Column {
  into.set(from)
  return into
}
