import { useSyncExternalStore } from 'react'

/** One timer per period, shared by all who watch it, running only while somebody does. */
function createTicker(periodMs: number) {
  const listeners = new Set<() => void>()
  let ticks = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const beat = (): void => {
    ticks += 1
    for (const listener of listeners) listener()
  }
  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      timer ??= setInterval(beat, periodMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    read: (): number => ticks,
  }
}

const second = createTicker(1000)
const half = createTicker(500)
const slow = createTicker(2000)

/** Re-renders every second, e.g. a clock or an age. */
export const useEverySecond = (): number => useSyncExternalStore(second.subscribe, second.read)
/** Re-renders twice a second: the most that counts and figures over many devices may ask for. */
export const useTwiceASecond = (): number => useSyncExternalStore(half.subscribe, half.read)
/** Re-renders every two seconds: walks over all points. */
export const useEveryTwoSeconds = (): number => useSyncExternalStore(slow.subscribe, slow.read)
