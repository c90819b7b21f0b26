import type { ReadingBatch } from '../protocol/reading.ts'
import { bitOf, origins, qualities } from '../protocol/reading.ts'
import type { DeviceEntry, PointEntry, Register } from '../register.ts'
import type { Alarm, DeviceType } from '../subsystem.ts'
import type { CompiledAlarm, CompiledAlarms, Watch } from './compile-alarms.ts'
import { compileAlarms } from './compile-alarms.ts'
import { pointsOf } from './compile-condition.ts'
import type { AlarmMemory, AlarmOutcome, EvaluatedReading } from './evaluate-alarm.ts'
import { evaluateReading, evaluateTick, freshMemory, outcomeBetween } from './evaluate-alarm.ts'
import type { SavedEvaluation } from './saved-evaluation.ts'

/** Something happened to one (device, alarm). Times are ms since 1970. */
export type FoundOutcome = {
  readonly kind: Exclude<AlarmOutcome, 'none'>
  readonly device: DeviceEntry
  readonly alarm: string
  readonly declared: Alarm
  /** By the server's clock: receipt of the reading, or the tick. */
  readonly at: number
  readonly deviceTime: number
  /** How much later than the device's time it was received, 0 if not late. */
  readonly lateBy: number
  /** The stored value to show with it; null where none was ever heard. */
  readonly shown: { readonly point: PointEntry; readonly value: number; readonly text: string | null } | null
  /** Index into `origins`. */
  readonly origin: number
}

export type AlarmEvaluationOptions = {
  readonly register: Register
  /** Of the community's time zone; for conditions that hold at certain hours. */
  readonly utcOffsetMinutes: number
  /** Since when messages could have been heard at all: silence is counted from here at the earliest. */
  readonly listeningSince: number
  /** For the past, e.g. a back-fill: readings are judged as if each were received when it was made. */
  readonly isHistoric: boolean
}

type DeviceSlot = { readonly entry: DeviceEntry; heard: number; origin: number; readonly instances: Instance[] }
type Instance = { readonly device: DeviceSlot; readonly alarm: CompiledAlarm; memory: AlarmMemory }
type SeriesSlot = {
  readonly point: PointEntry
  readonly device: DeviceSlot
  readonly watches: readonly { readonly watch: Watch; readonly instance: Instance }[]
  newest: number
  value: number
  text: string | null
}

const bad = qualities.indexOf('bad')
const outOfRange = bitOf('outOfRange')
const lateAfterMs = 10 * 60_000

/**
 * Evaluates every declared alarm of one community over its readings, in the order of the journal. It holds state but no
 * clock: the same readings and ticks give the same outcomes. Throws BrokenCondition for a broken declaration.
 */
export class AlarmEvaluation {
  readonly #options: AlarmEvaluationOptions
  readonly #devices = new Map<string, DeviceSlot>()
  readonly #series: (SeriesSlot | undefined)[] = []
  readonly #timed: Instance[] = []
  readonly #waiting = new Set<Instance>()

  constructor(options: AlarmEvaluationOptions) {
    this.#options = options
    const compiled = new Map<DeviceType, CompiledAlarms>()
    for (const entry of options.register.devices.values()) {
      const alarms = compiled.get(entry.type) ?? compileAlarms(entry.type, options.utcOffsetMinutes)
      compiled.set(entry.type, alarms)
      this.#addDevice(entry, alarms)
    }
  }

  /** Takes a batch into account, in its order; gives back what was raised and cleared by it. */
  apply(batch: ReadingBatch): readonly FoundOutcome[] {
    const found: FoundOutcome[] = []
    for (let i = 0; i < batch.count; i += 1) {
      const slot = this.#series[batch.series[i] ?? -1]
      if (slot) this.#applyOne(slot, batch, i, found)
    }
    return found
  }

