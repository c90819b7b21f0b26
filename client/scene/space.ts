import type { Position2, Ring } from '../../models/site/geometry.ts'

/** A line on the ground to build along: origin, unit direction; `outward` is to its right, so that anticlockwise rings face out. */
export type Frame = { readonly east: number; readonly north: number; readonly alongEast: number; readonly alongNorth: number }

export const frameBetween = (from: Position2, to: Position2): Frame => {
  const east = to[0] - from[0]
  const north = to[1] - from[1]
  const length = Math.hypot(east, north) || 1
  return { east: from[0], north: from[1], alongEast: east / length, alongNorth: north / length }
}

/** A frame about a middle whose outward direction is `heading` (degrees clockwise from north). */
export const frameFacing = (middle: Position2, heading: number): Frame => {
  const radians = (heading * Math.PI) / 180
  return { east: middle[0], north: middle[1], alongEast: -Math.cos(radians), alongNorth: Math.sin(radians) }
}

/** The place `along` metres on and `outward` metres to the right. */
export const placeOn = (frame: Frame, along: number, outward: number): Position2 => [
  frame.east + frame.alongEast * along + frame.alongNorth * outward,
  frame.north + frame.alongNorth * along - frame.alongEast * outward,
]

export const signedArea = (ring: readonly Position2[]): number => {
  let sum = 0
  for (let index = 0; index < ring.length; index += 1) {
    const [east, north] = ring[index]
    const [nextEast, nextNorth] = ring[(index + 1) % ring.length]
    sum += east * nextNorth - nextEast * north
  }
  return sum / 2
}

/** The same ring turning anticlockwise seen from above. */
export const anticlockwise = (ring: Ring): Ring => (signedArea(ring) < 0 ? [...ring].reverse() : ring)

export const contains = (ring: readonly Position2[], east: number, north: number): boolean => {
  let inside = false
  for (let index = 0, last = ring.length - 1; index < ring.length; last = index, index += 1) {
    const [eastA, northA] = ring[index]
    const [eastB, northB] = ring[last]
    if (northA > north !== northB > north && east < ((eastB - eastA) * (north - northA)) / (northB - northA) + eastA) inside = !inside
  }
  return inside
}

export const centreOf = (ring: readonly Position2[]): Position2 => {
  let east = 0
  let north = 0
  let sum = 0
  for (let index = 0; index < ring.length; index += 1) {
    const [eastA, northA] = ring[index]
    const [eastB, northB] = ring[(index + 1) % ring.length]
    const cross = eastA * northB - eastB * northA
    east += (eastA + eastB) * cross
    north += (northA + northB) * cross
    sum += cross
  }
  if (Math.abs(sum) < 1e-9) return ring[0]
  return [east / (3 * sum), north / (3 * sum)]
}

export type Bounds = { minEast: number; minNorth: number; maxEast: number; maxNorth: number }

export const boundsOf = (rings: readonly (readonly Position2[])[]): Bounds => {
  const bounds = { minEast: Infinity, minNorth: Infinity, maxEast: -Infinity, maxNorth: -Infinity }
  for (const ring of rings)
    for (const [east, north] of ring) {
      bounds.minEast = Math.min(bounds.minEast, east)
      bounds.minNorth = Math.min(bounds.minNorth, north)
      bounds.maxEast = Math.max(bounds.maxEast, east)
      bounds.maxNorth = Math.max(bounds.maxNorth, north)
    }
  return bounds
}

/** A ring moved inwards by `distance` (outwards if negative), each corner along its mitre; for small distances. */
export const inset = (ring: Ring, distance: number): Ring =>
  ring.map((corner, index) => {
    const before = frameBetween(ring[(index + ring.length - 1) % ring.length], corner)
    const after = frameBetween(corner, ring[(index + 1) % ring.length])
    const east = -(before.alongNorth + after.alongNorth)
    const north = before.alongEast + after.alongEast
    const length = Math.hypot(east, north)
    if (length < 1e-6) return corner
    const cosine = (-before.alongNorth * east + before.alongEast * north) / length
    const reach = distance / Math.max(cosine, 0.3)
    return [corner[0] + (east / length) * reach, corner[1] + (north / length) * reach]
  })

/** Where a stretch of another ring lies along this frame, if it runs within `toleranceMeters` of it; null if it does not. */
export const overlapAlong = (frame: Frame, lengthMeters: number, ring: readonly Position2[], toleranceMeters: number): readonly [number, number] | null => {
  let low = Infinity
  let high = -Infinity
  for (let index = 0; index < ring.length; index += 1) {
    const from = project(frame, ring[index])
    const to = project(frame, ring[(index + 1) % ring.length])
    if (Math.abs(from.outward) > toleranceMeters || Math.abs(to.outward) > toleranceMeters || Math.abs(to.along - from.along) < 0.3) continue
    low = Math.min(low, from.along, to.along)
    high = Math.max(high, from.along, to.along)
  }
  const start = Math.max(0, low)
  const end = Math.min(lengthMeters, high)
  return end - start > 0.3 ? [start, end] : null
}

export const project = (frame: Frame, [east, north]: Position2): { along: number; outward: number } => {
  const dEast = east - frame.east
  const dNorth = north - frame.north
  return { along: dEast * frame.alongEast + dNorth * frame.alongNorth, outward: dEast * frame.alongNorth - dNorth * frame.alongEast }
}
