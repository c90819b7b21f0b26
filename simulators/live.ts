import { setTimeout as sleep } from 'node:timers/promises'
import type { CommunityStream } from './community-stream.ts'
import type { Emission } from './device-stream.ts'
import type { Told } from './fetch-told.ts'
import type { Send } from './send.ts'

/** After a pause longer than this (a slow server, a laptop's sleep) what was missed would only be late. */
const longestGapMs = 60_000

/**
 * Tells, second by second, what the community reports from `start` on. After a pause each point's last report is told
 * instead of all that was missed, so that no door stays open that was shut meanwhile.
 */
export async function liveReports(stream: CommunityStream, send: Send, clock: { now(): number }, signal: AbortSignal, start: number): Promise<void> {
  let from = start
  while (!signal.aborted) {
    const to = clock.now()
    if (to - from > longestGapMs) await firstReports(stream, send, to)
    else if (to > from) await send(stream(from, to, 1))
    from = Math.max(from, to)
    await sleep(1000, undefined, { signal })
  }
}

const minuteMs = 60_000
/** How far back is looked for last reports, step by step: most points report within minutes, so that little is made in vain. */
const lookBackMs = [5 * minuteMs, 20 * minuteMs, 60 * minuteMs, 360 * minuteMs, 1440 * minuteMs]

/**
 * Each point's last report before now, told at once, so that the picture is whole from the first second; without what the server has heard already, or
 * something newer than it.
 */
export async function firstReports(stream: CommunityStream, send: Send, now: number, told: Told = new Map()): Promise<void> {
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
  const reports = [...newest.values()].flatMap((ofDevice) => [...ofDevice.values()])
  const isNews = ({ device, point, time }: Emission): boolean => time > (told.get(device)?.get(point) ?? Number.NEGATIVE_INFINITY)
  await send(reports.filter(isNews).sort((a, b) => a.time - b.time))
}
