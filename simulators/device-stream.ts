import type { PointValue } from '../models/protocol/reading.ts'
import type { DeviceEntry } from '../models/register.ts'
import type { EventPoint } from '../models/subsystem.ts'
import { behaviours } from './behaviours/index.ts'
import { hourly, hourMs } from './calendar.ts'
import { chance, hashOf } from './random.ts'
import type { Sample } from './usual-signal.ts'
import { usualSignal } from './usual-signal.ts'
import type { World } from './world.ts'

export type Emission = { readonly device: string; readonly point: string; readonly value: PointValue; readonly time: number }
export type Change = { readonly point: string; readonly value: PointValue; readonly time: number }

/** What a behaviour says beyond the declared typical day: points as functions of time, and changes reported the moment they happen. */
export type Signal = { readonly samples?: Readonly<Record<string, Sample>>; readonly changes?: (from: number, to: number) => readonly Change[] }
export type Behaviour = (device: DeviceEntry, world: World) => Signal

/** Points of a device, by id. */
export type Known = { has(point: string): boolean }

/**
 * All that one device reports with from ≤ time < to, in no order. `thin` stretches the periodic reports (back-fill), changes are always told;
 * the periodic reports of `known` points are left out.
 */
export type DeviceStream = (from: number, to: number, thin: number, known?: Known) => readonly Emission[]

/** The device's words as a pure function of seed and time: the same span asked twice gives the same readings. */
export function createDeviceStream(device: DeviceEntry, world: World): DeviceStream {
  const seed = hashOf(device.id, world.seed)
  const signal = behaviours[device.typeId]?.(device, world) ?? {}
  const periodic: { id: string; everyMs: number; sample: Sample }[] = []
  const eventful: ((from: number, to: number) => Change[])[] = []
  for (const [id, entry] of device.points) {
    const { point } = entry
    const sample = signal.samples?.[id] ?? usualSignal(point, hashOf(id, seed), world)
    if (sample) periodic.push({ id, everyMs: point.everySeconds * 1000, sample })
    else if (point.kind === 'event' && !signal.changes) eventful.push(usualEvents(id, point, hashOf(id, seed), world))
  }
  return (from, to, thin, known) => {
    const out: Emission[] = []
    for (const { id, everyMs, sample } of periodic) {
      if (known?.has(id)) continue
      const every = everyMs * thin
      // One phase a device, so that what it reports together comes together; whole seconds, as such devices keep time.
      const phase = Math.floor(chance(seed, 3) * every)
      for (let at = Math.ceil((from - phase) / every) * every + phase; at < to; at += every) {
        if (isDropped(seed, at)) continue
        out.push({ device: device.id, point: id, value: sample(at), time: at })
      }
    }
    for (const draw of eventful) for (const change of draw(from, to)) out.push({ device: device.id, ...change })
    for (const change of signal.changes?.(from, to) ?? []) out.push({ device: device.id, ...change })
    return out
  }
}

/** Radio is not perfect: one report in 500 never arrives, and one device in 900 is out of reach for a whole quarter of a day. */
function isDropped(seed: number, time: number): boolean {
  const quarter = Math.floor(time / (6 * hourMs))
  return chance(seed, 17, quarter) < 1 / 900 || chance(seed, 19, Math.floor(time / 1000)) < 1 / 500
}

/** Events by their declared rate, drawn per quarter of an hour so that any span can be asked. */
function usualEvents(id: string, point: EventPoint, seed: number, world: World): (from: number, to: number) => Change[] {
  const slotMs = 900_000
  const codes = Object.keys(point.events)
  const weights = codes.map((code) => point.usual.weights?.[code] ?? (point.usual.weights ? 0 : 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const pick = (draw: number): string => {
    let rest = draw * sum
    for (const [index, code] of codes.entries()) {
      rest -= weights[index] ?? 0
      if (rest < 0) return code
    }
    return codes[0] ?? ''
  }
  return (from, to) => {
    const found: Change[] = []
    for (let slot = Math.floor(from / slotMs); slot * slotMs < to; slot += 1) {
      const mean = hourly(point.usual.perHour, world.calendar.hourOf(slot * slotMs)) * (slotMs / hourMs)
      const count = Math.floor(mean) + (chance(seed, slot, 1) < mean - Math.floor(mean) ? 1 : 0)
      for (let each = 0; each < count; each += 1) {
        const time = Math.floor(slot * slotMs + chance(seed, slot, 10 + each) * slotMs)
        if (time >= from && time < to) found.push({ point: id, value: pick(chance(seed, slot, 5000 + each)), time })
      }
    }
    return found
  }
}
