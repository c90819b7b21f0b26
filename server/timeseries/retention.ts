import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { dayMs, dayOf } from './days.ts'

type Drops = { dropBefore(day: string): Promise<number> }
type Parts = {
  readonly journal: Drops & { readonly head: number }
  readonly history: Drops & { readonly position: number }
  readonly historyDays: number
  readonly clock: Clock
  readonly log: Logger
}

/** How long facts can be taken again from the journal: device state, alarms and history are rebuilt from it. */
export const journalDays = 30
const lookEveryMs = 3_600_000
/** Facts that come while the projection writes are no sign of a store that is away; they are of today, far from being dropped. */
const mostUnderWay = 10_000

/** Once a day drops whole days of journal and history that are past their time; a failure is logged and tried again an hour later. */
export function createRetention({ journal, history, historyDays, clock, log }: Parts) {
  let timer: NodeJS.Timeout | undefined
  let doneFor: string | null = null
  const drop = async (): Promise<void> => {
    const now = clock.now()
    const today = dayOf(now)
    if (doneFor === today) return
    try {
      const days = await history.dropBefore(dayOf(now - historyDays * dayMs))
      // What history has not taken in yet must stay, however old it is.
      const isBehind = journal.head - history.position > mostUnderWay
      const files = isBehind ? 0 : await journal.dropBefore(dayOf(now - journalDays * dayMs))
      if (isBehind) log.warn({ position: history.position, head: journal.head }, 'history is behind, so that no journal is dropped today')
      else doneFor = today
      if (days + files > 0) log.info({ historyDays: days, journalFiles: files }, 'dropped what is past its time')
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'what is past its time could not be dropped; it is tried again in an hour')
    }
  }
  return {
    drop,
    start: (): void => {
      void drop()
      timer = setInterval(() => void drop(), lookEveryMs)
      timer.unref()
    },
    stop: (): void => clearInterval(timer),
  }
}
