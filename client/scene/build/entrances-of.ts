import type { Building } from '../../../models/site/building.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import { anticlockwise, frameBetween, placeOn } from '../space.ts'

/** A door to the outside: where it is, which way it looks, and what its number plate says (nothing where it has none). */
export type Entrance = { readonly position: Position2; readonly facing: number; readonly plate: string; readonly outdoorLift: boolean }

/** Houses nobody drew have a door about every so many metres. */
const supposedMeters = 15

/** The declared entrances, or, where the source names none, those a building of its kind would have. */
export function entrancesOf(building: Building): Entrance[] {
  if (building.units.length > 0)
    return building.units.map(({ id, entrance, lifts }) => ({
      ...entrance,
      plate: /(\d+)$/.exec(id)?.[1] ?? '',
      outdoorLift: lifts.some(({ outdoor }) => outdoor),
    }))
  const lived = building.kind === 'walkup' || building.kind === 'tower'
  const ring = anticlockwise(building.outline)
  const wanted = lived ? building.facing + 180 : building.facing
  let best = { score: 0, from: ring[0], to: ring[1], heading: building.facing }
  for (let corner = 0; corner < ring.length; corner += 1) {
    const [from, to] = [ring[corner], ring[(corner + 1) % ring.length]]
    const frame = frameBetween(from, to)
    const heading = (Math.atan2(frame.alongNorth, -frame.alongEast) * 180) / Math.PI
    const score = Math.hypot(to[0] - from[0], to[1] - from[1]) * Math.cos(((heading - wanted) * Math.PI) / 180)
    if (score > best.score) best = { score, from, to, heading }
  }
  const frame = frameBetween(best.from, best.to)
  const length = Math.hypot(best.to[0] - best.from[0], best.to[1] - best.from[1])
  const count = lived ? Math.max(1, Math.round(length / supposedMeters)) : 1
  return Array.from({ length: count }, (_, each) => ({
    position: placeOn(frame, (length * (each + 0.5)) / count, 0),
    facing: best.heading,
    plate: '',
    outdoorLift: false,
  }))
}
