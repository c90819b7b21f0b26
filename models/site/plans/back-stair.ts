import type { HomePlan } from '../building.ts'
import { mirrorPlan } from '../placement.ts'
import { beforeLiving, homeWithBalcony } from './balcony.ts'
import { box, door, room } from './draw.ts'
import type { LandingPlan, LandingSize } from './landing.ts'
import { backCore, landingDepth, landingFrontOf, stairHalfWidth } from './landing.ts'

/** The usual walk-up of the 1980s: stair in the north façade, two homes with two bedrooms, living rooms to the south. */
export function backStair(size: LandingSize): LandingPlan {
  const left = leftHome(size)
  return { ...backCore(size), homes: [left, mirrorPlan(left, 'b', size.width / 2)] }
}

function leftHome({ width, depth, balcony }: LandingSize): HomePlan {
  const party = width / 2
  const core = party - stairHalfWidth
  const [living, bedroom] = [depth * 0.44, depth * 0.395]
  const [landing, second] = [landingFrontOf(depth), depth * 0.58]
  const behind = landing + landingDepth
  const [split, bath, kitchen] = [party * 0.515, core * 0.46, core * 0.71]
  const rooms = [
    room('living', 'living', box(0, 0, split, living)),
    room('bedroom-1', 'bedroom', box(split, 0, party, bedroom)),
    room('hall', 'hall', [
      [0, living],
      [split, living],
      [split, bedroom],
      [party, bedroom],
      [party, landing],
      [core, landing],
      [core, behind],
      [bath, behind],
      [bath, second],
      [0, second],
    ]),
    room('bedroom-2', 'bedroom', box(0, second, bath, depth)),
    room('bath', 'bath', box(bath, behind, kitchen, depth)),
    room('kitchen', 'kitchen', box(kitchen, behind, core, depth)),
  ]
  const doors = [
    door('landing', 'hall', [core, landing + landingDepth / 2], 'y', 'entry'),
    door('hall', 'living', [split * 0.6, living], 'x'),
    door('hall', 'bedroom-1', [(split + party) / 2, bedroom], 'x'),
    door('hall', 'bedroom-2', [bath / 2, second], 'x'),
    door('hall', 'bath', [(bath + kitchen) / 2, behind], 'x'),
    door('hall', 'kitchen', [(kitchen + core) / 2, behind], 'x'),
  ]
  return homeWithBalcony(
    'a',
    {
      outline: [
        [0, 0],
        [party, 0],
        [party, landing],
        [core, landing],
        [core, depth],
        [0, depth],
      ],
      rooms,
      doors,
    },
    balcony ? beforeLiving(split) : null,
  )
}
