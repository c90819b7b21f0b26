import { compareAlarms } from '../../models/engines/alarm-life.ts'
import type { AlarmState, AlarmTransition } from '../../models/protocol/alarm.ts'
import { isCurrent } from '../../models/protocol/alarm.ts'

/**
 * How every alarm stands. `planned` includes steps on their way to the journal, so that two acts in the same moment are
 * judged one after the other; `current` is what has been told, and may be shown.
 */
export class AlarmBook {
  readonly #planned = new Map<string, AlarmState>()
  readonly #told = new Map<string, AlarmState>()
  #newestPlanned = 0
  #newestTold = 0
  #oldestHistoric = 0

  /** The state an act or a new reading has to build on. */
  planned(id: string): AlarmState | undefined {
    return this.#planned.get(id)
  }

  /** The next running number; historic steps count downwards from -1, so that live clients see no gaps. */
  nextNumber(historic: boolean): number {
    return historic ? this.#oldestHistoric - 1 : this.#newestPlanned + 1
  }

  plan({ state }: AlarmTransition): void {
    if (state.historic) this.#oldestHistoric = Math.min(this.#oldestHistoric, state.number)
    else {
      this.#newestPlanned = Math.max(this.#newestPlanned, state.number)
      this.#planned.set(state.id, state)
    }
  }

  /** The step is durable, or known to be unrecorded: it may be shown. */
  tell({ state }: AlarmTransition): void {
    if (state.historic) return
    this.#newestTold = Math.max(this.#newestTold, state.number)
    if (isCurrent(state)) this.#told.set(state.id, state)
    else this.#told.delete(state.id)
  }

  /** Takes over what the records hold at a start. */
  begin(numbers: { readonly newest: number; readonly oldestHistoric: number }, current: readonly AlarmState[]): void {
    this.#newestPlanned = numbers.newest
    this.#newestTold = numbers.newest
    this.#oldestHistoric = numbers.oldestHistoric
    for (const state of current) {
      this.#planned.set(state.id, state)
      this.#told.set(state.id, state)
    }
  }

  /** A step that could not be kept did not happen, unless another was built on it meanwhile. */
  undo(after: AlarmState, before: AlarmState): void {
    if (this.#planned.get(after.id) === after) this.#planned.set(after.id, before)
  }

  restore(transition: AlarmTransition): void {
    this.plan(transition)
    this.tell(transition)
  }

  /** The last step that was told: one on its way to the journal is owed to nobody yet, or who joins now would be taken to have it. */
  get newest(): number {
    return this.#newestTold
  }

  /** In the order of the operator's list. */
  current(): readonly AlarmState[] {
    return [...this.#told.values()].sort(compareAlarms)
  }
}
