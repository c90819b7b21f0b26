import type { Building, Unit } from '../building.ts'
import type { Community, Remark } from '../community.ts'
import type { Device } from '../device.ts'
import type { Position2, Position3 } from '../geometry.ts'
import type { HomeAt } from '../homes.ts'
import { toCentimetre } from '../planar.ts'
import { seedOf } from '../random.ts'

/** What one family of devices is laid out from; every rule gets the same. */
export type Survey = {
  readonly community: Community
  readonly homes: readonly HomeAt[]
  readonly residential: readonly Building[]
  /** Homes where older people live; which ones is drawn by lot. */
  readonly older: ReadonlySet<string>
}

/** A rule's devices, and what it had to suppose. */
export type Laid = { readonly devices: Device[]; readonly assumed: Remark[] }
export type Rule = (survey: Survey) => Laid

export const at = ([x, y]: Position2, z: number): Position3 => [toCentimetre(x), toCentimetre(y), toCentimetre(z)]

/** A fixed share of ids drawn by lot: as many on every machine, in every run and however the ids are given out. */
export function drawLots(ids: readonly string[], share: number, lottery: string): ReadonlySet<string> {
  const ranked = ids.map((id) => ({ id, rank: seedOf(`${lottery}:${id}`) })).sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  return new Set(ranked.slice(0, Math.round(ids.length * share)).map(({ id }) => id))
}

/** About 23 in 100 homes of an old compound (census of 2020: 19.6 % of the people of Beijing are over 60). */
export const olderShare = 0.23

/** Under a storey's slab. */
export const ceilingOf = (building: Building, elevation: number): number => elevation + building.storeyHeightMeters - 0.2

/** `3-2` from entrance 2 of building 3. */
export const hasLift = (unit: Unit): boolean => unit.lifts.length > 0

export const twoDigits = (number: number): string => String(number).padStart(2, '0')
export const threeDigits = (number: number): string => String(number).padStart(3, '0')
