import type { Register } from '../../register.ts'
import type { Moment } from './moment.ts'

/** What the rules look at: the register, the moment, and the past by its moments (`momentsNeeded`); one that is absent is unknown. */
export type Sources = {
  readonly register: Register
  readonly at: number
  /** How far the community's clocks are ahead of UTC. */
  readonly offsetMs: number
  readonly moments: ReadonlyMap<number, Moment>
}
