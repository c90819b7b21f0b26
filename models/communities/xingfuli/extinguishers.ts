import type { Building, Unit } from '../../site/building.ts'
import type { Extinguisher } from '../../site/grounds.ts'
import { elevationOf } from '../../site/homes.ts'
import { insidePoint, toCentimetre } from '../../site/planar.ts'

/** A hook's height: the top of the extinguisher not above 1.5 m (GB 50140-2005 5.1.3). */
const hookMeters = 1.2

/**
 * Two portable extinguishers on the ground floor's landing of every stair and on every second one above: from any home's
 * door less than a storey away, well within the 25 m of a light hazard (GB 50140-2005 5.2.1; two at a place, 6.1.1).
 */
export const makeExtinguishers = (buildings: readonly Building[]): Extinguisher[] =>
  buildings.flatMap((building) => building.units.flatMap((unit) => ofStair(building, unit)))

function ofStair(building: Building, unit: Unit): Extinguisher[] {
  const hall = unit.landing ?? unit.stairs
  if (!hall) return []
  const [east, north] = insidePoint(hall)
  return unit.floors
    .filter(({ level }) => level > 0 && level % 2 === 1)
    .map(({ level }) => ({
      id: `extinguisher-${unit.id}-${level}`,
      building: building.id,
      unit: unit.id,
      floor: level,
      position: [east, north, toCentimetre(elevationOf(building, level) + hookMeters)],
      count: 2,
    }))
}
