import { isStale } from '../../models/engines/staleness.ts'
import { type Flag, flagsOf, type Origin, origins, type Quality, qualities } from '../../models/protocol/reading.ts'
import type { PointEntry } from '../../models/register.ts'
import type { Language } from '../../models/text.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'

/** The newest value of one point at the cursor. `standing` says how far to believe it; `never` means nothing was ever heard. */
export type Latest = {
  readonly entry: PointEntry
  readonly standing: 'good' | 'stale' | 'uncertain' | 'bad' | 'never'
  readonly value: number
  readonly text: string | null
  readonly time: number
  readonly received: number
  readonly quality: Quality
  readonly flags: readonly Flag[]
  readonly origin: Origin
}

export function latestOf(buffer: TelemetryBuffer, entry: PointEntry, now: number): Latest {
  const { series } = entry
  const time = buffer.time[series] ?? Number.NaN
  const quality = qualities[buffer.quality[series] ?? 0] ?? 'good'
  const flags = flagsOf(buffer.flags[series] ?? 0)
  const origin = origins[buffer.origin[series] ?? 0] ?? 'measured'
  const heard = !Number.isNaN(time)
  const stale = heard && (flags.includes('stale') || isStale(entry.point, time, now))
  const standing = !heard ? 'never' : stale ? 'stale' : quality
  return {
    entry,
    standing,
    value: buffer.value[series] ?? Number.NaN,
    text: buffer.text.get(series) ?? null,
    time,
    received: buffer.received[series] ?? Number.NaN,
    quality,
    flags,
    origin,
  }
}

export type Shown = { readonly value: string; readonly unit: string }

const digitsOf = (resolution: number): number => Math.min(6, Math.max(0, Math.ceil(-Math.log10(resolution) - 1e-9)))

/** Digits after the point that a number point is worth. */
export const pointDigits = (entry: PointEntry): number =>
  entry.point.kind === 'number' || entry.point.kind === 'counter' ? digitsOf(entry.point.resolution) : 0

/** A stored value as people read it: digits by the declared resolution, the words of a state, an event's name with its detail. */
export function showValue({ point }: Pick<PointEntry, 'point'>, value: number, detail: string | null, language: Language): Shown {
  switch (point.kind) {
    case 'number':
    case 'counter':
      return {
        value: value.toLocaleString('en-US', {
          minimumFractionDigits: Math.min(3, digitsOf(point.resolution)),
          maximumFractionDigits: digitsOf(point.resolution),
        }),
        unit: point.unit,
      }
    case 'boolean':
      return { value: (value === 0 ? point.labels.false : point.labels.true)[language], unit: '' }
    case 'state':
      return { value: Object.values(point.states)[value]?.[language] ?? String(value), unit: '' }
    case 'event': {
      const name = Object.values(point.events)[value]?.[language] ?? String(value)
      return { value: detail ? `${name} · ${detail}` : name, unit: '' }
    }
    case 'location':
      return {
        value: (detail ?? '')
          .split(',')
          .map((metres) => Number(metres).toFixed(1))
          .join(', '),
        unit: 'm',
      }
  }
}
