import type { AlarmTransition } from '../../models/protocol/alarm.ts'
import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { Quarantined } from '../journal/fact.ts'

/** What happened, in the order of the journal. All are durable when told, but `unrecorded`: life-safety readings while the journal refuses. */
export type Events = {
  readings: { readonly sequence: number; readonly batch: ReadingBatch }
  unrecorded: { readonly batch: ReadingBatch }
  quarantined: { readonly items: readonly Quarantined[] }
  alarm: { readonly transition: AlarmTransition }
  journalRefused: { readonly code: string; readonly message: string }
  journalRecovered: Record<string, never>
}

export type Bus = {
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void
  tell<Name extends keyof Events>(name: Name, event: Events[Name]): void
}

type Listeners = { [Name in keyof Events]: Set<(event: Events[Name]) => void> }

/** Listeners run at once, in the order they came; a throwing one is reported and the others still hear. */
export function createBus(report: (error: unknown) => void): Bus {
  const listeners: Listeners = {
    readings: new Set(),
    unrecorded: new Set(),
    quarantined: new Set(),
    alarm: new Set(),
    journalRefused: new Set(),
    journalRecovered: new Set(),
  }
  return {
    on: (name, listener) => {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
    tell: (name, event) => {
      for (const listener of listeners[name])
        try {
          listener(event)
        } catch (error) {
          report(error)
        }
    },
  }
}
