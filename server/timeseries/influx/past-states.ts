import { LatestFold } from '../latest-fold.ts'
import type { SampleColumns } from '../sample-columns.ts'
import type { JournalWindow } from './journal-window.ts'
import { type KeptStates, keptEveryMs } from './kept-states.ts'

type Parts = {
  readonly states: KeptStates
  readonly journal: JournalWindow | null
  /** From InfluxDB: the last reading of each series up to a moment, and all readings with from < time ≤ to. */
  readonly lastOfEach: (moment: number) => Promise<readonly SampleColumns[]>
  readonly between: (from: number, to: number) => Promise<SampleColumns>
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** So far back a state may lie for the journal's readings to be folded onto it. */
const foldedFromJournalMs = hourMs
/**
 * The same for readings asked of InfluxDB. With 20,000 series it takes 0.6 s to find any readings of a window and 14 µs for each;
 * the last of every series before a moment take it 0.9 s.
 */
const foldedFromInfluxMs = 60_000
/** Readings come this much after their time, or their clocks are this much ahead: a state is kept only once the stream is past that. */
const settledMs = 180_000
/** Hours are filled in this far back, one at a time, while nothing late was written for a while. */
const filledMs = 7 * dayMs
const fillEveryMs = 1000
const quietMs = 20_000

/** The state at moments of the past: a kept state and the readings since, else asked of InfluxDB and then kept. */
export class PastStates {
  private readonly parts: Parts
  private isKeeping = false
  private keptUpTo = Number.NEGATIVE_INFINITY
  private lateAt = Number.NEGATIVE_INFINITY
  private filledAt = Number.NEGATIVE_INFINITY

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** `first` is the oldest time the store holds: before it the state was empty. */
  async at(moment: number, first: number, isKeptAlways = false): Promise<LatestFold> {
    const { states } = this.parts
    const making = states.begin(moment)
    try {
      const near = await this.near(moment, first)
      const latest = new LatestFold(near?.state ?? null)
      if (!near) for (const columns of await this.parts.lastOfEach(moment)) latest.take(columns)
      else if (near.isJournalled) for await (const columns of this.parts.journal?.between(near.moment, moment) ?? []) latest.take(columns)
      else latest.take(await this.parts.between(near.moment, moment))
      if (!near || isKeptAlways || moment - near.moment >= keptEveryMs) states.keep(making, latest)
      return latest
    } finally {
      states.end(making)
    }
  }

  private async near(
    moment: number,
    first: number,
  ): Promise<{ readonly moment: number; readonly state: LatestFold | null; readonly isJournalled: boolean } | null> {
    const { states, journal } = this.parts
    const longest = journal ? foldedFromJournalMs : foldedFromInfluxMs
    const found = states.nearest(moment - longest, moment) ?? (moment - first < longest ? { moment: first - 1, state: null } : null)
    if (!found) return null
    const isJournalled = (await journal?.covers(found.moment)) ?? false
    return isJournalled || moment - found.moment <= foldedFromInfluxMs ? { ...found, isJournalled } : null
  }

  /**
   * Called after each write: keeps a state every 10 minutes while readings come, and every hour of the week before once no late readings
   * come any more, so that a look back begins near. One at a time; what fails is made later.
   */
  async keepWhileWriting(first: number, newest: number, earliestWritten: number): Promise<void> {
    const now = performance.now()
    if (earliestWritten < newest - foldedFromJournalMs) this.lateAt = now
    const settled = newest - settledMs
    const moment = Math.floor(settled / keptEveryMs) * keptEveryMs
    const isDue = moment > this.keptUpTo && moment >= first
    const wanted = isDue ? moment : now - this.lateAt > quietMs && now - this.filledAt > fillEveryMs ? this.missingHour(first, settled) : null
    if (wanted === null || this.isKeeping) return
    this.isKeeping = true
    if (isDue) this.keptUpTo = moment
    this.filledAt = now
    try {
      await this.at(wanted, first, true)
    } finally {
      this.isKeeping = false
    }
  }

  /** The newest day first, since it is looked at most; forwards within it, so that each hour is folded onto the one before. */
  private missingHour(first: number, settled: number): number | null {
    const last = Math.floor(settled / hourMs) * hourMs
    for (let end = last; end > last - filledMs; end -= dayMs)
      for (let hour = end - dayMs + hourMs; hour <= end; hour += hourMs) if (hour >= first && !this.parts.states.has(hour)) return hour
    return null
  }
}
