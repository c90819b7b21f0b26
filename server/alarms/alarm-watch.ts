import type { CompiledAlarm } from '../../models/engines/compile-alarms.ts'
import type { AlarmMemory, EvaluatedReading } from '../../models/engines/evaluate-alarm.ts'
import { evaluateReading, evaluateTick, freshMemory, outcomeBetween } from '../../models/engines/evaluate-alarm.ts'
import type { ReadingBatch } from '../../models/protocol/reading.ts'
import { bitOf, qualities } from '../../models/protocol/reading.ts'
import type { StateColumns } from '../state/device-state.ts'
import type { AlarmPlan, PlannedDevice, PlannedPoint } from './alarm-plan.ts'
import type { Finding } from './finding.ts'
import { findingOf } from './finding.ts'

const bad = qualities.indexOf('bad')
const unusable = bitOf('outOfRange')
const lateMs = 10 * 60_000

/** What the watch remembers of one instance; absent where nothing ever happened. */
export type Memories = Map<number, AlarmMemory>

/**
 * Lets readings and time pass through every declared alarm. Holds no clock and writes nothing: readings in, findings out.
 * `newest` is, by series, the device time of the newest reading it has seen.
 */
export class AlarmWatch {
  readonly #plan: AlarmPlan
  readonly #state: StateColumns
  readonly memories: Memories = new Map()
  readonly newest: Float64Array
  /** Receipt of each device's newest message, by device index; NaN where nothing was heard. */
  readonly lastHeard: Float64Array
  readonly #pending = new Set<number>()

  constructor(plan: AlarmPlan, state: StateColumns) {
    this.#plan = plan
    this.#state = state
    this.newest = new Float64Array(plan.points.length).fill(Number.NEGATIVE_INFINITY)
    this.lastHeard = new Float64Array(plan.devices.length).fill(Number.NaN)
  }

  /** Takes over what an earlier run remembered. */
  remember(instance: number, memory: AlarmMemory): void {
    this.memories.set(instance, memory)
    if (memory.since !== null) this.#pending.add(instance)
  }

  /** One batch in its order. `isTold` leaves out readings that are evaluated elsewhere (the past). */
  read(batch: ReadingBatch, isTold: (index: number) => boolean, found: (finding: Finding) => void): void {
    for (let index = 0; index < batch.count; index += 1) {
      const planned = this.#plan.points[batch.series[index] ?? -1]
      if (planned && isTold(index)) this.#readOne(planned, batch, index, found)
    }
  }

  #readOne(planned: PlannedPoint, batch: ReadingBatch, index: number, found: (finding: Finding) => void): void {
    const { device, point } = planned
    const time = batch.time[index] ?? Number.NaN
    this.lastHeard[device.index] = batch.received
    const isNewest = time > (this.newest[point.series] ?? Number.NEGATIVE_INFINITY)
    if (isNewest) this.newest[point.series] = time
    if (planned.watches.length === 0) return
    const reading: EvaluatedReading = {
      time,
      received: batch.received,
      value: batch.value[index] ?? Number.NaN,
      isLate: batch.received - time > lateMs,
      isUsable: batch.quality[index] !== bad && ((batch.flags[index] ?? 0) & unusable) === 0,
      isNewest,
    }
    for (const watch of planned.watches) {
      const instance = device.first + watch.alarm.index
      const before = this.memories.get(instance) ?? freshMemory(watch.alarm)
      const after = evaluateReading(watch, before, reading)
      if (before === after) continue
      const heard = {
        time,
        received: batch.received,
        origin: batch.origin[index] ?? 0,
        point: point.id,
        value: reading.value,
        text: batch.text?.[index] ?? null,
      }
      this.#settle(device, watch.alarm, before, after, heard, found)
    }
  }

  /** Time passes: silence, holds that end, delays that run out. `now` in ms of the server's clock. */
  tick(now: number, found: (finding: Finding) => void): void {
    const look = (instance: number, device: PlannedDevice, alarm: CompiledAlarm) => {
      const before = this.memories.get(instance) ?? freshMemory(alarm)
      const after = evaluateTick(alarm, before, now, this.lastHeard[device.index] ?? Number.NaN)
      if (before !== after)
        this.#settle(
          device,
          alarm,
          before,
          after,
          { time: now, received: now, origin: this.#originOf(device), point: '', value: Number.NaN, text: null },
          found,
        )
    }
    for (const { instance, device, alarm } of this.#plan.ticking) look(instance, device, alarm)
    for (const instance of [...this.#pending]) {
      const device = this.#deviceOf(instance)
      const alarm = device?.alarms[instance - device.first]
      if (device && alarm && !alarm.needsTick) look(instance, device, alarm)
    }
  }

  #settle(
    device: PlannedDevice,
    alarm: CompiledAlarm,
    before: AlarmMemory,
    after: AlarmMemory,
    heard: Parameters<typeof findingOf>[3],
    found: (finding: Finding) => void,
  ): void {
    const instance = device.first + alarm.index
    this.memories.set(instance, after)
    if (after.since === null) this.#pending.delete(instance)
    else this.#pending.add(instance)
    const outcome = outcomeBetween(before, after)
    if (outcome !== 'none') found(findingOf(device, alarm, outcome, heard, this.#state))
  }

  /** The device that an instance belongs to: the last one that begins at or before it. */
  #deviceOf(instance: number): PlannedDevice | undefined {
    const { devices } = this.#plan
    let [low, high] = [0, devices.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((devices[middle]?.first ?? 0) <= instance) low = middle
      else high = middle - 1
    }
    return devices[low]
  }

  /** Silence has no sender: it is marked as what was last heard from the device. */
  #originOf(device: PlannedDevice): number {
    let [newest, origin] = [Number.NEGATIVE_INFINITY, 0]
    for (const series of device.series) {
      const received = this.#state.received[series] ?? 0
      if (received > newest) [newest, origin] = [received, this.#state.origin[series] ?? 0]
    }
    return origin
  }
}
