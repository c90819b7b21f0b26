import type { Position2 } from '../../../models/site/geometry.ts'

export type Gaze = {
  readonly east: number
  readonly north: number
  readonly up: number
  readonly targetEast: number
  readonly targetNorth: number
  readonly targetUp: number
  readonly fieldOfViewDegrees: number
  readonly aspect: number
}

/**
 * The ground inside the picture: where the rays through its four corners meet level ground, bottom left first,
 * anticlockwise in the picture. A ray that meets none within `farthestMeters` ends there.
 */
export function viewWedge(gaze: Gaze, farthestMeters: number): readonly [Position2, Position2, Position2, Position2] {
  const ahead = unit([gaze.targetEast - gaze.east, gaze.targetNorth - gaze.north, gaze.targetUp - gaze.up])
  const level = Math.hypot(ahead[0], ahead[1])
  // Straight down has no heading: north is up then.
  const right = level < 1e-9 ? ([1, 0, 0] as const) : ([ahead[1] / level, -ahead[0] / level, 0] as const)
  const above = [right[1] * ahead[2] - right[2] * ahead[1], right[2] * ahead[0] - right[0] * ahead[2], right[0] * ahead[1] - right[1] * ahead[0]] as const
  const tall = Math.tan((gaze.fieldOfViewDegrees * Math.PI) / 360)
  const wide = tall * gaze.aspect
  const corner = (aside: number, up: number): Position2 => {
    const ray = [0, 1, 2].map((axis) => ahead[axis] + right[axis] * aside * wide + above[axis] * up * tall)
    const sideways = Math.hypot(ray[0], ray[1])
    const farthest = farthestMeters / Math.max(sideways, 1e-9)
    const length = ray[2] < -1e-9 ? Math.min(farthest, gaze.up / -ray[2]) : farthest
    return [gaze.east + ray[0] * length, gaze.north + ray[1] * length]
  }
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

function unit([east, north, up]: readonly [number, number, number]): readonly [number, number, number] {
  const length = Math.hypot(east, north, up) || 1
  return [east / length, north / length, up / length]
}
