import type { HomePlan } from '../building.ts'
import { mirrorPlan } from '../placement.ts'
import { homeWithBalcony } from './balcony.ts'
import { box, door, room } from './draw.ts'
import type { LandingPlan, LandingSize } from './landing.ts'
import { backCore, landingDepth, landingFrontOf, stairHalfWidth } from './landing.ts'

/** Three homes a landing: two with windows on both sides, and a one-bedroom home between them that looks south alone. */
export function threeHomes(size: LandingSize): LandingPlan {
  const left = outerHome(size)
  return { ...backCore(size), homes: [left, middleHome(size), mirrorPlan(left, 'c', size.width / 2)] }
}

const partyOf = (width: number): number => width * 0.305

function outerHome({ width, depth, balcony }: LandingSize): HomePlan {
  const party = partyOf(width)
  const core = width / 2 - stairHalfWidth
  const [living, back] = [depth * 0.386, landingFrontOf(depth)]
  const behind = back + landingDepth
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
  return homeWithBalcony(
    'a',
    {
      outline: [
        [0, 0],
        [party, 0],
        [party, back],
        [core, back],
        [core, depth],
        [0, depth],
      ],
      rooms,
      doors,
    },
    balcony ? { west, east, from: 'living' } : null,
  )
}

function middleHome({ width, depth, balcony }: LandingSize): HomePlan {
  const west = partyOf(width)
  const east = width - west
  const back = landingFrontOf(depth)
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
  return homeWithBalcony(
    'b',
    {
      outline: [
        [west, 0],
        [east, 0],
        [east, back],
        [west, back],
      ],
      rooms,
      doors,
    },
    balcony ? { west: from, east: to, from: 'bedroom-1' } : null,
  )
}
