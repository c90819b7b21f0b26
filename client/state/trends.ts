import type { PointEntry } from '../../models/register.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'

export type Sample = { readonly time: number; readonly value: number }

/** A change is told over at least so long, so that the last digit's flicker is none, and over at most so long, so that it is of now. */
const shortestMs = 10_000
export const trendMs = 90_000
const samplesKept = 32

/** How fast values change, from the readings seen so far: kept beside the buffer, which holds only the newest of each. */
export type Trends = {
  /** Notes the newest reading of a series; one already noted is passed over, one from before the last begins anew. */
  note(buffer: TelemetryBuffer, series: number): void
  /** Change per minute, or null while too little was seen. */
  perMinute(series: number): number | null
}

export function createTrends(): Trends {
  const seen = new Map<number, Sample[]>()
  return {
    note(buffer, series) {
      const [time, value] = [buffer.time[series], buffer.value[series]]
      if (Number.isNaN(time) || Number.isNaN(value)) return
      const samples = seen.get(series)
      const last = samples?.at(-1)
      if (!samples || !last || time < last.time) {
        seen.set(series, [{ time, value }])
        return
      }
      if (time === last.time) return
      samples.push({ time, value })
      while (samples.length > samplesKept || time - samples[0].time > trendMs) samples.shift()
    },
    perMinute(series) {
      const samples = seen.get(series)
      return samples ? changePerMinute(samples) : null
    },
  }
}

/** Change per minute from the first to the last of some readings in order of time, or null where they are too near to tell. */
export function changePerMinute(samples: readonly Sample[]): number | null {
  const [first, last] = [samples.at(0), samples.at(-1)]
  if (!first || !last || last.time - first.time < shortestMs) return null
  return ((last.value - first.value) / (last.time - first.time)) * 60_000
}

/** `↑0.21/min`: a change with its direction, empty where it is none to the digits it is told in. */
export function rateWords(perMinute: number, { point }: Pick<PointEntry, 'point'>): string {
  const shown = Math.abs(perMinute).toFixed(point.kind === 'number' && point.resolution < 0.01 ? 2 : 1)
  return Number(shown) === 0 ? '' : `${perMinute > 0 ? '↑' : '↓'}${shown}/min`
}
