import type { Building } from '../../site/building.ts'
import type { Position2, Ring } from '../../site/geometry.ts'
import { groundBetween } from '../../site/ground-between.ts'
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
  const green = groundBetween(
    [{ outline: boundary, holes: [] }],
    [
      ...roads.map(({ line, widthMeters }) => stripOf(line, widthMeters)),
      ...buildings.map(({ outline }) => outline),
      ...bays.map(bayRing),
      ...openAreas.map(({ outline }) => outline),
      forecourt,
    ].map((outline) => ({ outline, holes: [] })),
  ).filter(({ outline }) => areaOf(outline) >= 4)
  return [...openAreas, ...green.map((each, index): GroundArea => ({ id: `lawn-${index + 1}`, kind: 'lawn', ...each }))]
}

/** The pavement in front of the shops. */
const forecourt: Ring = [[-171, -132.2], [27, -132.2], at('east', 172, -132.2), at('east', 172, -121.2), [27.4, -120.2], [-171, -120.2]]
