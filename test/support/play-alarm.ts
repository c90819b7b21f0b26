import {
  badge,
  boolean,
  counter,
  device,
  event,
  location,
  minutes,
  mostlyFirst,
  number,
  perHour,
  share,
  state,
  steady,
  text,
} from '../../models/declare/index.ts'
import { compileAlarms } from '../../models/engines/compile-alarms.ts'
import type { AlarmMemory, AlarmOutcome } from '../../models/engines/evaluate-alarm.ts'
import { evaluateReading, evaluateTick, freshMemory, outcomeBetween } from '../../models/engines/evaluate-alarm.ts'
import { encodeValue } from '../../models/protocol/value.ts'
import type { Alarm, DeviceType } from '../../models/subsystem.ts'

const word = text('词', 'word')
export const words = { name: word, cause: word, consequence: word, response: word }

/** A device with one point of each kind that conditions can test. */
export function toyDevice(alarms: Readonly<Record<string, Alarm>>): DeviceType {
  return device({
    name: text('玩具', 'Toy'),
    source: 'test',
    points: {
      level: number({ name: word, unit: '%', range: [0, 100], resolution: 0.1, every: minutes(1), usual: steady(10, 1) }),
      total: counter({ name: word, unit: 'L', range: [0, 1000], resolution: 1, every: minutes(1), usual: steady(1, 0) }),
      present: boolean({ name: word, every: minutes(1), labels: { true: word, false: word }, usual: share(0) }),
      door: state({ name: word, every: minutes(1), states: { closed: word, open: word, forced: word }, usual: mostlyFirst() }),
      place: location({ name: word, every: minutes(1), usual: { shape: 'place', wander: 0 } }),
      call: event({ name: word, every: minutes(1), events: { test: word, pressed: word, ended: word }, usual: perHour(0) }),
    },
    alarms,
    whenSilent: { class: 'low', consequence: word, response: word },
    mount: { on: 'wall', heightMeters: 1 },
    shows: badge('x'),
    headline: ['level'],
  })
}

/** Half a year after 1970 00:00 UTC would do; a real day reads better. 2026-03-02 00:00 in China. */
export const midnight = Date.UTC(2026, 2, 1, 16)

export type Step = { readonly at: number; readonly outcome: AlarmOutcome }

/** Plays readings and ticks through one alarm; times are seconds after `midnight`. */
export function playAlarm(alarm: Alarm) {
  const type = toyDevice({ alarm })
  const { alarms, byPoint } = compileAlarms(type, 480)
  const compiled = alarms.find(({ id }) => id === 'alarm')
  if (!compiled) throw new Error('the toy lost its alarm')
  let memory = freshMemory(compiled)
  let heard = midnight
  const newest = new Map<string, number>()
  const outcomes: Step[] = []
  const keep = (after: AlarmMemory, at: number): void => {
    const outcome = outcomeBetween(memory, after)
    memory = after
    if (outcome !== 'none') outcomes.push({ at, outcome })
  }
  return {
    outcomes,
    get memory() {
      return memory
    },
    /** As after a restart from a checkpoint. */
    restart: () => {
      memory = JSON.parse(JSON.stringify(memory))
    },
    read: (at: number, point: string, value: unknown, { receivedAt = at, isUsable = true }: { receivedAt?: number; isUsable?: boolean } = {}) => {
      const declared = type.points[point]
      const encoded = declared ? encodeValue(declared, value) : undefined
      const time = midnight + at * 1000
      const received = midnight + receivedAt * 1000
      const isNewest = time > (newest.get(point) ?? Number.NEGATIVE_INFINITY)
      if (isNewest && isUsable) newest.set(point, time)
      heard = Math.max(heard, received)
      const reading = {
        time,
        received,
        value: encoded?.ok ? encoded.value : Number.NaN,
        isLate: received - time > 600_000,
        isUsable: isUsable && encoded?.ok === true,
        isNewest,
      }
      for (const watch of byPoint.get(point) ?? []) if (watch.alarm === compiled) keep(evaluateReading(watch, memory, reading), receivedAt)
    },
    tick: (at: number) => keep(evaluateTick(compiled, memory, midnight + at * 1000, heard), at),
    ticks: (from: number, to: number, every = 1) => {
      for (let at = from; at <= to; at += every) keep(evaluateTick(compiled, memory, midnight + at * 1000, heard), at)
    },
  }
}
