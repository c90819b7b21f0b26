import { compileAlarms } from '../../../models/engines/compile-alarms.ts'
import type { AlarmMemory } from '../../../models/engines/evaluate-alarm.ts'
import { evaluateReading, freshMemory, outcomeBetween } from '../../../models/engines/evaluate-alarm.ts'
import { bitOf, qualities } from '../../../models/protocol/reading.ts'
import type { Register } from '../../../models/register.ts'
import type { DeviceType } from '../../../models/subsystem.ts'
import type { StoredFact } from '../../../server/journal/journal.ts'

const lateMs = 600_000
const outOfRange = bitOf('outOfRange')
const bad = qualities.indexOf('bad')

/** Whether readings alone decide over an alarm: no delay and no hour of the day, so that nothing hangs on when it was looked at. */
export function isDecidedByReadings(type: DeviceType, alarm: string): boolean {
  const found = compileAlarms(type, 480).alarms.find(({ id }) => id === alarm)
  return found !== undefined && found.onDelayMs === 0 && found.offDelayMs === 0 && !found.needsTick
}

/** What the pure evaluator alone makes of the readings of a journal, as `device/alarm@device time`: the oracle of C5. */
export function occurrencesOf(facts: readonly StoredFact[], register: Register): string[] {
  const compiled = new Map<DeviceType, ReturnType<typeof compileAlarms>>()
  const memories = new Map<string, AlarmMemory>()
  const newest = new Map<number, number>()
  const found: string[] = []
  for (const { fact } of facts) {
    if (fact.kind !== 'readings') continue
    const { readings } = fact
    for (let i = 0; i < readings.count; i += 1) {
      const [series, time] = [readings.series[i], readings.time[i]]
      const entry = register.series[series]
      if (!entry) continue
      const alarms = compiled.get(entry.device.type) ?? compileAlarms(entry.device.type, 480)
      compiled.set(entry.device.type, alarms)
      const isNewest = time > (newest.get(series) ?? Number.NEGATIVE_INFINITY)
      if (isNewest) newest.set(series, time)
      const reading = {
        time,
        received: readings.received,
        value: readings.value[i],
        isLate: readings.received - time > lateMs,
        isUsable: readings.quality[i] !== bad && (readings.flags[i] & outOfRange) === 0,
        isNewest,
      }
      for (const watch of alarms.byPoint.get(entry.id) ?? []) {
        const { alarm } = watch
        if (alarm.onDelayMs > 0 || alarm.offDelayMs > 0 || alarm.needsTick) continue
        const name = `${entry.device.id}/${alarm.id}`
        const before = memories.get(name) ?? freshMemory(alarm)
        const after = evaluateReading(watch, before, reading)
        memories.set(name, after)
        const outcome = outcomeBetween(before, after)
        if (outcome !== 'none' && outcome !== 'clear') found.push(`${name}@${time}`)
      }
    }
  }
  return found
}
