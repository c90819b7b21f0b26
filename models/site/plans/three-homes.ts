import type { HomePlan } from '../building.ts'
import type { Position2 } from '../geometry.ts'
import { mirrorPlan } from '../placement.ts'
import { box, door, homePlan, room } from './draw.ts'
import type { LandingPlan, LandingSize } from './landing.ts'
import { balconyDepth, landingDepth, stairHalfWidth } from './landing.ts'

/** Three homes a landing: two with windows on both sides, and a one-bedroom home between them that looks south alone. */
export function threeHomes(size: LandingSize): LandingPlan {
  const { width, depth } = size
  const middle = width / 2
  const back = depth * 0.526
  const left = outerHome(size)
  return {
    stairs: box(middle - stairHalfWidth, back + landingDepth, middle + stairHalfWidth, depth),
    landing: box(middle - stairHalfWidth, back, middle + stairHalfWidth, back + landingDepth),
    entrance: [middle, depth],
    entranceSide: 'back',
    homes: [left, middleHome(size), mirrorPlan(left, 'c', middle)],
  }
}

const partyOf = (width: number): number => width * 0.305

function outerHome({ width, depth, balcony }: LandingSize): HomePlan {
  const party = partyOf(width)
  const core = width / 2 - stairHalfWidth
  const [living, back, behind] = [depth * 0.386, depth * 0.526, depth * 0.526 + landingDepth]
  const [bath, kitchen] = [core * 0.44, core * 0.695]
  const [west, east] = [0.3, Math.min(3.7, party - 0.3)]
  const rooms = [
    room('living', 'living', box(0, 0, party, living)),
    room('hall', 'hall', [
      [0, living],
      [party, living],
      [party, back],
      [core, back],
      [core, behind],
      [bath, behind],
      [bath, back],
      [0, back],
    ]),
    room('bedroom-1', 'bedroom', box(0, back, bath, depth)),
    room('bath', 'bath', box(bath, behind, kitchen, depth)),
    room('kitchen', 'kitchen', box(kitchen, behind, core, depth)),
  ]
  const doors = [
    door('landing', 'hall', [core, back + landingDepth / 2], 'y', 'entry'),
    door('hall', 'living', [party * 0.6, living], 'x'),
    door('hall', 'bedroom-1', [bath / 2, back], 'x'),
    door('hall', 'bath', [(bath + kitchen) / 2, behind], 'x'),
    door('hall', 'kitchen', [(kitchen + core) / 2, behind], 'x'),
  ]
  const front: Position2[] = balcony
    ? [
        [west, 0],
        [west, -balconyDepth],
        [east, -balconyDepth],
        [east, 0],
      ]
    : []
  if (balcony) {
    rooms.push(room('balcony', 'balcony', box(west, -balconyDepth, east, 0)))
    doors.push(door('living', 'balcony', [(west + east) / 2, 0], 'x', 'balcony'))
  }
  return homePlan('a', [[0, 0], ...front, [party, 0], [party, back], [core, back], [core, depth], [0, depth]], rooms, doors)
}

function middleHome({ width, depth, balcony }: LandingSize): HomePlan {
  const west = partyOf(width)
  const east = width - west
  const back = depth * 0.526
  const split = west + (east - west) * 0.535
  const bath = west + (east - west) * 0.32
  const [sleep, cook] = [back * 0.7, back * 0.316]
  const rooms = [
    room('bedroom-1', 'bedroom', box(west, 0, split, sleep)),
    room('kitchen', 'kitchen', box(split, 0, east, cook)),
    room('bath', 'bath', box(west, sleep, bath, back)),
    room('living', 'living', [
      [split, cook],
      [east, cook],
      [east, back],
      [bath, back],
      [bath, sleep],
      [split, sleep],
    ]),
  ]
  const doors = [
    door('landing', 'living', [width / 2, back], 'x', 'entry'),
    door('living', 'bedroom-1', [split, (cook + sleep) / 2], 'y'),
    door('living', 'kitchen', [(split + east) / 2, cook], 'x'),
    door('living', 'bath', [bath, (sleep + back) / 2], 'y'),
  ]
  const [from, to] = [west + 0.15, split - 0.15]
  const front: Position2[] = balcony
    ? [
        [from, 0],
        [from, -balconyDepth],
        [to, -balconyDepth],
        [to, 0],
      ]
    : []
  if (balcony) {
    rooms.push(room('balcony', 'balcony', box(from, -balconyDepth, to, 0)))
    doors.push(door('bedroom-1', 'balcony', [(from + to) / 2, 0], 'x', 'balcony'))
  }
  return homePlan('b', [[west, 0], ...front, [east, 0], [east, back], [west, back]], rooms, doors)
}
