import type { Building, Lift, Unit } from '../../site/building.ts'
import type { Position2, Ring } from '../../site/geometry.ts'
import type { Placement } from '../../site/placement.ts'
import { placeHeading, placePlan, placePosition, placeRing } from '../../site/placement.ts'
import { backStair } from '../../site/plans/back-stair.ts'
import { box } from '../../site/plans/draw.ts'
import { frontStair } from '../../site/plans/front-stair.ts'
import type { LandingPlan } from '../../site/plans/landing.ts'
import { threeHomes } from '../../site/plans/three-homes.ts'
import { standAt } from './frames.ts'
import type { Slab } from './rows.ts'
import { slabDepth } from './rows.ts'

export const entranceWidth = 14.4
const storeys = 6

/** A walk-up of six storeys with its entrances, homes and added lifts. */
export function makeSlab(slab: Slab): Building {
  const stand = standAt(slab.frame, slab.x, slab.y)
  const units = Array.from({ length: slab.entrances }, (_, index) => makeUnit(slab, stand, index + 1))
  return {
    id: slab.id,
    name: { zh: `${slab.id}号楼`, en: `Building ${slab.id}` },
    kind: 'walkup',
    yearBuilt: slab.yearBuilt,
    outline: placeRing(stand, outlineOf(slab)),
    holes: [],
    baseMeters: 0.45,
    storeys,
    storeyHeightMeters: 2.8,
    roof: slab.roof === 'flat' ? { shape: 'flat', heightMeters: 0.95 } : { shape: 'hipped', heightMeters: 2.6 },
    facing: placeHeading(stand, -Math.PI / 2),
    units,
    assumed: [],
  }
}

const setBack = (slab: Slab, entrance: number): number => (slab.step && entrance >= slab.step.from ? slab.step.meters : 0)

function outlineOf(slab: Slab): Ring {
  const length = slab.entrances * entranceWidth
  if (!slab.step) return box(0, 0, length, slabDepth)
  const turn = (slab.step.from - 1) * entranceWidth
  const by = slab.step.meters
  return [
    [0, 0],
    [turn, 0],
    [turn, by],
    [length, by],
    [length, slabDepth + by],
    [turn, slabDepth + by],
    [turn, slabDepth],
    [0, slabDepth],
  ]
}

function makeUnit(slab: Slab, stand: Placement, number: number): Unit {
  const id = `${slab.id}-${number}`
  const plan = landingOf(slab, number)
  const corner = placePosition(stand, [(number - 1) * entranceWidth, setBack(slab, number)])
  const here: Placement = { corner, angle: stand.angle }
  const outward = plan.entranceSide === 'back' ? Math.PI / 2 : -Math.PI / 2
  return {
    id,
    name: { zh: `${slab.id}号楼${number}单元`, en: `Building ${slab.id}, entrance ${number}` },
    entrance: { position: placePosition(here, plan.entrance), facing: placeHeading(here, outward) },
    stairs: placeRing(here, plan.stairs),
    landing: placeRing(here, plan.landing),
    lifts: slab.lifts?.includes(number) ? [addedLift(id, here, plan)] : [],
    plans: plan.homes.map((home) => placePlan(here, home)),
    floors: Array.from({ length: storeys }, (_, index) => ({
      level: index + 1,
      homes: plan.homes.map((home, place) => ({ id: `${id}-${(index + 1) * 100 + place + 1}`, plan: home.key })),
    })),
  }
}

function landingOf(slab: Slab, number: number): LandingPlan {
  const size = { width: entranceWidth, depth: slabDepth, balcony: true }
  if (slab.threeHomes?.includes(number)) return threeHomes(size)
  return slab.entersFront ? frontStair(size) : backStair(size)
}

/** The glass shaft stands 1.2 m off the façade; a bridge joins it to the stair. */
function addedLift(unit: string, here: Placement, { entrance: [x, y], entranceSide }: LandingPlan): Lift {
  const near: Position2 = entranceSide === 'back' ? [y + 1.2, y + 3.2] : [y - 3.2, y - 1.2]
  return {
    id: unit,
    shaft: placeRing(here, box(x - 1.05, near[0], x + 1.05, near[1])),
    outdoor: true,
    stops: Array.from({ length: storeys }, (_, index) => index + 1),
  }
}
