import { solarPosition } from '../models/engines/sun/solar-position.ts'
import type { Driver } from '../models/subsystem.ts'
import type { Calendar } from './calendar.ts'
import { dayMs, hourly, hourMs } from './calendar.ts'
import { chance, wander } from './random.ts'

/** What moves the whole community together at a moment: weather, light, people's day. */
export type Drivers = (driver: Driver, time: number) => number

// Shares by hour of the day, read off published household time-use and traffic counts by eye: shapes, not statistics.
const atHome = [0.96, 0.97, 0.97, 0.97, 0.97, 0.96, 0.93, 0.8, 0.58, 0.45, 0.42, 0.45, 0.52, 0.46, 0.42, 0.42, 0.48, 0.6, 0.75, 0.85, 0.9, 0.93, 0.95, 0.96]
const atHomeWeekend = [
  0.95, 0.96, 0.96, 0.96, 0.96, 0.95, 0.93, 0.9, 0.82, 0.72, 0.66, 0.68, 0.74, 0.68, 0.6, 0.58, 0.62, 0.72, 0.8, 0.84, 0.88, 0.91, 0.93, 0.95,
]
const awake = [0.12, 0.07, 0.05, 0.05, 0.06, 0.15, 0.42, 0.72, 0.66, 0.5, 0.48, 0.66, 0.68, 0.46, 0.42, 0.46, 0.58, 0.78, 0.95, 1, 0.98, 0.86, 0.58, 0.28]
const onTheRoad = [0.08, 0.05, 0.04, 0.04, 0.06, 0.18, 0.48, 0.95, 1, 0.7, 0.55, 0.56, 0.55, 0.52, 0.54, 0.6, 0.74, 0.96, 1, 0.8, 0.6, 0.45, 0.3, 0.16]

/** Mean outdoor temperature of a Beijing day, °C, from monthly means. */
function seasonal(dayOfYear: number): number {
  return 12.9 - 15.6 * Math.cos(((dayOfYear - 15) / 365.25) * 2 * Math.PI)
}

export function createDrivers(seed: number, calendar: Calendar, place: { readonly longitude: number; readonly latitude: number }): Drivers {
  const weather = (channel: number, time: number, periodMs: number) => wander(seed + channel, time, periodMs)
  const rain = (time: number) => {
    const day = calendar.dayOf(time)
    const wet = 0.06 + 0.24 * Math.max(0, Math.cos(((calendar.dayOfYear(day) - 200) / 365.25) * 2 * Math.PI))
    const block = Math.floor(time / (3 * hourMs))
    if (chance(seed + 7, block) > wet) return 0
    return 6 * chance(seed + 8, block) ** 2 * Math.sin(((time / (3 * hourMs)) % 1) * Math.PI)
  }
  const outdoor = (time: number) => {
    const day = calendar.dayOf(time)
    const hour = calendar.hourOf(time)
    return seasonal(calendar.dayOfYear(day)) + 5.2 * Math.sin(((hour - 9) / 24) * 2 * Math.PI) + 3 * weather(1, time, 2.5 * dayMs) - Math.min(3, rain(time))
  }
  const isHeatingSeason = (time: number) => {
    const day = calendar.dayOfYear(calendar.dayOf(time))
    // Beijing heats from 15 November to 15 March.
    return day >= 318 || day < 74
  }
  const sunAltitude = createSunAltitude(place)
  const weekday = (time: number, hours: readonly number[], weekend: readonly number[]) =>
    hourly(calendar.isWeekend(calendar.dayOf(time)) ? weekend : hours, calendar.hourOf(time))

  return (driver, time) => {
    switch (driver) {
      case 'outdoorTemperature':
        return outdoor(time)
      case 'indoorTemperature':
        return isHeatingSeason(time) ? 21 + 0.08 * outdoor(time) : Math.min(29, Math.max(19, 16 + 0.45 * outdoor(time)))
      case 'humidity':
        return Math.min(
          97,
          Math.max(14, 48 + 14 * weather(2, time, 1.7 * dayMs) + (rain(time) > 0 ? 28 : 0) - 9 * Math.sin(((calendar.hourOf(time) - 9) / 24) * 2 * Math.PI)),
        )
      case 'rain':
        return rain(time)
      case 'pm25':
        return Math.max(3, Math.exp(3.5 + 0.75 * weather(3, time, 1.9 * dayMs) + (isHeatingSeason(time) ? 0.25 : -0.2)) * (rain(time) > 0 ? 0.55 : 1))
      case 'noise':
        return 41 + 15 * hourly(onTheRoad, calendar.hourOf(time)) + 1.5 * weather(4, time, 0.4 * hourMs)
      case 'wind':
        return Math.max(0, 2.2 + 1.5 * weather(5, time, 5 * hourMs))
      case 'darkness': {
        // 1 below civil twilight, 0 from 4° above the horizon.
        return Math.min(1, Math.max(0, (4 - sunAltitude(time)) / 10))
      }
      case 'occupancy':
        return weekday(time, atHome, atHomeWeekend)
      case 'activity':
        return hourly(awake, calendar.hourOf(time))
      case 'traffic':
        return hourly(onTheRoad, calendar.hourOf(time)) * (calendar.isWeekend(calendar.dayOf(time)) ? 0.75 : 1)
      case 'heating':
        return isHeatingSeason(time) ? Math.min(1, Math.max(0.2, (18 - outdoor(time)) / 26)) : 0
    }
  }
}

const knotMs = 10 * 60_000

/** The sun's altitude in degrees, straight between knots of ten minutes (within 0.02°): asked for by every lamp at every report. */
function createSunAltitude(place: { readonly longitude: number; readonly latitude: number }): (time: number) => number {
  const knots = new Map<number, number>()
  const at = (knot: number): number => {
    const known = knots.get(knot)
    if (known !== undefined) return known
    const { altitude } = solarPosition(knot * knotMs, place)
    knots.set(knot, altitude)
    return altitude
  }
  return (time) => {
    const knot = Math.floor(time / knotMs)
    const share = time / knotMs - knot
    return at(knot) * (1 - share) + at(knot + 1) * share
  }
}
