import type { Position2, Ring } from './geometry.ts'
import type { Placement } from './placement.ts'
import { edgesOf } from './planar.ts'

/** A rectangle by its corner, the angle of its length and its sizes; y = 0 is the side that looks more to the south. */
export type OrientedRectangle = { readonly placement: Placement; readonly length: number; readonly depth: number }

/** A ring's positions as seen from a placement: the inverse of `placePosition`, not rounded. */
export const seenFrom = ({ corner, angle }: Placement, ring: Ring): Ring => {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return ring.map(([x, y]): Position2 => [(x - corner[0]) * cos + (y - corner[1]) * sin, (y - corner[1]) * cos - (x - corner[0]) * sin])
}

/** The smallest rectangle about a ring that is parallel to one of its sides. */
export function orientedRectangle(ring: Ring): OrientedRectangle {
  let best: OrientedRectangle | undefined
  for (const [a, b] of edgesOf(ring)) {
    const candidate = along(ring, Math.atan2(b[1] - a[1], b[0] - a[0]))
    // A gain of less than a thousandth is the noise of the survey: the earlier side keeps its right.
    if (!best || candidate.length * candidate.depth < best.length * best.depth * 0.999) best = candidate
  }
  return best ?? { placement: { corner: [0, 0], angle: 0 }, length: 0, depth: 0 }
}

function along(ring: Ring, side: number): OrientedRectangle {
  const first = boundsFrom(ring, side)
  const angle = southward(first.width >= first.height ? side : side + Math.PI / 2)
  const { west, south, width, height } = boundsFrom(ring, angle)
  const corner: Position2 = [west * Math.cos(angle) - south * Math.sin(angle), west * Math.sin(angle) + south * Math.cos(angle)]
  return { placement: { corner, angle }, length: width, depth: height }
}

/** Of the two ways to look along a line, the one whose right hand points south. */
function southward(angle: number): number {
  const turned = Math.atan2(Math.sin(angle), Math.cos(angle))
  return Math.cos(turned) >= 0 ? turned : turned > 0 ? turned - Math.PI : turned + Math.PI
}

function boundsFrom(ring: Ring, angle: number): { readonly west: number; readonly south: number; readonly width: number; readonly height: number } {
  const seen = seenFrom({ corner: [0, 0], angle }, ring)
  const xs = seen.map(([x]) => x)
  const ys = seen.map(([, y]) => y)
  const [west, south] = [Math.min(...xs), Math.min(...ys)]
  return { west, south, width: Math.max(...xs) - west, height: Math.max(...ys) - south }
}
