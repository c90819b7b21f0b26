import type { AlarmTransition } from '../../models/protocol/alarm.ts'
import { isCurrent } from '../../models/protocol/alarm.ts'
import { type Journal, JournalRefused } from '../journal/journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Records } from '../platform/records-db.ts'
import type { AlarmBook } from './alarm-book.ts'
import type { AlarmStore } from './alarm-store.ts'

export const alarmProjection = 'alarms'
const saveAfterMs = 200

type Parts = {
  readonly journal: Journal
  readonly book: AlarmBook
  readonly store: AlarmStore
  readonly records: Records
  readonly bus: Bus
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

/**
 * Journals transitions, then tells and stores them. While the journal refuses, what the system itself found is told all the
 * same, marked unrecorded, and journalled as soon as it takes facts again: a fire must sound on a full disk.
 */
export function createAlarmRecorder({ journal, book, store, records, bus, clock, report }: Parts) {
  const unsaved: { transition: AlarmTransition; sequence: number }[] = []
  const unrecorded: AlarmTransition[] = []
  let timer: NodeJS.Timeout | undefined

  const save = (): void => {
    clearTimeout(timer)
    timer = undefined
    const saved = unsaved.splice(0)
    const last = saved.at(-1)
    if (!last) return
    records.together(() => {
      store.save(
        saved.map(({ transition }) => transition),
        isCurrent,
      )
      records.savePosition(alarmProjection, Math.max(last.sequence, records.position(alarmProjection)))
    })
  }
  const saveSoon = (): void => {
    timer ??= setTimeout(() => {
      try {
        save()
      } catch (error) {
        report(error)
      }
    }, saveAfterMs)
  }
  const tell = (transition: AlarmTransition): void => {
    book.tell(transition)
    if (!transition.state.historic) bus.tell('alarm', { transition })
  }
  const append = async (transitions: readonly AlarmTransition[]): Promise<void> => {
    const sequence = await journal.append(
      transitions.map((transition) => ({ kind: 'alarm', transition })),
      clock.now(),
    )
    for (const transition of transitions) unsaved.push({ transition, sequence })
    saveSoon()
  }

  return {
    /** For what a person did: rejects with JournalRefused when it could not be kept, and then it did not happen. */
    async recordAct(transition: AlarmTransition, undo: () => void): Promise<void> {
      book.plan(transition)
      try {
        await append([transition])
      } catch (error) {
        undo()
        throw error
      }
      tell(transition)
    },
    /** For what the system found: always told. */
    recordFindings(transitions: readonly AlarmTransition[]): void {
      if (transitions.length === 0) return
      for (const transition of transitions) book.plan(transition)
      append(transitions).then(
        () => transitions.forEach(tell),
        (error: unknown) => {
          if (!(error instanceof JournalRefused)) report(error)
          unrecorded.push(...transitions)
          for (const transition of transitions) tell({ ...transition, state: { ...transition.state, unrecorded: true } })
        },
      )
    },
    /** The journal takes facts again: what was only told is made durable, in its order. */
    async catchUp(): Promise<void> {
      const waiting = unrecorded.splice(0)
      if (waiting.length === 0) return
      try {
        await append(waiting)
        for (const transition of waiting) if (book.planned(transition.state.id)?.occurrence === transition.state.occurrence) tell(transition)
      } catch (error) {
        unrecorded.unshift(...waiting)
        report(error)
      }
    },
    save,
  }
}
