import { elevationOf } from '../../models/site/homes.ts'
import type { Focus } from '../state/view.ts'
import type { FrameContext } from './frame-context.ts'
import { findFires } from './overlays/fire/find-fires.ts'
import { type Frustum, frameSpots, type Pose } from './poses.ts'
import { centreOf } from './space.ts'

type Spot = readonly [number, number, number]

/** How much of the way out is kept in the picture beyond the door. */
const aheadMeters = 14

/**
 * The eye for a storey on which it burns: from the side of the entrance, so that room, stair and door are in one picture; null for any other focus.
 */
export function firePoseFor({ stage, alarms }: Pick<FrameContext, 'stage' | 'alarms'>, focus: Focus, frustum: Frustum): Pose | null {
  if (focus.level !== 'floor' && focus.level !== 'home') return null
  const concerned = findFires(alarms, stage.register, stage.index).filter(
    ({ room: { home } }) => home.building.id === focus.building && home.level === focus.floor,
  )
  const burning = focus.level === 'home' ? concerned.filter(({ room }) => room.home.home.id === focus.home) : concerned
  const first = burning[0]?.room.home
  if (!first) return null
  const { building, unit, plan } = first
  const floor = elevationOf(building, focus.floor)
  const { position, facing } = unit.entrance
  const out = (facing * Math.PI) / 180
  const ahead: Spot = [position[0] + Math.sin(out) * aheadMeters, position[1] + Math.cos(out) * aheadMeters, 0]
  const spots: Spot[] = [
    ...plan.outline.flatMap(([east, north]): Spot[] => [
      [east, north, floor - 0.5],
      [east, north, floor + 2.6],
    ]),
    [position[0], position[1], 0],
    ahead,
  ]
  if (unit.stairs) spots.push([...centreOf(unit.stairs), floor + 2])
  // A little off the square view, so that depth is seen; high enough to look over the cut walls.
  return frameSpots(spots, 180 - facing + 22, 42, frustum, 1.16)
}
