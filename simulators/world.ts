import type { Register } from '../models/register.ts'
import type { Calendar } from './calendar.ts'
import { createCalendar, zoneOffset } from './calendar.ts'
import type { Drivers } from './drivers.ts'
import { createDrivers } from './drivers.ts'

/** Everything a simulated device may know: the seed, the calendar, the weather and people's day, and its neighbours. */
export type World = {
  readonly seed: number
  readonly register: Register
  readonly calendar: Calendar
  readonly drivers: Drivers
  /** Shared between the devices of a behaviour, e.g. the household of a home; made once per key. */
  share<T>(key: string, make: () => T): T
}

export function createWorld(register: Register, seed: number, now: number): World {
  const { community } = register
  const calendar = createCalendar(zoneOffset(community.timeZone, now))
  const shared = new Map<string, unknown>()
  const drivers = createDrivers(seed, calendar, community.origin)
  return {
    seed,
    register,
    calendar,
    drivers: remembered(drivers),
    share<T>(key: string, make: () => T): T {
      if (!shared.has(key)) shared.set(key, make())
      return shared.get(key) as T
    },
  }
}

/** Thousands of devices ask for the same moment: drivers are computed once per whole minute. */
function remembered(drivers: Drivers): Drivers {
  const known = new Map<string, Map<number, number>>()
  return (driver, time) => {
    const minute = Math.floor(time / 60_000)
    let values = known.get(driver)
    if (!values || values.size > 5000) {
      values = new Map()
      known.set(driver, values)
    }
    let value = values.get(minute)
    if (value === undefined) {
      value = drivers(driver, minute * 60_000)
      values.set(minute, value)
    }
    return value
  }
}
