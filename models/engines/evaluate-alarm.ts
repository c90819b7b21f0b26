import type { CompiledAlarm, Watch } from './compile-alarms.ts'
import type { Slots, UsableReading } from './compile-condition.ts'

/**
 * What is remembered of one (device, alarm): plain and small, so that it goes into a checkpoint as JSON.
 * It changes by replacement; the same object given back means that nothing happened.
 */
export type AlarmMemory = {
  readonly active: boolean
  /** Since when the condition differs from `active`, by the device's clock; null: it does not. */
  readonly since: number | null
  /** The same moment by the server's clock. */
  readonly sinceReceived: number
  readonly slots: Slots
  /** Device times of the newest excursion of a life-safety alarm, so that a straggler does not report it again. */
  readonly span: readonly [number, number] | null
}

export type EvaluatedReading = UsableReading & {
  /** False for a bad or out-of-range value: it neither raises nor clears. */
  readonly isUsable: boolean
  /** True where no later reading of this point was evaluated before. */
  readonly isNewest: boolean
}

/** `again`: an event that raised it came once more while it was active. `raiseAndClear`: a straggler tells of an excursion that is over. */
export type AlarmOutcome = 'none' | 'raise' | 'clear' | 'again' | 'raiseAndClear'

/** Stragglers this close to a known excursion belong to it. */
const sameExcursionMs = 10 * 60_000
/** Devices repeat an event until it is acknowledged; what comes again within this time is the same press of the button. */
const sameEventMs = 60_000

export const freshMemory = ({ condition }: CompiledAlarm): AlarmMemory => ({ active: false, since: null, sinceReceived: 0, slots: condition.fresh, span: null })

/**
 * Takes one reading into account. On- and off-delay run on the device's time here; without further readings
 * `evaluateTick` completes them. Late readings raise nothing but life-safety alarms (trust.md R10).
 */
export function evaluateReading({ alarm, leaves }: Watch, memory: AlarmMemory, reading: EvaluatedReading): AlarmMemory {
  if (!reading.isUsable) return memory
  if (!reading.isNewest) return alarm.isLifeSafety ? evaluateStraggler(alarm, memory, updated(leaves, memory.slots, reading), reading) : memory
  const slots = updated(leaves, memory.slots, reading)
  if (slots === memory.slots && memory.since === null && !alarm.needsTick) return memory
  const isTrue = alarm.condition.isTrue(slots, reading.time, 0)
  if (reading.isLate && isTrue && !memory.active && !alarm.isLifeSafety) return memory
  if (memory.active && isTrue && isRepeatedEvent(alarm, slots, memory, reading.time))
    return { ...memory, since: null, slots, span: [memory.span?.[0] ?? reading.time, reading.time] }
  return settle(alarm, memory, slots, isTrue, reading.time, reading.received, reading.time)
}

/**
 * Lets time pass: silence, the hour of the day, the end of an event's hold, and delays that no reading completes.
 * `now` and `lastHeard` (receipt of the device's newest message) are ms of the server's clock; missing data never clears.
 */
export function evaluateTick(alarm: CompiledAlarm, memory: AlarmMemory, now: number, lastHeard: number): AlarmMemory {
  if (memory.since === null && !alarm.needsTick) return memory
  const isTrue = alarm.condition.isTrue(memory.slots, now, now - lastHeard)
  return settle(alarm, memory, memory.slots, isTrue, memory.since === null ? now : memory.since + (now - memory.sinceReceived), now, now)
}

/** What happened between two memories of one alarm. */
export function outcomeBetween(before: AlarmMemory, after: AlarmMemory): AlarmOutcome {
  if (before === after) return 'none'
  if (before.active !== after.active) return after.active ? 'raise' : 'clear'
  if (before.span === after.span) return 'none'
  return after.active ? 'again' : 'raiseAndClear'
}

/** `elapsedAt` is compared with `since`, both by the same clock; `time` is when it happened. */
function settle(alarm: CompiledAlarm, memory: AlarmMemory, slots: Slots, isTrue: boolean, elapsedAt: number, received: number, time: number): AlarmMemory {
  if (isTrue === memory.active) return slots === memory.slots && memory.since === null ? memory : { ...memory, since: null, slots }
  const since = memory.since ?? elapsedAt
  const delay = isTrue ? alarm.onDelayMs : alarm.offDelayMs
  if (elapsedAt - since < delay) {
    const sinceReceived = memory.since === null ? received : memory.sinceReceived
    return memory.since !== null && slots === memory.slots ? memory : { ...memory, since, sinceReceived, slots }
  }
  const span = alarm.isLifeSafety ? ([isTrue ? time : (memory.span?.[0] ?? time), time] as const) : memory.span
  return { active: isTrue, since: null, sinceReceived: 0, slots, span }
}

/** A reading older than what is known says nothing about now, but a fire or call it tells of must not be lost. */
function evaluateStraggler(alarm: CompiledAlarm, memory: AlarmMemory, slots: Slots, { time }: EvaluatedReading): AlarmMemory {
  if (memory.active || slots === memory.slots || !alarm.condition.isTrue(slots, time, 0)) return memory
  const { span } = memory
  if (span && time >= span[0] - sameExcursionMs && time <= span[1] + sameExcursionMs) return memory
  return { ...memory, span: [time, time] }
}

function updated(leaves: Watch['leaves'], before: Slots, reading: EvaluatedReading): Slots {
  let slots = before
  for (const leaf of leaves) slots = leaf.update(slots, reading)
  return slots
}

/** Only events move a slot on while it holds: their slot is the end of the hold. */
const isRepeatedEvent = ({ isLifeSafety, condition }: CompiledAlarm, after: Slots, { slots: before, span }: AlarmMemory, time: number): boolean =>
  isLifeSafety && time - (span?.[1] ?? 0) >= sameEventMs && condition.eventSlots.some((slot) => (after[slot] ?? 0) > (before[slot] ?? 0))
