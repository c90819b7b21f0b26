import { z } from 'zod'
import { createStore } from 'zustand/vanilla'

const Remembered = z.object({ offered: z.boolean(), step: z.number().int().min(0) })

/** Where this machine remembers whether the tour was offered, and how far it was taken. */
export const tourKey = 'linli.tour'

type Memory = Pick<Storage, 'getItem' | 'setItem'>

/** What this machine remembers; a machine that remembers nothing, or may not, was never offered the tour. */
export function readTour(memory: Memory | null): z.infer<typeof Remembered> {
  const fresh = { offered: false, step: 0 }
  try {
    const parsed = Remembered.safeParse(JSON.parse(memory?.getItem(tourKey) ?? 'null'))
    return parsed.success ? parsed.data : fresh
  } catch {
    return fresh
  }
}

/** The browser's memory; null where it is switched off. */
function browserMemory(): Memory | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

type Tour = {
  /** The stop that is shown; null while no tour runs. */
  readonly step: number | null
  /** The stop a tour goes on from. */
  readonly next: number
  readonly offered: boolean
}

const remembered = readTour(typeof window === 'undefined' ? null : browserMemory())
export const tour = createStore<Tour>()(() => ({ step: null, next: remembered.step, offered: remembered.offered }))

function keep(change: Partial<Tour>): void {
  tour.setState({ offered: true, ...change })
  const { next } = tour.getState()
  try {
    browserMemory()?.setItem(tourKey, JSON.stringify({ offered: true, step: next }))
  } catch {
    // A full or forbidden memory only means that the tour is offered again.
  }
}

export const startTour = (): void => keep({ step: tour.getState().next })
export const goToStop = (step: number): void => keep({ step, next: step })
/** Leaves the tour; it goes on from the same stop another time. */
export const leaveTour = (): void => keep({ step: null })
/** It was seen to its end, or is not wanted: the next one begins at the start. */
export const endTour = (): void => keep({ step: null, next: 0 })