  /** Lets time pass up to `now` by the server's clock; once a second is enough. */
  tick(now: number): readonly FoundOutcome[] {
    const found: FoundOutcome[] = []
    for (const instance of this.#waiting) if (!instance.alarm.needsTick) this.#tickOne(instance, now, found)
    for (const instance of this.#timed) this.#tickOne(instance, now, found)
    return found
  }

  isActive(device: string, alarm: string): boolean {
    return this.#devices.get(device)?.instances.some((instance) => instance.alarm.id === alarm && instance.memory.active) ?? false
  }

  save(): SavedEvaluation {
    const saved: SavedEvaluation = { version: 1, heard: [], newest: [], memories: [] }
    for (const { entry, heard, origin, instances } of this.#devices.values()) {
      if (heard > 0) saved.heard.push([entry.id, heard, origin])
      for (const { alarm, memory } of instances)
        if (!isFresh(memory))
          saved.memories.push([entry.id, alarm.id, { ...memory, slots: [...memory.slots], span: memory.span && [memory.span[0], memory.span[1]] }])
    }
    for (const slot of this.#series)
      if (slot && slot.newest > Number.NEGATIVE_INFINITY) saved.newest.push([slot.device.entry.id, slot.point.id, slot.newest, slot.value, slot.text])
    return saved
  }

  /**
   * Takes over what was saved. An alarm whose condition was rewritten since stays as it was shown and is judged anew by
   * the next reading; those that are declared no more are given back, to be closed.
   */
  restore(saved: SavedEvaluation): readonly { readonly device: string; readonly alarm: string }[] {
    for (const [id, heard, origin] of saved.heard) {
      const device = this.#devices.get(id)
      if (device) Object.assign(device, { heard, origin })
    }
    for (const [id, point, newest, value, text] of saved.newest) {
      const slot = this.#slotOf(this.#devices.get(id), point)
      if (slot) Object.assign(slot, { newest, value, text })
    }
    const removed: { device: string; alarm: string }[] = []
    for (const [device, alarm, memory] of saved.memories) {
      const instance = this.#devices.get(device)?.instances.find((one) => one.alarm.id === alarm)
      if (!instance) {
        if (memory.active) removed.push({ device, alarm })
        continue
      }
      const { fresh } = instance.alarm.condition
      this.#keep(instance, memory.slots.length === fresh.length ? memory : { ...memory, since: null, slots: fresh })
    }
    return removed
  }

  #addDevice(entry: DeviceEntry, { alarms, byPoint }: CompiledAlarms): void {
    const device: DeviceSlot = { entry, heard: 0, origin: origins.indexOf('computed'), instances: [] }
    for (const alarm of alarms) {
      const instance: Instance = { device, alarm, memory: freshMemory(alarm) }
      device.instances.push(instance)
      if (alarm.needsTick) this.#timed.push(instance)
    }
    for (const point of entry.points.values()) {
      const watches = (byPoint.get(point.id) ?? []).flatMap((watch) => {
        const instance = device.instances[watch.alarm.index]
        return instance ? [{ watch, instance }] : []
      })
      this.#series[point.series] = { point, device, watches, newest: Number.NEGATIVE_INFINITY, value: 0, text: null }
    }
    this.#devices.set(entry.id, device)
  }

  #applyOne(slot: SeriesSlot, batch: ReadingBatch, i: number, found: FoundOutcome[]): void {
    const { device } = slot
    const time = batch.time[i] ?? 0
    const value = batch.value[i] ?? Number.NaN
    const received = this.#options.isHistoric ? time : batch.received
    const isNewest = time > slot.newest
    const isUsable = Number.isFinite(value) && batch.quality[i] !== bad && ((batch.flags[i] ?? 0) & outOfRange) === 0
    if (received >= device.heard) {
      device.heard = received
      device.origin = batch.origin[i] ?? device.origin
    }
    if (isNewest && isUsable) {
      slot.newest = time
      slot.value = value
      slot.text = batch.text?.[i] ?? null
    }
    if (slot.watches.length === 0) return
    const reading: EvaluatedReading = { time, received, value, isLate: received - time > lateAfterMs, isUsable, isNewest }
    for (const { watch, instance } of slot.watches) {
      const before = instance.memory
      const after = evaluateReading(watch, before, reading)
      if (after === before) continue
      this.#keep(instance, after)
      const kind = outcomeBetween(before, after)
      if (kind !== 'none')
        found.push({
          ...whatHappened(instance, kind),
          at: received,
          deviceTime: time,
          lateBy: reading.isLate ? received - time : 0,
          shown: { point: slot.point, value, text: batch.text?.[i] ?? null },
        })
    }
  }

  #tickOne(instance: Instance, now: number, found: FoundOutcome[]): void {
    const { device, alarm, memory: before } = instance
    // A server that was away has heard nobody: that makes no silence, but it does not end one either.
    const lastHeard = before.active ? device.heard : Math.max(device.heard, this.#options.listeningSince)
    const after = evaluateTick(alarm, before, now, lastHeard)
    if (after === before) return
    this.#keep(instance, after)
    const kind = outcomeBetween(before, after)
    if (kind !== 'none') found.push({ ...whatHappened(instance, kind), at: now, deviceTime: now, lateBy: 0, shown: this.#shownOf(instance) })
  }

  #keep(instance: Instance, memory: AlarmMemory): void {
    instance.memory = memory
    if (memory.since === null) this.#waiting.delete(instance)
    else this.#waiting.add(instance)
  }

  #slotOf(device: DeviceSlot | undefined, point: string): SeriesSlot | undefined {
    const series = device?.entry.points.get(point)?.series
    return series === undefined ? undefined : this.#series[series]
  }

  #shownOf({ device, alarm }: Instance): FoundOutcome['shown'] {
    const slot = this.#slotOf(device, pointsOf(alarm.declared.when)[0] ?? '')
    return slot && slot.newest > Number.NEGATIVE_INFINITY ? { point: slot.point, value: slot.value, text: slot.text } : null
  }
}

const isFresh = ({ active, since, span, slots }: AlarmMemory): boolean => !active && since === null && span === null && slots.every((slot) => slot === 0)

const whatHappened = ({ device, alarm }: Instance, kind: FoundOutcome['kind']) => ({
  kind,
  device: device.entry,
  alarm: alarm.id,
  declared: alarm.declared,
  origin: device.origin,
})
