import type { AlarmState, AlarmTransition } from '../../../models/protocol/alarm.ts'

/** The past of the alarms, for replay; `server/alarms` provides it. */
export interface AlarmHistory {
  /** What was active, latched or returned unacknowledged at that moment. */
  currentAt(at: number): Promise<readonly AlarmState[]>
  /** Transitions with from < at ≤ to, in order. */
  transitionsBetween(from: number, to: number): Promise<readonly AlarmTransition[]>
}
