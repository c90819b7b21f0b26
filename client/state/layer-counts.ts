import { origins } from '../../models/protocol/reading.ts'
import type { DeviceEntry, Register } from '../../models/register.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import { isLost, lastHeard } from './counts.ts'

/** How the devices of a layer stand. Each is counted once, as the gravest of these that it is, so that they add up to the register’s count. */
export type LayerCounts = {
  readonly alarm: number
  readonly outOfService: number
  readonly never: number
  readonly lost: number
  readonly normal: number
  /** Of all of them, those whose newest value is simulated; not part of the sum. */
  readonly simulated: number
}

type Alarmed = { readonly device: string; readonly suppression: string }

export function countLayer(register: Register, buffer: TelemetryBuffer, subsystem: string, alarms: readonly Alarmed[], now: number): LayerCounts {
  const counts = { alarm: 0, outOfService: 0, never: 0, lost: 0, normal: 0, simulated: 0 }
  const alarmed = new Set(alarms.filter(({ suppression }) => suppression === 'none').map(({ device }) => device))
  const out = new Set(alarms.filter(({ suppression }) => suppression === 'outOfService').map(({ device }) => device))
  for (const device of register.bySubsystem.get(subsystem) ?? []) {
    const heard = lastHeard(buffer, device)
    if (alarmed.has(device.id)) counts.alarm += 1
    else if (out.has(device.id)) counts.outOfService += 1
    else if (Number.isNaN(heard)) counts.never += 1
    else if (isLost(buffer, device, now)) counts.lost += 1
    else counts.normal += 1
    if (isSimulated(buffer, device, heard)) counts.simulated += 1
  }
  return counts
}

function isSimulated(buffer: TelemetryBuffer, device: DeviceEntry, heard: number): boolean {
  for (const { series } of device.points.values()) if (buffer.time[series] === heard) return origins[buffer.origin[series] ?? 0] === 'simulated'
  return false
}
