import type { Clock } from '../platform/clock.ts'
import { errorFacts, type Logger } from '../platform/logger.ts'
import { dayMs, dayOf } from '../timeseries/days.ts'
import { journalDays } from '../timeseries/retention.ts'
import { newestCheckpointDay, writeCheckpoint, writeDayCheckpoint } from './checkpoint.ts'
import type { DeviceState } from './device-state.ts'

const everyMs = 10 * 60_000
/** How soon after midnight (UTC, as the journal's files) the state of a day's head is written down. */
const lookEveryMs = 30_000

type Parts = { readonly directory: string; readonly state: DeviceState; readonly clock: Pick<Clock, 'now'>; readonly log: Logger }
/** What else is written down at the head of a day, and dropped of days before `oldest`. */
type OnDay = (day: string, oldest: string) => Promise<void>

/**
 * Writes the state down every 10 minutes, at the head of each day and at the stop; a failed writing is logged and tried again, since the journal
 * holds everything. Those of the days are kept as long as the journal.
 */
export function createCheckpointTimer({ directory, state, clock, log }: Parts) {
  const timers: NodeJS.Timeout[] = []
  let written = state.position
  let writtenDay: string | null = null
  /** The writing of a day that is under way; one at a time. */
  let writing: Promise<void> = Promise.resolve()
  const guarded = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write()
    } catch (error) {
      log.error({ ...errorFacts(error), directory }, 'the checkpoint of the device state could not be written; the next start reads more of the journal')
    }
  }
  const write = (): Promise<void> =>
    guarded(async () => {
      const { position } = state
      if (position === written) return
      await writeCheckpoint(directory, state, position)
      written = position
    })
  const writeDay = (onDay: OnDay): Promise<void> =>
    guarded(async () => {
      const now = clock.now()
      const day = dayOf(now)
      writtenDay ??= await newestCheckpointDay(directory)
      // Never for a day that is over: a clock set back must not write a later state under an earlier day.
      if (writtenDay !== null && day <= writtenDay) return
      const oldest = dayOf(now - journalDays * dayMs)
      await Promise.all([writeDayCheckpoint(directory, day, oldest, state, state.position), onDay(day, oldest)])
      writtenDay = day
    })
  return {
    start: (onDay: OnDay = async () => {}): void => {
      const look = (): void => {
        writing = writing.then(() => writeDay(onDay))
      }
      look()
      timers.push(
        setInterval(() => void write(), everyMs),
        setInterval(look, lookEveryMs),
      )
      for (const timer of timers) timer.unref()
    },
    stop: async (): Promise<void> => {
      for (const timer of timers) clearInterval(timer)
      await writing
      await write()
    },
  }
}
