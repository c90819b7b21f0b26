import { codesOf } from '../protocol/value.ts'
import type { Condition, Point } from '../subsystem.ts'

/** What evaluation remembers of a condition, as plain numbers: one per limit or state, one per event, three per trend. */
export type Slots = readonly number[]
export type UsableReading = {
  /** The device's time, ms since 1970; the time of receipt where the device's clock is not to be trusted. */
  readonly time: number
  readonly received: number
  /** As stored in `ReadingBatch`: booleans as 0 and 1, states and events by the index of their code. */
  readonly value: number
  readonly isLate: boolean
}
/** `time` in ms since 1970; `silentForMs`: how long nothing was heard from the device. */
type Truth = (slots: Slots, time: number, silentForMs: number) => boolean
type Update = (slots: Slots, reading: UsableReading) => Slots
export type Leaf = { readonly point: string; readonly update: Update }
export type CompiledCondition = {
  readonly fresh: Slots
  readonly leaves: readonly Leaf[]
  readonly isTrue: Truth
  /** True where the passing of time alone can change it. */
  readonly dependsOnTime: boolean
  /** Slots that hold the end of an event's hold. */
  readonly eventSlots: readonly number[]
}

/** A trend is measured between readings at least this far apart. */
const trendSpanMs = 20_000
const hourMs = 3_600_000

/** A definition names a point or code that its device does not have. */
export class BrokenCondition extends Error {
  readonly code = 'broken_condition'
}

/** Makes a declared condition ready to run. `utcOffsetMinutes` is that of the community's time zone. Throws BrokenCondition. */
export function compileCondition(condition: Condition, points: Readonly<Record<string, Point>>, utcOffsetMinutes: number): CompiledCondition {
  const fresh: number[] = []
  const leaves: Leaf[] = []
  const eventSlots: number[] = []
  let dependsOnTime = false
  const reserve = (count: number): number => {
    const first = fresh.length
    for (let i = 0; i < count; i += 1) fresh.push(0)
    return first
  }

  const compile = (part: Condition): Truth => {
    switch (part.test) {
      case 'above':
      case 'below': {
        const slot = reserve(1)
        leaves.push({ point: numeric(part.point, points), update: limitOf(slot, part) })
        return (slots) => slots[slot] === 1
      }
      case 'rising':
      case 'falling': {
        const slot = reserve(3)
        leaves.push({ point: numeric(part.point, points), update: trendOf(slot, part.test === 'rising' ? 1 : -1, part.perMinute) })
        return (slots) => slots[slot] === 1
      }
      case 'is': {
        const slot = reserve(1)
        const wanted = storedValue(part.point, part.value, points)
        leaves.push({ point: part.point, update: (slots, { value }) => put(slots, slot, value === wanted ? 1 : 0) })
        return (slots) => slots[slot] === 1
      }
      case 'event': {
        const slot = reserve(1)
        const code = storedValue(part.point, part.code, points)
        const end = part.endedBy === undefined ? -1 : storedValue(part.point, part.endedBy, points)
        leaves.push({ point: part.point, update: eventOf(slot, code, end, part.holdSeconds * 1000) })
        eventSlots.push(slot)
        dependsOnTime = true
        return (slots, time) => time < (slots[slot] ?? 0)
      }
      case 'silent': {
        dependsOnTime = true
        const limitMs = part.seconds * 1000
        return (_slots, _time, silentForMs) => silentForMs >= limitMs
      }
      case 'hours': {
        dependsOnTime = true
        return (_slots, time) => isBetween(part.from, part.to, hourOfDay(time, utcOffsetMinutes))
      }
      case 'all': {
        const parts = part.of.map(compile)
        return (slots, time, silentForMs) => parts.every((holds) => holds(slots, time, silentForMs))
      }
      case 'any': {
        const parts = part.of.map(compile)
        return (slots, time, silentForMs) => parts.some((holds) => holds(slots, time, silentForMs))
      }
    }
  }

  const isTrue = compile(condition)
  return { fresh, leaves, isTrue, dependsOnTime, eventSlots }
}

/** Every point a condition looks at, the first being the one whose value is shown. */
export function pointsOf(condition: Condition): readonly string[] {
  if (condition.test === 'all' || condition.test === 'any') return [...new Set(condition.of.flatMap(pointsOf))]
  return 'point' in condition ? [condition.point] : []
}

function limitOf(slot: number, { test, limit, deadband }: { readonly test: 'above' | 'below'; readonly limit: number; readonly deadband: number }): Update {
  return test === 'above'
    ? (slots, { value }) => put(slots, slot, value > (slots[slot] === 1 ? limit - deadband : limit) ? 1 : 0)
    : (slots, { value }) => put(slots, slot, value < (slots[slot] === 1 ? limit + deadband : limit) ? 1 : 0)
}

/** Slots: whether it holds, and time and value of the reading it was last measured from. */
function trendOf(slot: number, sign: 1 | -1, perMinute: number): Update {
  return (slots, { time, value }) => {
    const [before = 0, from = 0] = slots.slice(slot + 1, slot + 3)
    if (before !== 0 && time - before < trendSpanMs) return slots
    const slope = before === 0 ? 0 : ((value - from) * sign * 60_000) / (time - before)
    const next = [...slots]
    next.splice(slot, 3, slope > perMinute ? 1 : 0, time, value)
    return next
  }
}

/** Slot: until when it holds. A clock that runs a little behind must not shorten the hold, so it counts from receipt; a late event from when it happened. */
function eventOf(slot: number, code: number, end: number, holdMs: number): Update {
  return (slots, { value, time, received, isLate }) => {
    if (value === code) return put(slots, slot, (isLate ? time : received) + holdMs)
    return value === end ? put(slots, slot, 0) : slots
  }
}

function put(slots: Slots, slot: number, value: number): Slots {
  return slots[slot] === value ? slots : slots.with(slot, value)
}

function numeric(id: string, points: Readonly<Record<string, Point>>): string {
  const kind = points[id]?.kind
  if (kind !== 'number' && kind !== 'counter') throw new BrokenCondition(`a limit or trend needs a number, but '${id}' is ${kind ?? 'not declared'}`)
  return id
}

function storedValue(id: string, wanted: boolean | string, points: Readonly<Record<string, Point>>): number {
  const point = points[id]
  if (point?.kind === 'boolean' && typeof wanted === 'boolean') return wanted ? 1 : 0
  const index = point?.kind === 'state' || point?.kind === 'event' ? codesOf(point).indexOf(String(wanted)) : -1
  if (index < 0) throw new BrokenCondition(`'${id}' cannot be '${wanted}'`)
  return index
}

function hourOfDay(time: number, utcOffsetMinutes: number): number {
  const hours = (time + utcOffsetMinutes * 60_000) / hourMs
  return hours - Math.floor(hours / 24) * 24
}

const isBetween = (from: number, to: number, hour: number): boolean => (from <= to ? hour >= from && hour < to : hour >= from || hour < to)
