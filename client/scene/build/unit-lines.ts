import type { Building, Unit } from '../../../models/site/building.ts'
import type { Ring } from '../../../models/site/geometry.ts'
import { type Frame, frameFacing, project } from '../space.ts'

/** A line across a roof: at `along` in its frame, from `inner` to `outer` metres outward. */
export type UnitLine = { readonly frame: Frame; readonly along: number; readonly inner: number; readonly outer: number }

const sameFacingDegrees = 5
const sameFrontMeters = 3
const besideMeters = 0.15

/** Between each two entrances side by side on one front, as far as the building goes there: arms of a bent building have their own. */
export function unitLinesOf({ units, outline }: Pick<Building, 'units' | 'outline'>): UnitLine[] {
  return units.flatMap((unit) => {
    const frame = frameFacing(unit.entrance.position, unit.entrance.facing)
    const next = nextOnFront(unit, units, frame)
    if (next === null) return []
    const along = next / 2
    // Where the front steps between two entrances, as far as both sides go.
    const [before, behind] = [along - besideMeters, along + besideMeters].map((beside) => stretchAcross(outline, frame, beside))
    if (!before || !behind) return []
    return [{ frame, along, inner: Math.max(before[0], behind[0]), outer: Math.min(before[1], behind[1]) }]
  })
}

/** How far along the front the next entrance is; null where this is the last. */
function nextOnFront(unit: Unit, units: readonly Unit[], frame: Frame): number | null {
  const ahead = units
    .filter(({ entrance }) => Math.abs(((entrance.facing - unit.entrance.facing + 540) % 360) - 180) < sameFacingDegrees)
    .map(({ entrance }) => project(frame, entrance.position))
    .filter(({ along, outward }) => along > 1 && Math.abs(outward) < sameFrontMeters)
    .map(({ along }) => along)
  return ahead.length === 0 ? null : Math.min(...ahead)
}

/** The stretch of a ring that a line at `along` crosses just behind the front; null where there is none. */
function stretchAcross(ring: Ring, frame: Frame, along: number): readonly [number, number] | null {
  const crossings: number[] = []
  for (let index = 0; index < ring.length; index += 1) {
    const [a, b] = [project(frame, ring[index]), project(frame, ring[(index + 1) % ring.length])]
    if (a.along > along === b.along > along) continue
    crossings.push(a.outward + ((b.outward - a.outward) * (along - a.along)) / (b.along - a.along))
  }
  crossings.sort((a, b) => a - b)
  for (let index = 0; index + 1 < crossings.length; index += 2)
    if (crossings[index] < -sameFrontMeters && crossings[index + 1] > -sameFrontMeters) return [crossings[index], crossings[index + 1]]
  return null
}
