import type { HomePlan } from './building.ts'
import type { Position2, Ring } from './geometry.ts'
import { anticlockwise, roundPosition, toHeading } from './planar.ts'

/** Where a thing drawn about its own corner stands: the corner and the angle of its x axis, radians from east. */
export type Placement = { readonly corner: Position2; readonly angle: number }

/** From a drawing's own metres to the community's, to the centimetre. */
export function placePosition({ corner, angle }: Placement, [x, y]: Position2): Position2 {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return roundPosition([corner[0] + x * cos - y * sin, corner[1] + x * sin + y * cos])
}

export const placeRing = (placement: Placement, ring: Ring): Ring => anticlockwise(ring.map((position) => placePosition(placement, position)))

/** `towards` is an angle in the drawing, radians from its x axis; the result is degrees clockwise from north. */
export const placeHeading = ({ angle }: Placement, towards: number): number => toHeading(angle + towards)

export const placePlan = (placement: Placement, plan: HomePlan): HomePlan => ({
  ...plan,
  outline: placeRing(placement, plan.outline),
  rooms: plan.rooms.map((room) => ({ ...room, outline: placeRing(placement, room.outline) })),
  doors: plan.doors.map((door) => ({ ...door, at: placePosition(placement, door.at), along: Math.round((door.along + placement.angle) * 1000) / 1000 + 0 })),
})

/** The same plan seen in a mirror that stands at x = `axis`. */
export function mirrorPlan(plan: HomePlan, key: string, axis: number): HomePlan {
  const flip = ([x, y]: Position2): Position2 => [2 * axis - x, y]
  return {
    ...plan,
    key,
    outline: anticlockwise(plan.outline.map(flip)),
    rooms: plan.rooms.map((room) => ({ ...room, outline: anticlockwise(room.outline.map(flip)) })),
    doors: plan.doors.map((door) => ({ ...door, at: flip(door.at), along: door.along === 0 ? 0 : Math.PI - door.along })),
  }
}
