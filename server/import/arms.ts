import type { Position2, Ring } from '../../models/site/geometry.ts'
import { type OrientedRectangle, orientedRectangle, seenFrom } from '../../models/site/oriented-rectangle.ts'
import { areaOf, centroidOf, distance, edgesOf } from '../../models/site/planar.ts'
import { type Box, largestBox, sizeOf } from './largest-box.ts'

/** An outline that fills its own rectangle to this share is one straight house. */
const straightShare = 0.82
/** Nothing can be built on an arm that is narrower or smaller. */
const [narrowest, smallest] = [5, 75]
const mostArms = 8
/** Outlines of more corners are circles and stadiums: nobody lives there in rows. */
const mostCorners = 90

/** The straight pieces of a footprint, the largest first: one for a plain house, two for an L, three for a U, four about a courtyard. */
export function armsOf(outline: Ring, holes: readonly Ring[]): OrientedRectangle[] {
  const whole = orientedRectangle(outline)
  const built = areaOf(outline) - holes.reduce((sum, hole) => sum + areaOf(hole), 0)
  if (built >= straightShare * whole.length * whole.depth || outline.length > mostCorners) return [whole]
  const angles = directionsOf(outline).map((angle) => heavySideUp(outline, angle))
  const taken: Ring[] = []
  while (taken.length < mostArms) {
    const arm = largestArm([outline, ...holes, ...taken], angles)
    if (!arm) break
    taken.push(arm)
  }
  return taken.length === 0 ? [whole] : taken.map(orientedRectangle)
}

function largestArm(rings: readonly Ring[], angles: readonly number[]): Ring | null {
  let best: { readonly box: Box; readonly angle: number } | undefined
  for (const angle of angles) {
    const box = largestBox(rings.map((ring) => seenFrom({ corner: [0, 0], angle }, ring)))
    // A gain of a few hundredths is noise: the direction of the longer walls keeps its right.
    if (box && (!best || sizeOf(box) > sizeOf(best.box) * 1.03)) best = { box, angle }
  }
  if (!best) return null
  const [west, south, east, north] = best.box
  if (Math.min(east - west, north - south) < narrowest || sizeOf(best.box) < smallest) return null
  return turned(
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
    best.angle,
  )
}

/** Not rounded: a centimetre could let two arms overlap. */
const turned = (ring: Ring, angle: number): Ring =>
  ring.map(([x, y]): Position2 => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)])

/** The at most three directions, a quarter turn apart or not, in which most of the walls run: radians within a quarter turn. */
function directionsOf(outline: Ring): number[] {
  const found: { angle: number; meters: number }[] = []
  for (const [a, b] of [...edgesOf(outline)].sort((first, second) => distance(...second) - distance(...first))) {
    const angle = quarter(Math.atan2(b[1] - a[1], b[0] - a[0]))
    const near = found.find((each) => Math.min(quarter(each.angle - angle), quarter(angle - each.angle)) < 0.06)
    if (near) near.meters += distance(a, b)
    else found.push({ angle, meters: distance(a, b) })
  }
  return found
    .sort((a, b) => b.meters - a.meters)
    .slice(0, 3)
    .map(({ angle }) => angle)
}

/** Of the four ways to look along such walls, the one that has most of the house to the upper right: a map that is turned is cut alike. */
function heavySideUp(outline: Ring, angle: number): number {
  const seen = seenFrom({ corner: [0, 0], angle }, outline)
  const middleOf = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2
  const [x, y] = centroidOf(seen)
  const [dx, dy] = [x - middleOf(seen.map((corner) => corner[0])), y - middleOf(seen.map((corner) => corner[1]))]
  return angle + Math.floor(Math.atan2(dy, dx) / (Math.PI / 2)) * (Math.PI / 2)
}

const quarter = (angle: number): number => ((angle % (Math.PI / 2)) + Math.PI / 2) % (Math.PI / 2)
