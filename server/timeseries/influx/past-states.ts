import { setTimeout as pause } from 'node:timers/promises'
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
/** So far back a state may lie for the journal's readings to be folded onto it, however many they are; and where they are few. */
const foldedFromJournalMs = hourMs
const fewFoldedFromJournalMs = 2 * dayMs
/** Folded in 1.2 s of CPU: 0.6 s for a day of the shipped community. */
const fewReadings = 1_500_000
/**
 * The same for readings asked of InfluxDB. With 20,000 series it takes 0.6 s to find any readings of a window and 14 µs for each;
 * the last of every series before a moment take it 0.9 s.
 */
const foldedFromInfluxMs = 60_000
/** Readings come this much after their time, or their clocks are this much ahead: a state is kept only once the stream is past that. */
const settledMs = 180_000
/** Hours are filled in this far back, one at a time with a pause, while nothing late was written for a while. */
const filledMs = 7 * dayMs
const fillPauseMs = 50
const quietMs = 5000

/** The state at moments of the past: a kept state and the readings since, else asked of InfluxDB and then kept. */
export class PastStates {
  private readonly parts: Parts
  private keeping: Promise<void> | null = null
  private span = { first: 0, newest: Number.NEGATIVE_INFINITY }
  private keptUpTo = Number.NEGATIVE_INFINITY
  private lateAt = Number.NEGATIVE_INFINITY
  private isStopped = false

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
    const { journal } = this.parts
    const found = this.nearest(moment, first, journal ? foldedFromJournalMs : foldedFromInfluxMs) ?? (await this.nearWithFewReadings(moment, first))
    if (!found) return null
    const isJournalled = (await journal?.covers(found.moment)) ?? false
    return isJournalled || moment - found.moment <= foldedFromInfluxMs ? { ...found, isJournalled } : null
  }

  private nearest(moment: number, first: number, longest: number): { readonly moment: number; readonly state: LatestFold | null } | null {
    return this.parts.states.nearest(moment - longest, moment) ?? (moment - first < longest ? { moment: first - 1, state: null } : null)
  }

  /** Further back, where the journal has no more than can be folded quickly: asking InfluxDB for the last of every series takes longer. */
  private async nearWithFewReadings(moment: number, first: number) {
    const { journal } = this.parts
    const found = journal && this.nearest(moment, first, fewFoldedFromJournalMs)
    if (!found || !(await journal.covers(found.moment))) return null
    return (await journal.readingsPerMinute(moment)) * ((moment - found.moment) / 60_000) <= fewReadings ? found : null
  }

  /**
   * Called after each write: keeps a state every 10 minutes while readings come, and every hour of the week before once no late readings
   * come any more, so that a look back begins near. One at a time; what fails is made later.
   */
  keepWhileWriting(first: number, newest: number, earliestWritten: number): Promise<void> {
    if (earliestWritten < newest - foldedFromJournalMs) this.lateAt = performance.now()
    this.span = { first, newest }
    this.keeping ??= this.keepWanted().finally(() => {
      this.keeping = null
    })
    return this.keeping
  }

  private async keepWanted(): Promise<void> {
    for (let wanted = this.wanted(); wanted !== null && !this.isStopped; wanted = this.wanted()) {
      await this.at(wanted, this.span.first, true)
      // Something came in between that it lacks: it is made when all is quiet again.
      if (!this.parts.states.has(wanted)) return
      await pause(fillPauseMs)
    }
  }

  /** Resolves when nothing is being kept any more. */
  async stop(): Promise<void> {
    this.isStopped = true
    await this.keeping?.catch(() => {})
  }

  private wanted(): number | null {
    const { first, newest } = this.span
    const settled = newest - settledMs
    const moment = Math.floor(settled / keptEveryMs) * keptEveryMs
    if (moment > this.keptUpTo && moment >= first) {
      this.keptUpTo = moment
      return moment
    }
    return performance.now() - this.lateAt > quietMs ? this.missingHour(first, settled) : null
  }

  /** Forwards from the oldest, so that each hour is folded onto the one before. */
  private missingHour(first: number, settled: number): number | null {
    const last = Math.floor(settled / hourMs) * hourMs
    for (let hour = Math.ceil(Math.max(first, settled - filledMs) / hourMs) * hourMs; hour <= last; hour += hourMs)
      if (!this.parts.states.has(hour)) return hour
    return null
  }
}
