import { fireLimitOf } from '../../../../models/engines/fire/fire-limit.ts'
import type { DeviceEntry, PointEntry, Register } from '../../../../models/register.ts'
import type { DeviceType } from '../../../../models/subsystem.ts'
import type { TelemetryBuffer } from '../../../live/telemetry-buffer.ts'
import { readingState } from '../../reading-state.ts'

/** A device that measures smoke, with the two values that tell of a fire, and from where on its smoke counts. */
export type SmokeSource = {
  readonly entry: DeviceEntry
  readonly obscuration: PointEntry
  readonly temperature: PointEntry | undefined
  /** dB/m from which smoke is drawn: where its declared ramp begins to speak. */
  readonly drawnFrom: number
  /** dB/m at which it raises its fire alarm: from there on one does not walk through it. */
  readonly alarmFrom: number
}

/** Everything of a register that measures smoke, in rooms and on stairs. */
export function smokeSourcesOf({ devices }: Register): SmokeSource[] {
  const sources: SmokeSource[] = []
  for (const entry of devices.values()) {
    const obscuration = entry.points.get('obscuration')
    if (!obscuration) continue
    const alarmFrom = fireLimitOf(entry.type)
    sources.push({ entry, obscuration, temperature: entry.points.get('temperature'), drawnFrom: drawnFromOf(entry.type, alarmFrom), alarmFrom })
  }
  return sources
}

/** dB/m now, or 0 where nothing was measured, or not in time, or not believably: what was not measured is not drawn. */
export const smokeOf = ({ obscuration }: SmokeSource, buffer: TelemetryBuffer, shownAt: number): number =>
  readingState(buffer, obscuration, shownAt) === 'true' ? Math.max(0, buffer.value[obscuration.series]) : 0

/** Light that a room full of smoke takes away, 0–1: by the definition of dB/m over the depth of a room. */
export const densityOf = (decibelsPerMeter: number, depthMeters = 3): number => 1 - 10 ** ((-decibelsPerMeter * depthMeters) / 10)

const drawnFromOf = ({ shows }: DeviceType, alarmFrom: number): number =>
  shows.overlay === 'tint' && shows.by === 'obscuration' ? (shows.ramp[1]?.at ?? alarmFrom) : alarmFrom
