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

const minuteMs = 60_000
/** How far back is looked for last reports, step by step: most points report within minutes, so that little is made in vain. */
const lookBackMs = [5 * minuteMs, 20 * minuteMs, 60 * minuteMs, 360 * minuteMs, 1440 * minuteMs]

/** At the start nothing has been heard yet: each point's last report before now, told at once, so that the picture is whole from the first second. */
export async function firstReports(stream: CommunityStream, send: Send, now: number): Promise<void> {
  const newest = new Map<string, Map<string, Emission>>()
  let to = now
  for (const back of lookBackMs) {
    for (const emission of stream(now - back, to, 1, newest).reverse()) {
      const ofDevice = newest.get(emission.device) ?? new Map<string, Emission>()
      newest.set(emission.device, ofDevice)
      if (!ofDevice.has(emission.point)) ofDevice.set(emission.point, emission)
    }
    to = now - back
  }
  await send([...newest.values()].flatMap((ofDevice) => [...ofDevice.values()]).sort((a, b) => a.time - b.time))
}
