import polygonClipping, { type Polygon } from 'polygon-clipping'
import type { Position2, Ring } from './geometry.ts'
import { anticlockwise, roundPosition } from './planar.ts'

/** A surface with holes. */
export type Surface = { readonly outline: Ring; readonly holes: Ring[] }

/** What is left of `land` when all that is `taken` is cut out of it: surfaces to the centimetre, anticlockwise. */
export function groundBetween(land: readonly Surface[], taken: readonly Surface[]): Surface[] {
  const [first, ...others] = land.map(toPolygon)
  if (!first) return []
  return polygonClipping.difference(polygonClipping.union(first, ...others), ...taken.map(toPolygon)).flatMap(([outer, ...holes]) => {
    const outline = outer ? toRing(outer) : []
    return outline.length < 3 ? [] : [{ outline, holes: holes.map(toRing).filter((hole) => hole.length >= 3) }]
  })
}

const toPolygon = ({ outline, holes }: Surface): Polygon => [outline, ...holes].map((ring) => ring.map(([x, y]) => [x, y]))

/** polygon-clipping repeats the first corner at the end, and rounding may bring neighbours together. */
function toRing(closed: readonly (readonly [number, number])[]): Ring {
  const ring: Position2[] = []
  for (const [x, y] of closed) {
    const position = roundPosition([x, y])
    const last = ring.at(-1)
    if (!last || last[0] !== position[0] || last[1] !== position[1]) ring.push(position)
  }
  const [first] = ring
  const last = ring.at(-1)
  if (first && last && first[0] === last[0] && first[1] === last[1]) ring.pop()
  return anticlockwise(ring)
}
