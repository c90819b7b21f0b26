import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { Quarantined } from '../journal/fact.ts'
import { copied } from './candidates.ts'

/** Collects what several requests bring until it goes to the journal as one batch. All of it counts as received at `received`. */
export class BatchBuilder {
  readonly received: number
  /** Set in every reading's flags: `clockAdjusted` while the clock stands behind an earlier receipt. */
  readonly commonFlags: number
  count = 0
  private series = new Int32Array(256)
  private time = new Float64Array(256)
  private value = new Float64Array(256)
  private quality = new Uint8Array(256)
  private flags = new Uint16Array(256)
  private origin = new Uint8Array(256)
  private text: (string | null)[] | null = null
  readonly quarantined: Quarantined[] = []

  constructor(received: number, commonFlags: number) {
    this.received = received
    this.commonFlags = commonFlags
  }

  get isEmpty(): boolean {
    return this.count === 0 && this.quarantined.length === 0
  }

  add(series: number, time: number, value: number, text: string | null, quality: number, flags: number, origin: number): void {
    const at = this.count
    if (at === this.series.length) this.grow()
    this.series[at] = series
    this.time[at] = time
    this.value[at] = value
    this.quality[at] = quality
    this.flags[at] = flags | this.commonFlags
    this.origin[at] = origin
    if (text !== null) {
      this.text ??= []
      this.text[at] = text
    }
    this.count = at + 1
  }

  batch(): ReadingBatch {
    const { count, received, text } = this
    return {
      count,
      received,
      series: this.series.slice(0, count),
      time: this.time.slice(0, count),
      value: this.value.slice(0, count),
      text: text === null ? null : Array.from({ length: count }, (_, i) => text[i] ?? null),
      quality: this.quality.slice(0, count),
      flags: this.flags.slice(0, count),
      origin: this.origin.slice(0, count),
    }
  }

  private grow(): void {
    const capacity = this.series.length * 2
    this.series = copied(new Int32Array(capacity), this.series)
    this.time = copied(new Float64Array(capacity), this.time)
    this.value = copied(new Float64Array(capacity), this.value)
    this.quality = copied(new Uint8Array(capacity), this.quality)
    this.flags = copied(new Uint16Array(capacity), this.flags)
    this.origin = copied(new Uint8Array(capacity), this.origin)
  }
}

/** The readings of a batch that `keep` chooses, with `flag` set on each. */
export function selectReadings(batch: ReadingBatch, keep: (series: number) => boolean, flag: number): ReadingBatch {
  const chosen = Array.from({ length: batch.count }, (_, i) => i).filter((i) => keep(batch.series[i] ?? -1))
  const { text } = batch
  return {
    count: chosen.length,
    received: batch.received,
    series: Int32Array.from(chosen, (i) => batch.series[i] ?? 0),
    time: Float64Array.from(chosen, (i) => batch.time[i] ?? 0),
    value: Float64Array.from(chosen, (i) => batch.value[i] ?? 0),
    text: text === null ? null : chosen.map((i) => text[i] ?? null),
    quality: Uint8Array.from(chosen, (i) => batch.quality[i] ?? 0),
    flags: Uint16Array.from(chosen, (i) => (batch.flags[i] ?? 0) | flag),
    origin: Uint8Array.from(chosen, (i) => batch.origin[i] ?? 0),
  }
}
