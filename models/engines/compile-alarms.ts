import type { Alarm, DeviceType } from '../subsystem.ts'
import type { CompiledCondition, Leaf } from './compile-condition.ts'
import { compileCondition } from './compile-condition.ts'

export type CompiledAlarm = {
  readonly id: string
  /** Its place among the alarms of the device type. */
  readonly index: number
  readonly declared: Alarm
  readonly condition: CompiledCondition
  readonly onDelayMs: number
  readonly offDelayMs: number
  readonly isLifeSafety: boolean
  /** True where the passing of time alone can change it: it is looked at with every tick. */
  readonly needsTick: boolean
}
/** What a reading of one point has to look at: an alarm, and those of its tests that mention the point. */
export type Watch = { readonly alarm: CompiledAlarm; readonly leaves: readonly Leaf[] }
export type CompiledAlarms = { readonly alarms: readonly CompiledAlarm[]; readonly byPoint: ReadonlyMap<string, readonly Watch[]> }

/** All alarms of a device type, indexed by point, so that a reading touches only the conditions that mention it. Throws BrokenCondition. */
export function compileAlarms(type: DeviceType, utcOffsetMinutes: number): CompiledAlarms {
  const alarms = Object.entries(type.alarms).map(([id, declared], index): CompiledAlarm => {
    const condition = compileCondition(declared.when, type.points, utcOffsetMinutes)
    return {
      id,
      index,
      declared,
      condition,
      onDelayMs: declared.onDelaySeconds * 1000,
      offDelayMs: declared.offDelaySeconds * 1000,
      isLifeSafety: declared.class === 'lifeSafety',
      needsTick: condition.dependsOnTime,
    }
  })
  const byPoint = new Map<string, Watch[]>()
  for (const alarm of alarms)
    for (const point of new Set(alarm.condition.leaves.map((leaf) => leaf.point))) {
      const watch: Watch = { alarm, leaves: alarm.condition.leaves.filter((leaf) => leaf.point === point) }
      const watches = byPoint.get(point)
      if (watches) watches.push(watch)
      else byPoint.set(point, [watch])
    }
  return { alarms, byPoint }
}
