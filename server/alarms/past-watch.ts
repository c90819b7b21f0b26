import { freshMemory } from '../../models/engines/evaluate-alarm.ts'
import type { ReadingBatch } from '../../models/protocol/reading.ts'
import { origins } from '../../models/protocol/reading.ts'
import type { StateColumns } from '../state/device-state.ts'
import type { AlarmPlan, PlannedDevice } from './alarm-plan.ts'
import { AlarmWatch } from './alarm-watch.ts'
import type { Finding } from './finding.ts'

const lateMs = 10 * 60_000
const dayMs = 86_400_000
const simulated = origins.indexOf('simulated')

/** True for what belongs to the past alone: a back-fill, or a reading more than a day late. */
export const isPast = (batch: ReadingBatch, index: number): boolean => {
  const lateBy = batch.received - (batch.time[index] ?? 0)
  return lateBy > dayMs || (lateBy > lateMs && batch.origin[index] === simulated)
}

/** An alarm of the past, whole: when it began and when it ended, by the device's time. */
export type PastAlarm = { readonly raised: Finding; readonly endedAt: number }

/**
 * Evaluates what a back-fill tells, in the order of its own time, apart from what is live. A day told after a later one
 * begins anew; an alarm still standing where a stretch ends is closed at the last that was heard.
 */
export class PastWatch {
  readonly #plan: AlarmPlan
  readonly #watch: AlarmWatch
  readonly #standing = new Map<string, Finding>()
  /** By device index: device time of what was last told. */
  readonly #told: Float64Array

  constructor(plan: AlarmPlan, state: StateColumns) {
    this.#plan = plan
    this.#watch = new AlarmWatch(plan, state)
    this.#told = new Float64Array(plan.devices.length).fill(Number.NEGATIVE_INFINITY)
  }

  read(batch: ReadingBatch, found: (alarm: PastAlarm) => void): void {
    const hear = (finding: Finding) => this.#hear(finding, found)
    for (let index = 0; index < batch.count; index += 1) {
      const device = this.#plan.points[batch.series[index] ?? -1]?.device
      if (!device || !isPast(batch, index)) continue
      const time = batch.time[index] ?? Number.NaN
      const told = this.#told[device.index] ?? Number.NEGATIVE_INFINITY
      if (time < told - lateMs) this.#beginAnew(device, told, found)
      this.#told[device.index] = Math.max(time, this.#told[device.index] ?? time)
      // As if it were heard the moment it was measured, so that delays and holds run on the past's own clock.
      this.#watch.read(asOf(batch, index), () => true, hear)
    }
  }

  /** Closes all that stands: the back-fill is over. */
  end(found: (alarm: PastAlarm) => void): void {
    for (const device of this.#plan.devices) {
      const told = this.#told[device.index] ?? Number.NEGATIVE_INFINITY
      if (told !== Number.NEGATIVE_INFINITY) this.#beginAnew(device, told, found)
    }
  }

  #hear(finding: Finding, found: (alarm: PastAlarm) => void): void {
    const key = `${finding.device.entry.id}/${finding.alarm.id}`
    if (finding.outcome === 'raise') {
      const endsByItself = this.#endOfHold(finding)
      if (endsByItself === null) this.#standing.set(key, finding)
      else found({ raised: finding, endedAt: endsByItself })
    }
    if (finding.outcome === 'raiseAndClear') found({ raised: finding, endedAt: finding.time })
    if (finding.outcome === 'clear') {
      const standing = this.#standing.get(key)
      this.#standing.delete(key)
      if (standing) found({ raised: standing, endedAt: finding.time })
    }
  }

  /** An event's alarm lasts as long as its hold, and no later reading need say so; null for conditions that last. */
  #endOfHold({ device, alarm }: Finding): number | null {
    if (alarm.condition.eventSlots.length === 0) return null
    const slots = this.#watch.memories.get(device.first + alarm.index)?.slots ?? []
    this.#watch.remember(device.first + alarm.index, freshMemory(alarm))
    return Math.max(...alarm.condition.eventSlots.map((slot) => slots[slot] ?? 0))
  }

  #beginAnew(device: PlannedDevice, told: number, found: (alarm: PastAlarm) => void): void {
    for (const alarm of device.alarms) {
      const key = `${device.entry.id}/${alarm.id}`
      const standing = this.#standing.get(key)
      if (standing) found({ raised: standing, endedAt: told })
      this.#standing.delete(key)
      this.#watch.remember(device.first + alarm.index, freshMemory(alarm))
    }
    for (const series of device.series) this.#watch.newest[series] = Number.NEGATIVE_INFINITY
    this.#told[device.index] = Number.NEGATIVE_INFINITY
  }
}

function asOf(batch: ReadingBatch, index: number): ReadingBatch {
  return {
    count: 1,
    received: batch.time[index] ?? batch.received,
    series: batch.series.subarray(index, index + 1),
    time: batch.time.subarray(index, index + 1),
    value: batch.value.subarray(index, index + 1),
    text: batch.text ? [batch.text[index] ?? null] : null,
    quality: batch.quality.subarray(index, index + 1),
    flags: batch.flags.subarray(index, index + 1),
    origin: batch.origin.subarray(index, index + 1),
  }
}
