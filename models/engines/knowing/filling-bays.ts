import type { PointEntry } from '../../register.ts'
import { type Fullness, forecastFullness, usualOf } from '../parking/forecast-fullness.ts'
import { bare, type Finding, medianOf } from './finding.ts'
import { valueIn } from './moment.ts'
import { dayMs, daysCompared, midnightOf, sevenOf } from './moments-needed.ts'
import type { Sources } from './sources.ts'

/** Full is what leaves less than this share: the last bays are not found by driving about. */
const fullShare = 0.97
const leastBays = 10
const earliestMs = 6 * 3_600_000

/** Bays that will be full by seven in the evening: what is taken now, with the change that was usual on the days before. Said before it is so. */
export function fillingBays({ register, at, offsetMs, moments }: Sources): Finding[] {
  const bays = [...register.devices.values()].flatMap(({ type, points }): PointEntry[] => {
    const by = type.shows.overlay === 'bay' ? points.get(type.shows.by) : undefined
    return by ? [by] : []
  })
  const [first] = bays
  const seven = sevenOf(at, offsetMs)
  if (!first || bays.length < leastBays || at >= seven || at < midnightOf(at, offsetMs) + earliestMs) return []
  const fullnessAt = (time: number): Fullness => {
    const values = bays.flatMap(({ series }) => valueIn(moments.get(time), series) ?? [])
    return { time, taken: values.reduce((sum, value) => sum + value, 0), known: values.length }
  }
  const now = fullnessAt(at)
  const past = Array.from({ length: daysCompared }, (_, day) => [fullnessAt(at - (day + 1) * dayMs), fullnessAt(seven - (day + 1) * dayMs)])
  const usual = usualOf(past, (time) => midnightOf(time, offsetMs), bays.length)
  if (usual.days < 2 || now.known < 0.6 * bays.length) return []
  const taken = (now.taken / now.known) * bays.length
  const forecast = forecastFullness({ time: at, taken }, midnightOf(at, offsetMs), usual, bays.length, fullShare * bays.length)
  if (forecast.kind !== 'fills') return []
  const sevens = past.flatMap(([, evening]) => (evening && evening.known > 0 ? [{ from: evening.time, to: evening.time, value: evening.taken }] : []))
  return [
    {
      ...bare,
      rule: 'baysFull',
      device: first.device.id,
      point: first.id,
      devices: bays.length,
      value: Math.round(taken),
      usual: sevens.length > 0 ? medianOf(sevens.map(({ value }) => value)) : null,
      limit: bays.length,
      expectedAt: forecast.at,
      compared: [{ from: at, to: at, value: now.taken }, ...sevens],
      weight: 2.3,
    },
  ]
}
