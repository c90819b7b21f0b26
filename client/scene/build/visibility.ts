import type { Position2, Ring } from '../../../models/site/geometry.ts'

/** Walls that stop a view, as one flat array: east, north, east, north. */
export type Occluders = Float64Array

export function occludersOf(rings: readonly Ring[]): Occluders {
  const walls: number[] = []
  for (const ring of rings)
    for (let index = 0; index < ring.length; index += 1) {
      const to = ring[(index + 1) % ring.length]
      walls.push(ring[index][0], ring[index][1], to[0], to[1])
    }
  return Float64Array.from(walls)
}

export type View = { readonly eye: Position2; readonly headingDegrees: number; readonly fieldOfViewDegrees: number; readonly rangeMeters: number }

/**
 * The part of the ground that is seen from an eye: its rim in order of angle, clockwise from the left edge. A wall is
 * met a hair before and after each of its ends, so that what is behind a corner shows up to the corner.
 */
export function visibleRim({ eye, headingDegrees, fieldOfViewDegrees, rangeMeters }: View, occluders: Occluders): Position2[] {
  const near = within(occluders, eye, rangeMeters)
  const half = Math.min(180, fieldOfViewDegrees / 2) * (Math.PI / 180)
  const middle = headingDegrees * (Math.PI / 180)
  const offsets: number[] = []
  const steps = Math.max(4, Math.ceil((half * 2) / 0.08))
  for (let step = 0; step <= steps; step += 1) offsets.push(-half + (half * 2 * step) / steps)
  for (let wall = 0; wall < near.length; wall += 2) {
    const offset = turned(Math.atan2(near[wall] - eye[0], near[wall + 1] - eye[1]) - middle)
    for (const hair of [-1e-5, 0, 1e-5]) if (Math.abs(offset + hair) < half) offsets.push(offset + hair)
  }
  offsets.sort((a, b) => a - b)
  return offsets.map((offset): Position2 => {
    const east = Math.sin(middle + offset)
    const north = Math.cos(middle + offset)
    const distance = Math.min(rangeMeters, firstHit(near, eye, east, north))
    return [eye[0] + east * distance, eye[1] + north * distance]
  })
}

/** The walls any part of which is within reach. */
function within(walls: Occluders, [east, north]: Position2, reach: number): number[] {
  const near: number[] = []
  for (let at = 0; at < walls.length; at += 4) {
    const [dEast, dNorth] = [walls[at + 2] - walls[at], walls[at + 3] - walls[at + 1]]
    const share = Math.min(1, Math.max(0, ((east - walls[at]) * dEast + (north - walls[at + 1]) * dNorth) / (dEast * dEast + dNorth * dNorth || 1)))
    if (Math.hypot(east - walls[at] - dEast * share, north - walls[at + 1] - dNorth * share) < reach)
      near.push(walls[at], walls[at + 1], walls[at + 2], walls[at + 3])
  }
  return near
}

function firstHit(walls: readonly number[], [east, north]: Position2, dirEast: number, dirNorth: number): number {
  let nearest = Infinity
  for (let at = 0; at < walls.length; at += 4) {
    const [aEast, aNorth] = [walls[at] - east, walls[at + 1] - north]
    const [wEast, wNorth] = [walls[at + 2] - walls[at], walls[at + 3] - walls[at + 1]]
    const cross = dirEast * wNorth - dirNorth * wEast
    if (Math.abs(cross) < 1e-12) continue
    const distance = (aEast * wNorth - aNorth * wEast) / cross
    const along = (aEast * dirNorth - aNorth * dirEast) / cross
    if (along >= -1e-9 && along <= 1 + 1e-9 && distance > 0.02 && distance < nearest) nearest = distance
  }
  return nearest
}

const turned = (angle: number): number => angle - Math.PI * 2 * Math.round(angle / (Math.PI * 2))
