import type { Position2, Ring } from '../../site/geometry.ts'
import type { Bay, Road } from '../../site/grounds.ts'
import { distanceToLine, distanceToRing, rectangleAt, ringsNear } from '../../site/planar.ts'

/** What already stands on the ground: later things ask before they take a place. */
export type Ground = {
  readonly buildings: readonly Ring[]
  readonly roads: readonly Road[]
  readonly bays: Ring[]
  /** Things thin as a pole: lamps, hydrants, bins; and the trees. */
  readonly poles: Position2[]
  /** Squares and playgrounds, kept free of trees. */
  readonly open: readonly Ring[]
}

export const bayRing = (bay: Bay): Ring => rectangleAt(bay.position, bay.heading, bay.lengthMeters, bay.widthMeters)

export type Clearance = { readonly building: number; readonly road: number; readonly path: number; readonly bay: number; readonly pole: number }

/** Whether a position keeps its distances, metres, from everything that stands. */
export function isFree(ground: Ground, position: Position2, clearance: Clearance): boolean {
  for (const [x, y] of ground.poles) if (Math.hypot(x - position[0], y - position[1]) < clearance.pole) return false
  for (const { line, widthMeters, kind } of ground.roads)
    if (distanceToLine(line, position) < widthMeters / 2 + (kind === 'path' ? clearance.path : clearance.road)) return false
  for (const ring of ground.buildings) if (distanceToRing(ring, position) < clearance.building) return false
  for (const ring of ground.bays) if (distanceToRing(ring, position) < clearance.bay) return false
  return ground.open.every((ring) => distanceToRing(ring, position) > 0.8)
}

/** Neighbours share their painted line: a bay is tried a hand's breadth smaller than it is. */
const paint = 0.05

/** Whether a bay fits: off the roads, paths, buildings and other bays. */
export function bayFits(ground: Ground, bay: Bay, strips: ReadonlyMap<string, Ring>): boolean {
  const ring = rectangleAt(bay.position, bay.heading, bay.lengthMeters - paint, bay.widthMeters - paint)
  if (ground.buildings.some((building) => ringsNear(building, ring, 2))) return false
  if (ground.bays.some((other) => ringsNear(other, ring))) return false
  if (ground.open.some((area) => ringsNear(area, ring, 1))) return false
  for (const { id, kind } of ground.roads) {
    const strip = strips.get(id)
    if (strip && ringsNear(strip, ring, kind === 'path' ? 0.4 : 0)) return false
  }
  return ground.poles.every((pole) => distanceToRing(ring, pole) > 0.4)
}
