import type { Position2 } from '../../../models/site/geometry.ts'
import { distance } from '../../../models/site/planar.ts'
import { frameBetween, placeOn } from '../space.ts'
import type { Shapes } from './shapes.ts'

/** The greatest reach of a mitre, in half widths: a sharper bend is cut off. */
const longestMitre = 2.2

/** A band along a line on the ground as one shape, mitred at its bends. */
export function writeRibbon(shapes: Shapes, line: readonly Position2[], up: number, widthMeters: number): void {
  if (line.length < 2) return
  shapes.begin()
  const half = widthMeters / 2
  for (const [number, spot] of line.entries()) {
    const [left, right] = edgesAt(line, number, half)
    const first = shapes.vertex(left[0], left[1], up, 1)
    shapes.vertex(right[0], right[1], up, 1)
    if (number === 0 || distance(spot, line[number - 1] ?? spot) < 1e-6) continue
    shapes.triangle(first - 2, first - 1, first + 1)
    shapes.triangle(first - 2, first + 1, first)
  }
}

function edgesAt(line: readonly Position2[], number: number, half: number): readonly [Position2, Position2] {
  const spot = line[number]
  const before = number > 0 ? frameBetween(line[number - 1], spot) : null
  const after = number < line.length - 1 ? frameBetween(spot, line[number + 1]) : null
  const [east, north] = [(before?.alongEast ?? 0) + (after?.alongEast ?? 0), (before?.alongNorth ?? 0) + (after?.alongNorth ?? 0)]
  const length = Math.hypot(east, north)
  const own = after ?? before
  if (!own) return [spot, spot]
  if (length < 1e-6) return [placeOn({ ...own, east: spot[0], north: spot[1] }, 0, -half), placeOn({ ...own, east: spot[0], north: spot[1] }, 0, half)]
  const cosine = before && after ? length / 2 : 1
  const reach = half * Math.min(longestMitre, 1 / Math.max(cosine, 0.2))
  const frame = { east: spot[0], north: spot[1], alongEast: east / length, alongNorth: north / length }
  return [placeOn(frame, 0, -reach), placeOn(frame, 0, reach)]
}

/** Arrow heads along a line, one shape each, pointing the way it goes. */
export function writeChevrons(shapes: Shapes, line: readonly Position2[], up: number, everyMeters: number, reachMeters: number): void {
  let left = everyMeters / 2
  for (let number = 1; number < line.length; number += 1) {
    const length = distance(line[number - 1], line[number])
    const frame = frameBetween(line[number - 1], line[number])
    for (; left < length - reachMeters; left += everyMeters) {
      shapes.begin()
      const spot = (along: number, outward: number): number => {
        const [east, north] = placeOn(frame, left + along, outward)
        return shapes.vertex(east, north, up, 1)
      }
      const [tip, inner] = [spot(reachMeters, 0), spot(reachMeters * 0.45, 0)]
      for (const side of [-reachMeters, reachMeters]) {
        const [outer, back] = [spot(0, side), spot(-reachMeters * 0.55, side)]
        shapes.triangle(tip, outer, back)
        shapes.triangle(tip, back, inner)
      }
    }
    left -= length
    if (left < 0) left = everyMeters / 2
  }
}
