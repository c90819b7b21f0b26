import polygonClipping, { type Polygon } from 'polygon-clipping'
import type { Building } from '../../site/building.ts'
import type { Position2, Ring } from '../../site/geometry.ts'
import type { Bay, GroundArea, Road } from '../../site/grounds.ts'
import { placeRing } from '../../site/placement.ts'
import { anticlockwise, areaOf, rectangleAt, roundPosition, stripOf } from '../../site/planar.ts'
import { box } from '../../site/plans/draw.ts'
import { boundary, southGate } from './boundary.ts'
import { at, frames } from './frames.ts'
import { bayRing } from './ground.ts'

/** A circle as a ring of `count` corners. */
const circle = ([x, y]: Position2, radius: number, count: number): Ring =>
  Array.from({ length: count }, (_, index) =>
    roundPosition([x + radius * Math.cos((2 * Math.PI * index) / count), y + radius * Math.sin((2 * Math.PI * index) / count)]),
  )

const area = (id: string, kind: GroundArea['kind'], outline: Ring): GroundArea => ({ id, kind, outline: anticlockwise(outline), holes: [] })

/** Squares where people dance, play and gather, and the ground kept free for the fire engine's ladder at the tower. */
export const openAreas: readonly GroundArea[] = [
  area('square', 'paving', circle([-50, 9], 8.5, 28)),
  area('playground', 'playground', circle([-71, 12.5], 6.2, 20)),
  area('fitness', 'paving', [
    [-31, 12],
    [-22, 14],
    [-23.5, 21.5],
    [-32.5, 19.5],
  ]),
  area('pavilion', 'paving', circle([-75.5, 3], 3, 10)),
  area('school-yard', 'playground', placeRing(frames.east, box(29, -1.2, 51, 2.9))),
  area('tower-ladder', 'fire-ground', rectangleAt(at('east', 94.1, 103.6), -6.6, 20, 10)),
  area('gate-plaza', 'paving', [
    [southGate[0] - 26, -131.2],
    [southGate[0] + 12.5, -131.2],
    [southGate[0] + 12, -120.3],
    [southGate[0] - 25, -120.3],
  ]),
]

type Standing = { readonly buildings: readonly Building[]; readonly roads: readonly Road[]; readonly bays: readonly Bay[] }

/** Everything inside the boundary that is not built on, driven on or paved is green. */
export function makeAreas({ buildings, roads, bays }: Standing): GroundArea[] {
  const taken: Polygon[] = [
    ...roads.map(({ line, widthMeters }) => toPolygon(stripOf(line, widthMeters))),
    ...buildings.map(({ outline }) => toPolygon(outline)),
    ...bays.map((bay) => toPolygon(bayRing(bay))),
    ...openAreas.map(({ outline }) => toPolygon(outline)),
    toPolygon(forecourt),
  ]
  const green = polygonClipping.difference(toPolygon(boundary), ...taken)
  const lawns: GroundArea[] = []
  for (const [outer, ...holes] of green) {
    const outline = outer && toRing(outer)
    if (!outline || areaOf(outline) < 4) continue
    lawns.push({ id: `lawn-${lawns.length + 1}`, kind: 'lawn', outline, holes: holes.map(toRing).filter((hole) => hole.length >= 3) })
  }
  return [...openAreas, ...lawns]
}

/** The pavement in front of the shops. */
const forecourt: Ring = [[-171, -132.2], [27, -132.2], at('east', 172, -132.2), at('east', 172, -121.2), [27.4, -120.2], [-171, -120.2]]

const toPolygon = (ring: Ring): Polygon => [ring.map(([x, y]) => [x, y])]

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
