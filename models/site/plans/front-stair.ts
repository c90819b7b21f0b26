import type { HomePlan } from '../building.ts'
import { mirrorPlan } from '../placement.ts'
import { beforeLiving, homeWithBalcony } from './balcony.ts'
import { box, door, room } from './draw.ts'
import type { LandingPlan, LandingSize } from './landing.ts'
import { landingDepth, stairHalfWidth } from './landing.ts'

/** A walk-up entered from the south: the stair takes a strip of the sunny side, kitchens and a bedroom look north. */
export function frontStair(size: LandingSize): LandingPlan {
  const { width, depth } = size
  const middle = width / 2
  const flight = depth * 0.35
  const left = leftHome(size)
  return {
    stairs: box(middle - stairHalfWidth, 0, middle + stairHalfWidth, flight),
    landing: box(middle - stairHalfWidth, flight, middle + stairHalfWidth, flight + landingDepth),
    entrance: [middle, 0],
    entranceSide: 'front',
    homes: [left, mirrorPlan(left, 'b', middle)],
  }
}

function leftHome({ width, depth, balcony }: LandingSize): HomePlan {
  const party = width / 2
  const core = party - stairHalfWidth
  const [flight, landing] = [depth * 0.35, depth * 0.35 + landingDepth]
  const [living, bedroom, second] = [depth * 0.42, depth * 0.342, depth * 0.605]
  const [split, bath, kitchen] = [core * 0.56, party * 0.47, party * 0.68]
  const rooms = [
    room('living', 'living', box(0, 0, split, living)),
    room('bedroom-1', 'bedroom', box(split, 0, core, bedroom)),
    room('hall', 'hall', [
      [0, living],
      [split, living],
      [split, bedroom],
      [core, bedroom],
      [core, landing],
      [party, landing],
      [party, second],
      [0, second],
    ]),
    room('bedroom-2', 'bedroom', box(0, second, bath, depth)),
    room('bath', 'bath', box(bath, second, kitchen, depth)),
    room('kitchen', 'kitchen', box(kitchen, second, party, depth)),
  ]
  const doors = [
    door('landing', 'hall', [core, (flight + landing) / 2], 'y', 'entry'),
    door('hall', 'living', [split * 0.6, living], 'x'),
    door('hall', 'bedroom-1', [(split + core) / 2, bedroom], 'x'),
    door('hall', 'bedroom-2', [bath / 2, second], 'x'),
    door('hall', 'bath', [(bath + kitchen) / 2, second], 'x'),
    door('hall', 'kitchen', [(kitchen + party) / 2, second], 'x'),
  ]
  return homeWithBalcony(
    'a',
    {
      outline: [
        [0, 0],
        [core, 0],
        [core, landing],
        [party, landing],
        [party, depth],
        [0, depth],
      ],
      rooms,
      doors,
    },
    balcony ? beforeLiving(split) : null,
  )
}
