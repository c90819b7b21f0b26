import { setTimeout as sleep } from 'node:timers/promises'
import type { CommunityStream } from './community-stream.ts'
import type { Emission } from './device-stream.ts'
import type { Send } from './send.ts'

/**
 * Tells, second by second, what the community reports now. After a pause (a slow server, a laptop's sleep) it goes on from
 * at most a minute back: what is older would only be late.
 */
export async function liveReports(stream: CommunityStream, send: Send, clock: { now(): number }, signal: AbortSignal): Promise<void> {
  let from = clock.now() - 1000
  while (!signal.aborted) {
    const to = clock.now()
    if (to - from > 60_000) from = to - 60_000
    if (to > from) await send(stream(from, to, 1))
    from = to
    await sleep(1000, undefined, { signal })
  }
}

/** At the start nothing has been heard yet: each point's last report before now, told at once, so that the picture is whole from the first second. */
export async function firstReports(stream: CommunityStream, send: Send, now: number): Promise<void> {
  const newest = new Map<string, Emission>()
  for (let hours = 0; hours < 24; hours += 1) {
    const found = stream(now - (hours + 1) * 3_600_000, now - hours * 3_600_000, 1)
    for (const emission of found.reverse()) {
      const key = `${emission.device}/${emission.point}`
      if (!newest.has(key)) newest.set(key, emission)
    }
    if (hours > 0 && found.length === 0) break
  }
  await send([...newest.values()].sort((a, b) => a.time - b.time))
}
