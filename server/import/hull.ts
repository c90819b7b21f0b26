import type { Position2, Ring } from '../../models/site/geometry.ts'
import { centroidOf, distance, distanceToSegment, roundPosition } from '../../models/site/planar.ts'

const turn = (o: Position2, a: Position2, b: Position2): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

/** The convex hull, anticlockwise (Andrew's monotone chain). */
export function hullOf(positions: readonly Position2[]): Ring {
  const sorted = [...positions].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (line: readonly Position2[]): Position2[] => {
    const chain: Position2[] = []
    for (const position of line) {
      for (let a = chain.at(-2), b = chain.at(-1); a && b && turn(a, b, position) <= 1e-9; a = chain.at(-2), b = chain.at(-1)) chain.pop()
      chain.push(position)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half([...sorted].reverse())]
}

/** Corners nearer than this to the line past them are the noise of the survey. */
const flatMeters = 0.5

/** The flattest corner goes first, so that it does not matter where the ring begins. */
function withoutFlatCorners(ring: Ring): Ring {
  const kept = [...ring]
  while (kept.length > 3) {
    const bends = kept.map((corner, index) => distanceToSegment(corner, kept.at(index - 1) ?? corner, kept[(index + 1) % kept.length] ?? corner))
    const flattest = Math.min(...bends)
    if (flattest >= flatMeters) break
    kept.splice(bends.indexOf(flattest), 1)
  }
  return kept
}

/** The hull of what is built, moved outward by `margin` metres at its corners; a square where nothing is built. */
export function boundaryOf(positions: readonly Position2[], margin: number): Ring {
  const hull = withoutFlatCorners(hullOf(positions))
  if (hull.length < 3)
    return [
      [-50, -50],
      [50, -50],
      [50, 50],
      [-50, 50],
    ]
  const middle = centroidOf(hull)
  return hull.map((corner) => {
    const reach = distance(corner, middle)
    const share = reach === 0 ? 1 : (reach + margin) / reach
    return roundPosition([middle[0] + (corner[0] - middle[0]) * share, middle[1] + (corner[1] - middle[1]) * share])
  })
}
