import { createStore } from 'zustand/vanilla'

const windowMs = 2_000

/** How many changed points a second arrive, over the last two seconds. */
export function createTraffic(monotonic: () => number) {
  const store = createStore<{ readonly pointsPerSecond: number }>()(() => ({ pointsPerSecond: 0 }))
  let count = 0
  let since = monotonic()
  return {
    store,
    took: (points: number): void => {
      count += points
    },
    check: (): void => {
      const elapsed = monotonic() - since
      if (elapsed < windowMs) return
      const pointsPerSecond = Math.round((count * 1000) / elapsed)
      if (pointsPerSecond !== store.getState().pointsPerSecond) store.setState({ pointsPerSecond })
      count = 0
      since += elapsed
    },
  }
}
