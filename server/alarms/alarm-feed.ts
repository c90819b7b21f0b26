import type { AlarmState, AlarmTransition } from '../../models/protocol/alarm.ts'

/** What live clients need of the alarms; `server/alarms` provides it. */
export interface AlarmFeed {
  /** Number of the newest transition; 0 when there was none. */
  readonly newest: number
  /** All that is active, latched or returned unacknowledged, historic ones left out. */
  current(): readonly AlarmState[]
  /** Transitions with a number greater than `after`, in order, at most `limit`; what is older than the kept life comes as current(). */
  since(after: number, limit: number): Promise<readonly AlarmTransition[]>
}
