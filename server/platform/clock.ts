/** Wall clock (ms since 1970) and monotonic clock (ms), handed in so that tests own time. */
export type Clock = { now(): number; monotonic(): number }

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() }
