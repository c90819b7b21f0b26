import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import type { Register } from '../../../models/register.ts'
import type { Journal } from '../../journal/journal.ts'
import type { SampleColumns } from '../sample-columns.ts'

type Parts = {
  readonly journal: Pick<Journal, 'read' | 'readMinutes' | 'tail'>
  readonly register: () => Register
  /** Readings with any of these are not in the store's own part. */
  readonly skippedFlags: number
  /** Whether all that the store holds came from this journal. */
  readonly isAlone: () => boolean
}

const minuteMs = 60_000
/** Minutes read at first, and readings wanted at once: so many that no turn of the loop takes long, nor many turns are needed where little was said. */
const firstMinutes = 3
const mostMinutes = 60
const wantedReadings = 20_000
/** So far ahead of its receipt a device's time may be. */
const aheadMs = 120_000

/** Readings of a stretch of the past from the journal, which finds them by their minute where InfluxDB must look into every series. */
export class JournalWindow {
  private readonly parts: Parts
  private tail: { readonly sequence: number; readonly at: number } | null = null

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Whether all readings later than this are in the journal: it begins at the beginning, or none of them can have been taken before its oldest fact. */
  async covers(from: number): Promise<boolean> {
    const { journal, isAlone } = this.parts
    if (journal.tail === 1 && isAlone()) return true
    if (this.tail?.sequence !== journal.tail) {
      const [oldest] = await journal.read(journal.tail - 1, 1)
      if (!oldest) return false
      this.tail = { sequence: journal.tail, at: oldest.at }
    }
    return from >= this.tail.at + aheadMs
  }

  /** About how many readings a minute there are just before a moment. */
  async readingsPerMinute(moment: number): Promise<number> {
    let found = 0
    for await (const { time } of this.between(moment - firstMinutes * minuteMs, moment)) found += time.length
    return found / firstMinutes
  }

  /** Readings with from < time ≤ to. */
  async *between(from: number, to: number): AsyncGenerator<SampleColumns> {
    const last = Math.floor(to / minuteMs)
    let atOnce = firstMinutes
    for (let minute = Math.floor(from / minuteMs); minute <= last; ) {
      const minutes = Array.from({ length: Math.min(atOnce, last - minute + 1) }, (_, index) => minute + index)
      const [start, end] = [Math.max(from, minute * minuteMs - 1), Math.min(to, (minute + minutes.length) * minuteMs - 1)]
      let readings = 0
      for (const { fact } of await this.parts.journal.readMinutes(minutes)) {
        if (fact.kind !== 'readings') continue
        readings += fact.readings.count
        yield this.columnsOf(fact.readings, start, end)
      }
      minute += minutes.length
      atOnce = Math.min(mostMinutes, Math.max(1, Math.round((atOnce * wantedReadings) / Math.max(readings, wantedReadings / 4))))
    }
  }

  /** The rows of the stretch that history takes. */
  private columnsOf({ count, received, ...batch }: ReadingBatch, from: number, to: number): SampleColumns {
    const { series: known } = this.parts.register()
    const rows: number[] = []
    for (let row = 0; row < count; row++) {
      const time = Math.trunc(batch.time[row] ?? Number.NaN)
      const isSkipped = ((batch.flags[row] ?? 0) & this.parts.skippedFlags) !== 0
      if (time > from && time <= to && !isSkipped && Number.isFinite(batch.value[row]) && known[batch.series[row] ?? -1]) rows.push(row)
    }
    const { text } = batch
    return {
      series: Int32Array.from(rows, (row) => batch.series[row] ?? 0),
      time: Float64Array.from(rows, (row) => Math.trunc(batch.time[row] ?? 0)),
      received: new Float64Array(rows.length).fill(Math.trunc(received)),
      value: Float64Array.from(rows, (row) => batch.value[row] ?? 0),
      text: text === null ? null : rows.map((row) => text[row] ?? null),
      quality: Uint8Array.from(rows, (row) => batch.quality[row] ?? 0),
      flags: Uint16Array.from(rows, (row) => batch.flags[row] ?? 0),
      origin: Uint8Array.from(rows, (row) => batch.origin[row] ?? 0),
    }
  }
}
