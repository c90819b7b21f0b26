import { dayMs, hourMs } from '../calendar.ts'
import { bell, chance, hashOf } from '../random.ts'
import type { World } from '../world.ts'

export type Vehicle = { readonly plate: string; readonly kind: 'car' | 'ev' | 'van' }
/** A stay in a bay: from ≤ t < to, ms since 1970. */
export type Stay = { readonly from: number; readonly to: number; readonly vehicle: Vehicle }

/** A made-up plate: no real series has the letters I or O, and these all begin with the test letter Z. */
export function plateOf(seed: number): Vehicle {
  const isElectric = chance(seed, 1) < 0.27
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
  const tail = Array.from({ length: isElectric ? 5 : 4 }, (_, index) => letters[Math.floor(chance(seed, 2, index) * letters.length)]).join('')
  return { plate: `京Z${isElectric ? 'D' : ''}${tail}`, kind: isElectric ? 'ev' : chance(seed, 3) < 0.08 ? 'van' : 'car' }
}

/** Who stands in a bay on a local day, in order. A resident's car leaves in the morning and is back in the evening; in the hours between a visitor may use the bay. */
export function staysOf(bay: string, day: number, world: World): readonly Stay[] {
  const seed = hashOf(bay, world.seed)
  const { calendar } = world
  const start = calendar.startOf(day)
  const end = start + dayMs
  const resident = plateOf(seed)
  const isLet = chance(seed, 4) < 0.88
  const leaves = chance(seed, day, 5) < (calendar.isWeekend(day) ? 0.4 : 0.68)
  const at = (hour: number) => start + Math.floor((hour * hourMs) / 1000) * 1000
  const stays: Stay[] = []
  if (!isLet) {
    const visits = Math.floor(chance(seed, day, 6) * 4)
    let from = 8 + 2 * chance(seed, day, 7)
    for (let visit = 0; visit < visits && from < 22; visit += 1) {
      const to = Math.min(23.5, from + 0.4 + 3 * chance(seed, day, 8 + visit))
      stays.push({ from: at(from), to: at(to), vehicle: plateOf(hashOf(`${bay}:${day}:${visit}`, world.seed)) })
      from = to + 0.3 + 2 * chance(seed, day, 18 + visit)
    }
    return stays
  }
  if (!leaves) return [{ from: start, to: end, vehicle: resident }]
  const away = calendar.isWeekend(day) ? 10 + 1.5 * bell(seed, day, 9) : 7.6 + 0.6 * bell(seed, day, 9)
  const back = Math.min(23.6, Math.max(away + 0.8, calendar.isWeekend(day) ? 16.5 + 2 * bell(seed, day, 10) : 18.4 + 1.3 * bell(seed, day, 10)))
  stays.push({ from: start, to: at(away), vehicle: resident })
  if (chance(seed, day, 11) < 0.2 && back - away > 5)
    stays.push({ from: at(away + 1.5), to: at(away + 3.5), vehicle: plateOf(hashOf(`${bay}:${day}:guest`, world.seed)) })
  stays.push({ from: at(back), to: end, vehicle: resident })
  return stays
}

/** The stay that holds at a moment, if any. */
export const stayAt = (bay: string, time: number, world: World): Stay | undefined =>
  staysOf(bay, world.calendar.dayOf(time), world).find((stay) => stay.from <= time && time < stay.to)
