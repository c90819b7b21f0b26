import type { Position2 } from '../../models/site/geometry.ts'

/** The id of a spot on the ground, `east,north` in metres to a tenth. */
export const spotId = (east: number, north: number): string => `${east.toFixed(1)},${north.toFixed(1)}`

/** The place such an id names, or null where it names none. */
export function readSpot(id: string): Position2 | null {
  const [east, north, ...rest] = id.split(',').map(Number)
  return rest.length === 0 && Number.isFinite(east) && Number.isFinite(north) ? [east, north] : null
}
