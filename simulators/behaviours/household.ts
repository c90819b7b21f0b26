import { hourMs } from '../calendar.ts'
import { bell, chance, hashOf } from '../random.ts'
import type { World } from '../world.ts'

/** One thing that draws power or water for a while; times are ms since local midnight. */
type Use = { readonly from: number; readonly to: number; readonly kilowatts: number; readonly litresPerHour: number }

/** What a home uses, as functions of time. Totals are since 2025 and equal the integral of the rates day by day. */
export type Household = {
  kilowatts(time: number): number
  kilowattHours(time: number): number
  litresPerHour(time: number): number
  cubicMetres(time: number): number
  /** When a tap is opened or shut with from ≤ time < to, in order. */
  tapsTurned(from: number, to: number): readonly number[]
}

const hour = hourMs

/** One home's day: who lives there decides when lights, stove, taps and washing machine run; meters of the same home share it. */
export function householdOf(home: string, world: World): Household {
  return world.share(`household:${home}`, () => createHousehold(hashOf(home, world.seed), world))
}

function createHousehold(seed: number, world: World): Household {
  const isEmpty = chance(seed, 1) < 0.06
  const people = isEmpty ? 0 : 1 + Math.floor(chance(seed, 2) * 3.6)
  const isRetired = chance(seed, 3) < 0.4
  const standby = isEmpty ? 0.004 : 0.018 + 0.02 * chance(seed, 4)
  const rises = (isRetired ? 5.9 : 6.8) + 0.5 * bell(seed, 5)
  const sleeps = (isRetired ? 21.9 : 23) + 0.8 * bell(seed, 6)
  const days = new Map<number, readonly Use[]>()
  const usesOf = (day: number): readonly Use[] => {
    let uses = days.get(day)
    if (!uses) {
      if (days.size > 3) days.clear()
      uses = people === 0 ? [] : planDay({ seed, day, people, isRetired, rises, sleeps, world })
      days.set(day, uses)
    }
    return uses
  }
  const meter = createMeter(usesOf, standby, world)
  return {
    kilowatts: (time) => meter.rate(time, 'kilowatts'),
    litresPerHour: (time) => meter.rate(time, 'litresPerHour'),
    kilowattHours: (time) => meter.total(time, 'kilowatts'),
    cubicMetres: (time) => meter.total(time, 'litresPerHour') / 1000,
    tapsTurned: (from, to) => {
      const moments: number[] = []
      for (let day = world.calendar.dayOf(from); world.calendar.startOf(day) < to; day += 1)
        for (const use of usesOf(day))
          if (use.litresPerHour > 0)
            for (const within of [use.from, use.to]) {
              const time = Math.ceil(world.calendar.startOf(day) + within)
              if (time >= from && time < to) moments.push(time)
            }
      return moments.sort((a, b) => a - b)
    },
  }
}

type Flow = 'kilowatts' | 'litresPerHour'

/**
 * Rates and totals that agree, without walking through a year: each day is scaled to the home's typical day times the
 * season, so a total is typical day × summed season + the part of today. A pure function of time, whenever it is first asked.
 */
function createMeter(usesOf: (day: number) => readonly Use[], standby: number, world: World) {
  const { calendar } = world
  const base = { kilowatts: standby, litresPerHour: 0 }
  const partOf = (day: number, within: number, of: Flow) => {
    let sum = (base[of] * within) / hour
    for (const use of usesOf(day)) sum += (use[of] * Math.max(0, Math.min(use.to, within) - use.from)) / hour
    return sum
  }
  const dayTotals = new Map<string, number>()
  const wholeOf = (day: number, of: Flow) => {
    const key = `${of}${day}`
    let sum = dayTotals.get(key)
    if (sum === undefined) {
      if (dayTotals.size > 40) dayTotals.clear()
      sum = partOf(day, 24 * hour, of)
      dayTotals.set(key, sum)
    }
    return sum
  }
  const season = seasonOf(world)
  const typical = { kilowatts: wholeOf(season.first, 'kilowatts'), litresPerHour: wholeOf(season.first, 'litresPerHour') }
  const scaleOf = (day: number, of: Flow) => {
    const whole = wholeOf(day, of)
    return whole === 0 ? 0 : (typical[of] * season.factor(day, of)) / whole
  }
  return {
    rate: (time: number, of: Flow) => {
      const day = calendar.dayOf(time)
      const within = time - calendar.startOf(day)
      let sum = base[of]
      for (const use of usesOf(day)) if (use.from <= within && within < use.to) sum += use[of]
      return sum * scaleOf(day, of)
    },
    total: (time: number, of: Flow) => {
      const day = calendar.dayOf(time)
      return typical[of] * season.until(day, of) + partOf(day, time - calendar.startOf(day), of) * scaleOf(day, of)
    },
  }
}

