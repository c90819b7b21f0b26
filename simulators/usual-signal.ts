import type { PointValue } from '../models/protocol/reading.ts'
import type { Point, Usual } from '../models/subsystem.ts'
import { dayMs, hourly, hourMs } from './calendar.ts'
import { bell, chance, wander } from './random.ts'
import type { World } from './world.ts'

/** A point's value as a pure function of time; `seed` tells device and point apart. */
export type Sample = (time: number) => PointValue

/** The typical day that a point declares, as a signal: what every device does for which no behaviour says more. */
export function usualSignal(point: Point, seed: number, world: World): Sample | null {
  switch (point.kind) {
    case 'number': {
      const level = levelOf(point.usual, seed, world)
      const [low, high] = point.range
      return (time) => round(Math.min(high, Math.max(low, level(time))), point.resolution)
    }
    case 'counter': {
      const total = totalOf(point.usual, seed, world)
      const size = point.range[1]
      // Installed up to two years before the count of this world begins.
      const start = chance(seed, 11) * 2 * total(Date.UTC(2026, 0, 1))
      return (time) => round((start + total(time)) % size, point.resolution)
    }
    case 'boolean': {
      const { hours } = point.usual
      return (time) => chance(seed, Math.floor(time / 600_000)) < hourly(hours, world.calendar.hourOf(time))
    }
    case 'state': {
      const states = Object.keys(point.states)
      const [normal = ''] = states
      return (time) => {
        let draw = chance(seed, Math.floor(time / (6 * hourMs)))
        for (const [state, share] of Object.entries(point.usual.share)) {
          if (draw < share) return state
          draw -= share
        }
        return normal
      }
    }
    case 'location':
    case 'event':
      return null
  }
}

/** A numeric usual at a moment: the declared level, a device's own bias, and slow noise. */
export function levelOf(usual: Usual, seed: number, world: World): (time: number) => number {
  const bias = bell(seed, 1) * 0.7
  const noise = (time: number) => (bias + 0.7 * wander(seed, time, 40 * 60_000)) * usual.spread
  switch (usual.shape) {
    case 'steady':
      return (time) => usual.value + noise(time)
    case 'daily':
      return (time) => {
        const hours = usual.weekend && world.calendar.isWeekend(world.calendar.dayOf(time)) ? usual.weekend : usual.hours
        return hourly(hours, world.calendar.hourOf(time)) + noise(time)
      }
    case 'driven':
      return (time) => usual.offset + usual.scale * world.drivers(usual.by, time) + noise(time)
  }
}

/** Increase of a counter since 2025, from its declared rate per hour: whole days are summed once for all devices, the rest by the hour. */
function totalOf(usual: Usual, seed: number, world: World): (time: number) => number {
  const own = Math.max(0.2, 1 + 0.35 * bell(seed, 2))
  const { calendar } = world
  const first = Math.floor(Date.UTC(2025, 0, 1) / dayMs)
  const rate = (time: number): number => {
    if (usual.shape === 'steady') return usual.value
    if (usual.shape === 'driven') return Math.max(0, usual.offset + usual.scale * world.drivers(usual.by, time))
    const hours = usual.weekend && calendar.isWeekend(calendar.dayOf(time)) ? usual.weekend : usual.hours
    return hourly(hours, calendar.hourOf(time))
  }
  const sums = world.share(`total:${JSON.stringify(usual)}`, () => ({ days: [0], hours: new Map<number, number>() }))
  const untilDay = (day: number): number => {
    for (let at = sums.days.length; at <= day - first; at += 1) {
      let sum = sums.days[at - 1] ?? 0
      for (let hour = 0; hour < 24; hour += 1) sum += rate(calendar.startOf(first + at - 1) + (hour + 0.5) * hourMs)
      sums.days.push(sum)
    }
    return sums.days[day - first] ?? 0
  }
  return (time) => {
    const day = calendar.dayOf(time)
    const hour = calendar.hourOf(time)
    const whole = Math.floor(hour)
    const key = day * 24 + whole
    let sum = sums.hours.get(key)
    if (sum === undefined) {
      sum = untilDay(day)
      for (let each = 0; each < whole; each += 1) sum += rate(calendar.startOf(day) + (each + 0.5) * hourMs)
      sums.hours.set(key, sum)
    }
    return own * (sum + rate(calendar.startOf(day) + (whole + 0.5) * hourMs) * (hour - whole))
  }
}

const round = (value: number, resolution: number): number => Number((Math.round(value / resolution) * resolution).toFixed(6))
