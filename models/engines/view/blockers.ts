import type { Community } from '../../site/community.ts'
import { fenceSpans } from '../../site/fence-spans.ts'
import type { Position2, Position3 } from '../../site/geometry.ts'
import type { Fence, Tree } from '../../site/grounds.ts'
import { rectangleAt } from '../../site/planar.ts'

/** Something that stands in the way of a view, upright from `bottom` to `top`: a closed body, or a thin wall along a line. */
export type Blocker = {
  readonly corners: readonly Position2[]
  readonly isClosed: boolean
  readonly bottom: number
  readonly top: number
  /** A circle about it. */
  readonly middle: Position2
  readonly reach: number
}

export function blockerOf(corners: readonly Position2[], isClosed: boolean, bottom: number, top: number): Blocker {
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const middle: Position2 = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
  return { corners, isClosed, bottom, top, middle, reach: Math.max(...corners.map(([x, y]) => Math.hypot(x - middle[0], y - middle[1]))) }
}

/** One looks through railings over their low base; walls and hedges are as high as declared. */
const railingBaseMeters = 0.4
const opaqueHeightOf = ({ kind, heightMeters }: Fence): number => (kind === 'fence' ? Math.min(railingBaseMeters, heightMeters) : heightMeters)

/** A crown, of its tree's height: where it begins, and half its width. Bare or in leaf, it is counted: a camera is placed for the summer, too. */
const crowns: Readonly<Record<Tree['kind'], { readonly from: number; readonly half: number }>> = {
  poplar: { from: 0.3, half: 0.15 },
  sophora: { from: 0.44, half: 0.3 },
  ginkgo: { from: 0.34, half: 0.2 },
  pine: { from: 0.2, half: 0.2 },
  willow: { from: 0.4, half: 0.3 },
  shrub: { from: 0, half: 0.5 },
}

/** All that hides ground from a camera: buildings and outdoor lift shafts to their roofs, walls, hedges, the crowns of trees. */
export function blockersOf({ buildings, fences, gates, trees }: Community): Blocker[] {
  return [
    ...buildings.flatMap((building) => {
      const top = building.baseMeters + building.storeys * building.storeyHeightMeters
      const shafts = building.units.flatMap(({ lifts }) => lifts.filter(({ outdoor }) => outdoor).map(({ shaft }) => shaft))
      return [building.outline, ...shafts].map((ring) => blockerOf(ring, true, 0, top))
    }),
    ...fences.flatMap((fence) => fenceSpans(fence, gates).map((span) => blockerOf(span, false, 0, opaqueHeightOf(fence)))),
    ...trees.map(({ kind, position, heightMeters }) => {
      const { from, half } = crowns[kind]
      const side = half * heightMeters * Math.sqrt(Math.PI)
      return blockerOf(rectangleAt(position, 45, side, side), true, from * heightMeters, heightMeters)
    }),
  ]
}

/** Those within `reachMeters` of an eye. A crown an eye stands in is left out: the branches about a camera are cut. */
export const blockersNear = (blockers: readonly Blocker[], [east, north]: Position3, reachMeters: number): Blocker[] =>
  blockers.filter(({ corners, isClosed, bottom, middle, reach }) => {
    if (Math.hypot(middle[0] - east, middle[1] - north) > reach + reachMeters) return false
    return !(isClosed && bottom > 0 && crossings(corners, true, [east, north], [1, 0]).length % 2 === 1)
  })

/** How far along a direction a line crosses a blocker's sides, nearest first. */
export function crossings(corners: readonly Position2[], isClosed: boolean, [east, north]: Position2, [x, y]: Position2): number[] {
  const found: number[] = []
  let before = isClosed ? corners.at(-1) : undefined
  for (const corner of corners) {
    if (before) {
      const [aEast, aNorth] = [before[0] - east, before[1] - north]
      const [wEast, wNorth] = [corner[0] - before[0], corner[1] - before[1]]
      const cross = x * wNorth - y * wEast
      if (Math.abs(cross) > 1e-12) {
        const far = (aEast * wNorth - aNorth * wEast) / cross
        const along = (aEast * y - aNorth * x) / cross
        // One of a side's two ends belongs to it, so that a corner is crossed once.
        if (along >= 0 && along < 1 && far > 0) found.push(far)
      }
    }
    before = corner
  }
  return found.sort((a, b) => a - b)
}

/** The stretches of a line that lie within a blocker, from where it goes in to where it comes out; of no length at a thin wall. */
export function stretchesWithin({ corners, isClosed }: Blocker, from: Position2, direction: Position2): [number, number][] {
  const met = crossings(corners, isClosed, from, direction)
  if (!isClosed) return met.map((far) => [far, far])
  const ends = met.length % 2 === 1 ? [0, ...met] : met
  const stretches: [number, number][] = []
  ends.forEach((far, index) => {
    const next = ends[index + 1]
    if (index % 2 === 0 && next !== undefined) stretches.push([far, next])
  })
  return stretches
}
