import type { Register } from '../../models/register.ts'
import { deviceTypeId, type Subsystem } from '../../models/subsystem.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import { latestOf } from './latest.ts'

/** `figure` is null while nothing trustworthy was heard; `of` counts the values that went in, `devices` all there could be. */
export type Summarised = { readonly figure: number | null; readonly of: number; readonly devices: number }

/** The one figure beside a layer's name. Stale, bad and never heard values are left out, never counted as zero. */
export function summarise(register: Register, buffer: TelemetryBuffer, subsystem: Subsystem, now: number): Summarised {
  const { type, point, figure } = subsystem.summary
  const typeId = deviceTypeId(subsystem.id, type)
  let sum = 0
  let most = Number.NEGATIVE_INFINITY
  let yes = 0
  let of = 0
  let devices = 0
  for (const device of register.bySubsystem.get(subsystem.id) ?? []) {
    if (device.typeId !== typeId) continue
    devices += 1
    const entry = device.points.get(point)
    if (!entry) continue
    const latest = latestOf(buffer, entry, now)
    if (latest.standing !== 'good' && latest.standing !== 'uncertain') continue
    of += 1
    sum += latest.value
    most = Math.max(most, latest.value)
    if (latest.value !== 0) yes += 1
  }
  if (of === 0) return { figure: null, of, devices }
  switch (figure) {
    case 'sum':
      return { figure: sum, of, devices }
    case 'mean':
      return { figure: sum / of, of, devices }
    case 'max':
      return { figure: most, of, devices }
    case 'countTrue':
      return { figure: yes, of, devices }
    case 'countFalse':
      return { figure: of - yes, of, devices }
  }
}
