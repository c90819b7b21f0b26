import type { Building, HomePlan, Lift } from '../../site/building.ts'
import type { Placement } from '../../site/placement.ts'
import { mirrorPlan, placeHeading, placePlan, placePosition, placeRing } from '../../site/placement.ts'
import { cornerHome, middleHome } from '../../site/plans/block-home.ts'
import { box } from '../../site/plans/draw.ts'
import { standAt } from './frames.ts'

const storeys = 18
const width = 27
const third = 9
/** South wing, corridor, north wing: metres from the front. */
const [corridorFrom, corridorTo, depth] = [9.6, 11.4, 21]
const bow = 1.5

/** The point tower of the 1990s: five homes round a core with two lifts. */
export function makeTower(id: string): Building {
  const stand = standAt('east', 104.2, 93.6)
  const unit = `${id}-1`
  const plans = towerPlans(stand)
  return {
    id,
    name: { zh: `${id}号楼`, en: `Building ${id}` },
    kind: 'tower',
    yearBuilt: 1996,
    outline: placeRing(stand, [
      [0, 0],
      [third, 0],
      [third, -bow],
      [2 * third, -bow],
      [2 * third, 0],
      [width, 0],
      [width, depth],
      [2 * third, depth],
      [2 * third, depth - bow],
      [third, depth - bow],
      [third, depth],
      [0, depth],
    ]),
    holes: [],
    baseMeters: 0.6,
    storeys,
    storeyHeightMeters: 2.8,
    roof: { shape: 'flat', heightMeters: 1.2 },
    facing: placeHeading(stand, -Math.PI / 2),
    units: [
      {
        id: unit,
        name: { zh: `${id}号楼1单元`, en: `Building ${id}, entrance 1` },
        entrance: { position: placePosition(stand, [width / 2, depth - bow]), facing: placeHeading(stand, Math.PI / 2) },
        stairs: placeRing(stand, box(third, 14.4, 12, depth - bow)),
        landing: placeRing(stand, [
          [5, corridorFrom],
          [22, corridorFrom],
          [22, corridorTo],
          [2 * third, corridorTo],
          [2 * third, 14.4],
          [15, 14.4],
          [15, depth - bow],
          [12, depth - bow],
          [12, 14.4],
          [third, 14.4],
          [third, corridorTo],
          [5, corridorTo],
        ]),
        lifts: [makeLift(id, 1, stand, 14.6), makeLift(id, 2, stand, 16.8)],
        plans,
        floors: Array.from({ length: storeys }, (_, index) => ({
          level: index + 1,
          homes: plans.map((plan, place) => ({ id: `${unit}-${(index + 1) * 100 + place + 1}`, plan: plan.key })),
        })),
      },
    ],
    assumed: [],
  }
}

function towerPlans(stand: Placement): HomePlan[] {
  const south = cornerHome('a', third, corridorFrom)
  const north = cornerHome('d', third, depth - corridorTo)
  const opposite: Placement = { corner: placePosition(stand, [width, depth]), angle: stand.angle + Math.PI }
  return [
    placePlan(stand, south),
    placePlan({ ...stand, corner: placePosition(stand, [third, -bow]) }, middleHome('b', third, corridorFrom + bow)),
    placePlan(stand, mirrorPlan(south, 'c', width / 2)),
    placePlan(opposite, north),
    placePlan(opposite, mirrorPlan(north, 'e', width / 2)),
  ]
}

function makeLift(building: string, number: number, stand: Placement, south: number): Lift {
  return {
    id: `${building}-${number}`,
    shaft: placeRing(stand, box(15.6, south, 17.7, south + 2)),
    outdoor: false,
    stops: Array.from({ length: storeys }, (_, index) => index + 1),
  }
}
