import type { HomePlan } from '../building.ts'
import type { Position2, Ring } from '../geometry.ts'
import { mirrorPlan } from '../placement.ts'
import { cornerHome, middleHome } from './block-home.ts'
import { box } from './draw.ts'
import type { LandingPlan } from './landing.ts'

const corridorDepth = 1.8
const coreWidth = 8
/** A wing deeper than this would have rooms without daylight. */
const deepestWing = 10.5

export type BlockFloor = LandingPlan & { readonly shafts: readonly Ring[] }

/** A block too deep for a walk-up: homes on both sides of a corridor, the core with stair and two lifts in the back wing. */
export function blockFloor(width: number, depth: number): BlockFloor {
  const wing = Math.min(deepestWing, (depth - corridorDepth) / 2)
  const [south, north] = [wing, wing + corridorDepth]
  const back = north + wing
  const west = (width - coreWidth) / 2
  const hall: readonly [number, number] = [west + 3, west + 5.7]
  const landing: Position2[] = [
    [0, south],
    [width, south],
    [width, north],
    [hall[1], north],
    [hall[1], back],
    [hall[0], back],
    [hall[0], north],
    [0, north],
  ]
  return {
    stairs: box(west, north, west + 3, back),
    landing,
    entrance: [(hall[0] + hall[1]) / 2, back],
    entranceSide: 'back',
    shafts: [0, 1].map((index) => box(hall[1] + 0.1, north + 0.3 + index * 2.2, hall[1] + 2.2, north + 2.3 + index * 2.2)),
    homes: number([...frontWing(width, wing), ...backWing(width, wing, back, west)]),
  }
}

/** Homes get their keys in the order of their numbers. */
const number = (plans: readonly HomePlan[]): HomePlan[] => plans.map((plan, index) => ({ ...plan, key: String.fromCharCode(97 + index) }))

function frontWing(width: number, wing: number): HomePlan[] {
  const count = Math.max(2, Math.round(width / 9))
  const each = width / count
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return cornerHome('a', each, wing)
    if (index === count - 1) return mirrorPlan(cornerHome('a', each, wing), 'b', width / 2)
    return shift(middleHome('a', each, wing), index * each, 0)
  })
}

/** One home on each side of the core, turned so that its windows look to the back. */
function backWing(width: number, wing: number, back: number, each: number): HomePlan[] {
  if (each < 5) return []
  const turned = turn(cornerHome('a', each, wing), width, back)
  return [mirrorPlan(turned, 'a', width / 2), turned]
}

const shift = (plan: HomePlan, dx: number, dy: number): HomePlan => move(plan, ([x, y]) => [x + dx, y + dy])
const turn = (plan: HomePlan, width: number, back: number): HomePlan => move(plan, ([x, y]) => [width - x, back - y])

const move = (plan: HomePlan, to: (position: Position2) => Position2): HomePlan => ({
  ...plan,
  outline: plan.outline.map(to),
  rooms: plan.rooms.map((room) => ({ ...room, outline: room.outline.map(to) })),
  doors: plan.doors.map((door) => ({ ...door, at: to(door.at) })),
})
