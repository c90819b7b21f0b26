import type { CompiledAlarm, Watch } from '../../models/engines/compile-alarms.ts'
import { compileAlarms } from '../../models/engines/compile-alarms.ts'
import type { DeviceEntry, PointEntry, Register } from '../../models/register.ts'

/** One device with its alarms made ready; `first` is where its instances begin in the list of all. */
export type PlannedDevice = {
  readonly entry: DeviceEntry
  readonly index: number
  readonly first: number
  readonly alarms: readonly CompiledAlarm[]
  readonly series: readonly number[]
}
export type PlannedPoint = { readonly point: PointEntry; readonly device: PlannedDevice; readonly watches: readonly Watch[] }

/** What a reading of each series has to look at, worked out once, so that most readings cost one look-up. */
export type AlarmPlan = {
  readonly devices: readonly PlannedDevice[]
  /** By series number. */
  readonly points: readonly (PlannedPoint | undefined)[]
  /** Number of (device, alarm) instances. */
  readonly instances: number
  /** Instances that time alone can change. */
  readonly ticking: readonly { readonly instance: number; readonly device: PlannedDevice; readonly alarm: CompiledAlarm }[]
}

export function planAlarms(register: Register, utcOffsetMinutes: number): AlarmPlan {
  const compiled = new Map<DeviceEntry['type'], ReturnType<typeof compileAlarms>>()
  const devices: PlannedDevice[] = []
  const points: (PlannedPoint | undefined)[] = []
  const ticking: { instance: number; device: PlannedDevice; alarm: CompiledAlarm }[] = []
  let instances = 0
  for (const entry of register.devices.values()) {
    const ready = compiled.get(entry.type) ?? compileAlarms(entry.type, utcOffsetMinutes)
    compiled.set(entry.type, ready)
    const series = [...entry.points.values()].map((point) => point.series)
    const device: PlannedDevice = { entry, index: devices.length, first: instances, alarms: ready.alarms, series }
    devices.push(device)
    for (const alarm of ready.alarms) if (alarm.needsTick) ticking.push({ instance: instances + alarm.index, device, alarm })
    for (const point of entry.points.values()) points[point.series] = { point, device, watches: ready.byPoint.get(point.id) ?? [] }
    instances += ready.alarms.length
  }
  return { devices, points, instances, ticking }
}
