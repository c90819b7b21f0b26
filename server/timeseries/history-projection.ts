import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { Journal } from '../journal/journal.ts'
import type { Logger } from '../platform/logger.ts'
import type { TimeSeries } from './time-series.ts'

/** A reading the store would not take for its content: the caller quarantines it, the projection goes on. */
export type RefusedReading = { readonly sequence: number; readonly index: number; readonly why: string }

export type HistoryProjection = {
  start(): void
  /** Ends after the batch under way. */
  stop(): Promise<void>
  /** True once facts up to `sequence` are in the store; false when that takes longer than `timeoutMs`. */
  caughtUp(sequence: number, timeoutMs: number): Promise<boolean>
  /** How far the store is behind: facts, and ms since the projection last stood at the head. */
  readonly lag: { readonly facts: number; readonly ms: number }
  /** What the last failed attempt said; null while all is well. */
  readonly trouble: string | null
}

type Settings = {
  readonly journal: Journal
  readonly history: TimeSeries
  readonly log: Logger
  /** Told before the position moves on; a rejection means the batch is written, and told, again. */
  readonly onRefused: (refused: readonly RefusedReading[]) => void | Promise<void>
  /** Monotonic ms. */
  readonly monotonic?: () => number
  /** First and longest wait after a failure. */
  readonly backOffMs?: readonly [number, number]
  /** Shortest time between two batches while nobody waits: many small appends become one transaction of the store. */
  readonly paceMs?: number
}

/** About how many readings one batch holds, and how many rows of the journal are read at once. */
const batchReadings = 50_000
const pageOfFacts = 256

/**
 * Follows the journal and writes its readings into the time series, in order. While the store is away it tries again with
 * growing waits; nothing is lost, because how far the store is stands beside its data.
 */
export function createHistoryProjection({
  journal,
  history,
  log,
  onRefused,
  monotonic = () => performance.now(),
  backOffMs = [250, 10_000],
  paceMs = 350,
}: Settings): HistoryProjection {
  let isRunning = false
  let running: Promise<void> = Promise.resolve()
  let wake: () => void = () => {}
  let isResting = false
  let trouble: string | null = null
  let atHeadSince = monotonic()
  const listeners = new Set<() => void>()

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const step = async (): Promise<void> => {
    const before = history.position
    if (before >= journal.head) return
    if (journal.directory === undefined || !history.readJournal) return await copyBatch(journal, history, before, onRefused)
    const { refused } = await history.readJournal(journal.directory, before, journal.head, batchReadings)
    if (refused.length > 0) await onRefused(refused)
  }

  /** Until there is more to write, and not before the pace allows it unless somebody waits. */
  const rest = async (since: number): Promise<void> => {
    if (history.position < journal.head) return
    isResting = true
    await sleep(1000)
    isResting = false
    const early = paceMs - (monotonic() - since)
    if (early > 0 && listeners.size === 0 && isRunning) await sleep(early)
  }

  const run = async (): Promise<void> => {
    let wait = backOffMs[0]
    if (history.position > journal.head) {
      log.warn(
        { position: history.position, head: journal.head },
        'the time series is ahead of the journal, which must be another one; its facts are taken from the beginning',
      )
      await history.savePosition(0).catch((error: unknown) => log.warn({ error: String(error) }, 'the position could not be set back'))
    }
    while (isRunning) {
      const since = monotonic()
      try {
        await step()
        if (trouble !== null) log.info({ position: history.position }, 'the time series takes readings again')
        trouble = null
        wait = backOffMs[0]
        if (history.position >= journal.head) atHeadSince = monotonic()
        for (const listener of listeners) listener()
        if (isRunning) await rest(since)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (trouble === null) log.warn({ error: message }, 'the time series does not take readings; the journal keeps them meanwhile')
        trouble = message
        await sleep(wait)
        wait = Math.min(wait * 2, backOffMs[1])
      }
    }
  }

  const unsubscribe = journal.onAppend(() => {
    if (isResting || listeners.size > 0) wake()
  })
  return {
    start: () => {
      if (isRunning) return
      isRunning = true
      running = run()
    },
    stop: async () => {
      isRunning = false
      unsubscribe()
      wake()
      await running
    },
    caughtUp: (sequence, timeoutMs) => {
      if (history.position >= sequence) return Promise.resolve(true)
      return new Promise((resolve) => {
        const finish = (isThere: boolean): void => {
          clearTimeout(timer)
          listeners.delete(check)
          resolve(isThere)
        }
        const check = (): void => {
          if (history.position >= sequence) finish(true)
        }
        const timer = setTimeout(() => finish(false), timeoutMs)
        listeners.add(check)
        if (trouble === null) wake()
      })
    },
    get lag() {
      const facts = Math.max(0, journal.head - history.position)
      return { facts, ms: facts === 0 ? 0 : Math.round(monotonic() - atHeadSince) }
    },
    get trouble() {
      return trouble
    },
  }
}

/** For stores that do not read the journal's files themselves. */
async function copyBatch(journal: Journal, history: TimeSeries, after: number, onRefused: Settings['onRefused']): Promise<void> {
  const batches: ReadingBatch[] = []
  const sequences: number[] = []
  let position = after
  let readings = 0
  while (readings < batchReadings) {
    const page = await journal.read(position, pageOfFacts)
    for (const { sequence, fact } of page) {
      position = sequence
      if (fact.kind !== 'readings') continue
      batches.push(fact.readings)
      sequences.push(sequence)
      readings += fact.readings.count
    }
    if (page.length < pageOfFacts) break
  }
  // What is damaged at the journal's end is passed over as well.
  if (position === after) position = journal.head
  const { refused } = batches.length > 0 ? await history.write(batches) : { refused: [] }
  if (refused.length > 0) await onRefused(refused.map(({ batch, index, why }) => ({ sequence: sequences[batch] ?? 0, index, why })))
  await history.savePosition(position)
}
