import type { Clock } from '../platform/clock.ts'

/** Allows a burst and then so many a second: what one client may ask of the server. */
export function createRequestLimit(clock: Clock, { burst, perSecond }: { readonly burst: number; readonly perSecond: number }): () => boolean {
  let tokens = burst
  let filledAt = clock.monotonic()
  return () => {
    const now = clock.monotonic()
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
