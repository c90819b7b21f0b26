import { bitOf, origins, qualities } from '../../protocol/reading.ts'
import type { PointEntry } from '../../register.ts'
import { isStale } from '../staleness.ts'

/** What is needed of a stored reading to say what a point was worth at a moment. */
export type Worth = {
  readonly series: number
  readonly time: number
  readonly value: number
  readonly quality: number
  readonly flags: number
  readonly origin: number
}

/** Over all points at one moment: their sum, how many were known, and how many of those were simulated. */
export type Total = { readonly time: number; readonly total: number; readonly known: number; readonly simulated: number }

const bad = qualities.indexOf('bad')
const outOfRange = bitOf('outOfRange')
const simulated = origins.indexOf('simulated')

/** What a point was worth at a moment by its newest reading; null where that was bad, out of range or too old to be believed. */
export function worthAt({ point }: Pick<PointEntry, 'point'>, reading: Worth | undefined, moment: number): number | null {
  if (!reading || reading.quality === bad || (reading.flags & outOfRange) !== 0 || isStale(point, reading.time, moment)) return null
  switch (point.kind) {
    case 'boolean':
    case 'state':
      return reading.value > 0 ? 1 : 0
    case 'number':
    case 'counter':
      return reading.value
    case 'event':
    case 'location':
      return null
  }
}

/**
 * Sums points at each of some moments, which are in order: a boolean or a state counts 1 where it is not in its first, normal state.
 * `before` holds the newest readings at the first moment, `readings` what came after, oldest first; a value holds until the next.
 */
export function foldTotals(points: readonly PointEntry[], before: Iterable<Worth>, readings: readonly Worth[], moments: readonly number[]): Total[] {
  const newest = new Map<number, Worth>()
  for (const reading of before) newest.set(reading.series, reading)
  let next = 0
  return moments.map((time) => {
    for (let reading = readings[next]; reading && reading.time <= time; reading = readings[next]) {
      newest.set(reading.series, reading)
      next += 1
    }
    let [total, known, made] = [0, 0, 0]
    for (const entry of points) {
      const reading = newest.get(entry.series)
      const worth = worthAt(entry, reading, time)
      if (worth === null) continue
      total += worth
      known += 1
      if (reading?.origin === simulated) made += 1
    }
    return { time, total, known, simulated: made }
  })
}
