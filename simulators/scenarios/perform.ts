import { setTimeout as sleep } from 'node:timers/promises'
import type { Emission } from '../device-stream.ts'
import type { Send } from '../send.ts'
import type { Plot, Track } from './scenario.ts'
import { valueAt } from './scenario.ts'

/** What a plot tells with from < seconds ≤ to: each track at its interval, and every step of what is not a number. Times are ms since 1970. */
export function emissionsOf(plot: Plot, startedAt: number, from: number, to: number): Emission[] {
  return plot.tracks
    .flatMap((track) => momentsOf(track, from, Math.min(to, plot.seconds)).flatMap((seconds) => emissionAt(track, startedAt, seconds)))
    .sort((a, b) => a.time - b.time)
}

function momentsOf(track: Track, from: number, to: number): readonly number[] {
  const moments = new Set<number>()
  const first = track.course[0]?.[0] ?? 0
  for (let at = first + Math.ceil(Math.max(0, from - first) / track.everySeconds) * track.everySeconds; at <= to; at += track.everySeconds)
    if (at > from) moments.add(at)
  for (const [at, value] of track.course) if (typeof value !== 'number' && at > from && at <= to) moments.add(at)
  return [...moments]
}

function emissionAt(track: Track, startedAt: number, seconds: number): Emission[] {
  const value = valueAt(track.course, seconds)
  if (value === undefined) return []
  return [
    {
      device: track.device,
      point: track.point,
      value: typeof value === 'number' ? Number(value.toFixed(4)) : value,
      time: startedAt + Math.round(seconds * 1000),
    },
  ]
}

/** Acts a plot out in real time times `speed`; ends with it, or when told to. */
export async function perform(
  plot: Plot,
  send: Send,
  options: { readonly speed: number; readonly clock: { now(): number }; readonly signal: AbortSignal },
): Promise<void> {
  const startedAt = options.clock.now()
  let told = -1
  while (told < plot.seconds) {
    const reached = Math.min(plot.seconds, ((options.clock.now() - startedAt) / 1000) * options.speed)
    const emissions = emissionsOf(plot, startedAt, told, reached)
    // Played faster, things still happen now: a device never speaks from the future.
    await send(
      options.speed === 1
        ? emissions
        : emissions.map((emission) => ({ ...emission, time: Math.round(startedAt + (emission.time - startedAt) / options.speed) })),
    )
    told = reached
    if (told < plot.seconds) await sleep(1000 / Math.max(1, Math.min(4, options.speed)), undefined, { signal: options.signal })
  }
}
