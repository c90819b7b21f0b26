import type { PointValue } from '../../models/protocol/reading.ts'
import type { DeviceEntry, Register } from '../../models/register.ts'
import type { Text } from '../../models/text.ts'

/** One point's course: `[seconds after the start, value]`, linear between numbers, told every `everySeconds` and at each step. */
export type Track = {
  readonly device: string
  readonly point: string
  readonly everySeconds: number
  readonly course: readonly (readonly [number, PointValue])[]
}

/** What happens, all worked out before it begins. Devices in `silent` say nothing while it lasts. */
export type Plot = { readonly seconds: number; readonly tracks: readonly Track[]; readonly silent: readonly string[] }

export type Scenario = {
  readonly id: string
  readonly name: Text
  readonly about: Text
  /** Null where the community has not the devices for it. `at` names a home, lift or place to act at; each has its usual one. */
  plot(register: Register, at: string | undefined, seed: number): Plot | null
}

/** Devices of a type, narrowed by place. */
export const devicesOf = (register: Register, typeId: string, where: (device: DeviceEntry) => boolean = () => true): readonly DeviceEntry[] =>
  [...register.devices.values()].filter((device) => device.typeId === typeId && where(device))

/** A track, or nothing where the device does not report such a point. */
export function track(device: DeviceEntry | undefined, point: string, everySeconds: number, course: Track['course']): readonly Track[] {
  return device?.points.has(point) ? [{ device: device.id, point, everySeconds, course }] : []
}

/** The value of a course at a moment; before its first step there is none. */
export function valueAt(course: Track['course'], seconds: number): PointValue | undefined {
  const next = course.findIndex(([at]) => at > seconds)
  const [before, after] = [course[(next < 0 ? course.length : next) - 1], next < 0 ? undefined : course[next]]
  if (!before) return undefined
  if (!after || typeof before[1] !== 'number' || typeof after[1] !== 'number') return before[1]
  return before[1] + ((after[1] - before[1]) * (seconds - before[0])) / (after[0] - before[0])
}