/** How much more than on the first day of 2025 a day takes, and the sum of it: one list for all homes. */
function seasonOf(world: World) {
  const { calendar, drivers } = world
  const first = calendar.dayOf(Date.UTC(2025, 0, 1))
  const sums = world.share('season', () => [0])
  const factor = (day: number, of: Flow) => {
    if (of === 'litresPerHour') return 1
    const evening = calendar.startOf(day) + 20 * hour
    const outdoor = drivers('outdoorTemperature', evening)
    return 1 + Math.max(0, outdoor - 26) / 8 + (drivers('heating', evening) === 0 ? Math.max(0, 10 - outdoor) / 12 : 0)
  }
  return {
    first,
    factor,
    until: (day: number, of: Flow) => {
      if (of === 'litresPerHour') return day - first
      for (let at = sums.length; at <= day - first; at += 1) sums.push((sums[at - 1] ?? 0) + factor(first + at - 1, of))
      return sums[day - first] ?? 0
    },
  }
}

type Plan = {
  readonly seed: number
  readonly day: number
  readonly people: number
  readonly isRetired: boolean
  readonly rises: number
  readonly sleeps: number
  readonly world: World
}

function planDay({ seed, day, people, isRetired, rises, sleeps, world }: Plan): readonly Use[] {
  const { calendar, drivers } = world
  const jitter = (channel: number) => 0.35 * bell(seed, day, channel)
  const isFree = isRetired || calendar.isWeekend(day)
  const evening = calendar.startOf(day) + 20 * hour
  const uses: Use[] = []
  const use = (at: number, hours: number, kilowatts: number, litresPerHour = 0) => {
    const from = Math.max(0, at * hour)
    const to = Math.min(24 * hour, from + hours * hour)
    if (to > from) uses.push({ from, to, kilowatts, litresPerHour })
  }
  const up = rises + jitter(1)
  const down = Math.min(23.9, sleeps + jitter(2))
  const back = isFree ? 16.5 + jitter(3) : 17.8 + 0.7 * bell(seed, day, 3)
  // Lights: short in a winter's morning, from dusk or coming home to bed time.
  const dusk = duskHour(world, day)
  if (drivers('darkness', calendar.startOf(day) + up * hour) > 0.3) use(up, 0.8, 0.05 + 0.03 * people)
  use(Math.max(dusk, back), Math.max(0, down - Math.max(dusk, back)), 0.06 + 0.05 * chance(seed, 20) * people)
  // Television and computers.
  use(isFree ? Math.max(back, 15) : back + 0.7, Math.max(0.5, down - back - 1.2), 0.09 + 0.08 * chance(seed, 21))
  // Kitchen: rice cooker, hood, induction; taps with it.
  use(up + 0.2, 0.3, 0.9, 60 + 25 * people)
  if (isFree) use(11.3 + jitter(5), 0.6, 1.1 + 0.5 * chance(seed, 22), 90)
  use(back + 0.5 + 0.5 * chance(seed, day, 6), 0.7, 1.2 + 0.7 * chance(seed, 23), 110)
  // Bath: every person in the evening or morning; a boiler in six homes of ten.
  const boiler = chance(seed, 24) < 0.6 ? 1.6 : 0
  for (let person = 0; person < people; person += 1) {
    use(up + 0.15 * person, 0.12, 0, 140)
    if (chance(seed, day, 30 + person) < 0.6) use(down - 1.6 + 0.35 * person, 0.22, boiler, 420)
  }
  for (let visit = 0; visit < 4 * people; visit += 1) {
    const at = up + (down - up) * chance(seed, day, 40 + visit)
    if (isFree || at < up + 1.5 || at > back) use(at, 0.03, 0, 200)
  }
  if (chance(seed, day, 60) < 0.3) use(isFree ? 9 + 2 * chance(seed, day, 61) : back + 1, 0.9, 0.35, 55)
  // Air conditioning or an electric heater when it is hot or cold before the heating starts.
  const outdoor = drivers('outdoorTemperature', evening)
  const need = Math.max(0, outdoor - 27) / 6 + (drivers('heating', evening) === 0 ? Math.max(0, 9 - outdoor) / 8 : 0)
  if (need > 0.05) use(isFree ? 12 : back, Math.max(0.5, down - (isFree ? 12 : back)), Math.min(1.4, 0.8 * need) * (0.5 + chance(seed, 25)))
  return uses
}

function duskHour(world: World, day: number): number {
  return world.share(`dusk:${day}`, () => {
    for (let at = 15; at < 22; at += 0.1) if (world.drivers('darkness', world.calendar.startOf(day) + at * hour) > 0.35) return at
    return 19
  })
}
