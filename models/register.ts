import type { Community } from './site/community.ts'
import type { Device } from './site/device.ts'
import type { DeviceType, Point, Subsystem } from './subsystem.ts'
import { deviceTypeId } from './subsystem.ts'

export type PointEntry = { readonly series: number; readonly id: string; readonly point: Point; readonly device: DeviceEntry }
export type DeviceEntry = {
  readonly device: Device
  readonly id: string
  readonly subsystem: Subsystem
  readonly typeId: string
  readonly type: DeviceType
  /** By point id, in the order of the declaration. */
  readonly points: ReadonlyMap<string, PointEntry>
}

/** All devices and points of one community, joined with their declarations: what every reader looks things up in. */
export type Register = {
  readonly community: Community
  readonly devices: ReadonlyMap<string, DeviceEntry>
  /** By series number; a hole is a series of a device that is no more. */
  readonly series: readonly (PointEntry | undefined)[]
  readonly pointCount: number
  readonly bySubsystem: ReadonlyMap<string, readonly DeviceEntry[]>
  /** Devices whose type is not declared, by device id. */
  readonly unknown: readonly Device[]
}

/** The durable number of a (device, point) pair; given out once and never used again. */
export type SeriesNumber = (device: string, point: string) => number

/** Pure: joins the model with the declarations. With `inOrder()` as `numberOf` it numbers 0, 1, 2… for tools without a journal. */
export function buildRegister(community: Community, subsystems: readonly Subsystem[], numberOf: SeriesNumber = inOrder()): Register {
  const types = new Map<string, { subsystem: Subsystem; type: DeviceType }>()
  for (const subsystem of subsystems) for (const [id, type] of Object.entries(subsystem.devices)) types.set(deviceTypeId(subsystem.id, id), { subsystem, type })
  const devices = new Map<string, DeviceEntry>()
  const series: (PointEntry | undefined)[] = []
  const bySubsystem = new Map<string, DeviceEntry[]>(subsystems.map(({ id }) => [id, []]))
  const unknown: Device[] = []
  let pointCount = 0
  for (const device of community.devices) {
    const known = types.get(device.type)
    if (!known) {
      unknown.push(device)
      continue
    }
    const points = new Map<string, PointEntry>()
    const entry: DeviceEntry = { device, id: device.id, subsystem: known.subsystem, typeId: device.type, type: known.type, points }
    for (const [id, point] of Object.entries(known.type.points)) {
      const number = numberOf(device.id, id)
      const pointEntry: PointEntry = { series: number, id, point, device: entry }
      points.set(id, pointEntry)
      series[number] = pointEntry
      pointCount += 1
    }
    devices.set(device.id, entry)
    bySubsystem.get(known.subsystem.id)?.push(entry)
  }
  return { community, devices, series, pointCount, bySubsystem, unknown }
}

export function inOrder(): SeriesNumber {
  let next = 0
  return () => next++
}
