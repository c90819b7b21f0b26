import type { CounterPoint } from '../../subsystem.ts'
import { counterStep } from '../counter-step.ts'

/** Where a meter counts: the ids of what it belongs to, and the floor area behind it in m²; null where that is not known. */
export type MeterPlace = {
  readonly device: string
  readonly home: string | null
  readonly floor: string | null
  readonly unit: string | null
  readonly building: string
  readonly squareMeters: number | null
}

export const groupings = ['home', 'floor', 'unit', 'building'] as const
export type Grouping = (typeof groupings)[number]

/** The id of the group a meter falls into; a meter of no home stands for itself or its building. */
export const groupOf = (place: MeterPlace, by: Grouping): string => place[by] ?? (by === 'home' ? place.device : place.building)

/** What a register counted between two readings, rolled over or not; null where either is unknown, or it went back. */
export function consumed(
  point: Pick<CounterPoint, 'range' | 'resolution'>,
  before: number | null | undefined,
  after: number | null | undefined,
): number | null {
  if (before === null || before === undefined || after === null || after === undefined) return null
  const step = counterStep(before, after, point)
  return step.kind === 'backward' ? null : step.increase
}

export type Group = {
  readonly id: string
  readonly meters: readonly MeterPlace[]
  /** Over those of its meters that are known. */
  readonly total: number
  readonly known: number
  readonly squareMeters: number
}

/** Sums of a quantity by group, in the order in which groups first appear; a group of which nothing is known has `known` 0. */
export function sumByGroup(meters: readonly MeterPlace[], readAt: (meter: number) => number | null, by: Grouping): Group[] {
  const groups = new Map<string, { id: string; meters: MeterPlace[]; total: number; known: number; squareMeters: number }>()
  for (const [number, place] of meters.entries()) {
    const id = groupOf(place, by)
    const group = groups.get(id) ?? { id, meters: [], total: 0, known: 0, squareMeters: 0 }
    groups.set(id, group)
    group.meters.push(place)
    const value = readAt(number)
    if (value === null) continue
    group.total += value
    group.known += 1
    group.squareMeters += place.squareMeters ?? 0
  }
  return [...groups.values()]
}
