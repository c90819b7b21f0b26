import { isStale } from '../../models/engines/staleness.ts'
import type { DeviceEntry, Register } from '../../models/register.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import { latestOf } from './latest.ts'

/** What of the picture is not to be taken at face value; each looks different and is counted apart. */
export type Doubts = {
  /** Devices of which every point is stale. */
  readonly lost: number
  /** Devices never heard from. */
  readonly silent: number
  /** Points older than they should be, on devices that still speak. */
  readonly stale: number
  /** Points of uncertain or bad quality. */
  readonly doubtful: number
  /** Devices whose newest value is simulated. */
  readonly simulated: number
  /** Devices whose newest value is replayed from a recording. */
  readonly replayed: number
}

/** Time of the newest reading of a device, NaN if none; events count, for they are a sign of life too. */
export function lastHeard(buffer: TelemetryBuffer, device: DeviceEntry): number {
  let newest = Number.NaN
  for (const { series } of device.points.values()) {
    const time = buffer.time[series] ?? Number.NaN
    if (!(time <= newest)) newest = Number.isNaN(time) ? newest : time
  }
  return newest
}

/** A device is lost when every point it reports by itself is stale. */
export function isLost(buffer: TelemetryBuffer, device: DeviceEntry, now: number): boolean {
  for (const { series, point } of device.points.values()) if (point.kind !== 'event' && !isStale(point, buffer.time[series] ?? Number.NaN, now)) return false
  return true
}

/** Walks all points once: about a millisecond for 20,000. */
export function countDoubts(register: Register, buffer: TelemetryBuffer, now: number): Doubts {
  const counts = { lost: 0, silent: 0, stale: 0, doubtful: 0, simulated: 0, replayed: 0 }
  for (const device of register.devices.values()) {
    const heard = lastHeard(buffer, device)
    if (Number.isNaN(heard)) {
      counts.silent += 1
      continue
    }
    const lost = isLost(buffer, device, now)
    if (lost) counts.lost += 1
    let newestOrigin = ''
    for (const entry of device.points.values()) {
      const latest = latestOf(buffer, entry, now)
      if (latest.standing === 'stale' && !lost) counts.stale += 1
      if (latest.standing === 'uncertain' || latest.standing === 'bad') counts.doubtful += 1
      if (latest.time === heard) newestOrigin = latest.origin
    }
    if (newestOrigin === 'simulated') counts.simulated += 1
    if (newestOrigin === 'replayed') counts.replayed += 1
  }
  return counts
}
