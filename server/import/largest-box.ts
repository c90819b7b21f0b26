import type { Position2, Ring } from '../../models/site/geometry.ts'
import { contains } from '../../models/site/planar.ts'

/** An upright rectangle: west, south, east, north. */
export type Box = readonly [number, number, number, number]

/** Corners nearer than this to each other along an axis are one line of the grid: the wobble of a survey. */
const wobbleMeters = 0.6

/**
 * The largest upright rectangle inside the first ring and outside all others, as far as their corners' grid can tell: a cell
 * counts as inside when its middle is. Null where there is none. Slanting walls are cut through; who builds on it looks again.
 */
export function largestBox([outline, ...without]: readonly Ring[]): Box | null {
  if (!outline) return null
  const corners = [outline, ...without].flat()
  const xs = gridOf(corners.map(([x]) => x))
  const ys = gridOf(corners.map(([, y]) => y))
  const isInside = (middle: Position2): boolean => contains(outline, middle) && !without.some((ring) => contains(ring, middle))
  const rows = ys.slice(1).map((north, row) => {
    const y = between(ys[row] ?? north, north)
    return xs.slice(1).map((east, column) => isInside([between(xs[column] ?? east, east), y]))
  })
  let best: Box | null = null
  for (let south = 0; south < rows.length; south += 1) {
    const open = xs.slice(1).map(() => true)
    for (let north = south; north < rows.length; north += 1) {
      for (let column = 0; column < open.length; column += 1) open[column] = (open[column] ?? false) && (rows[north]?.[column] ?? false)
      for (const [from, until] of runsOf(open)) {
        const box: Box = [xs[from] ?? 0, ys[south] ?? 0, xs[until] ?? 0, ys[north + 1] ?? 0]
        if (!best || sizeOf(box) > sizeOf(best) * 1.001) best = box
      }
    }
  }
  return best
}

/** A little off the middle: a slanting wall often runs exactly through the middle of a cell, and rounding would then decide. */
const between = (low: number, high: number): number => low + 0.47 * (high - low)

export const sizeOf = ([west, south, east, north]: Box): number => (east - west) * (north - south)

/** Values in rising order, those of a cluster joined into its middle. */
function gridOf(values: readonly number[]): number[] {
  const clusters: number[][] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = clusters.at(-1)
    if (last && value - (last[0] ?? value) < wobbleMeters) last.push(value)
    else clusters.push([value])
  }
  return clusters.map((cluster) => cluster.reduce((sum, value) => sum + value, 0) / cluster.length)
}

/** Stretches of true: the first index and the one after the last. */
function* runsOf(flags: readonly boolean[]): Generator<readonly [number, number]> {
  let from = -1
  for (let index = 0; index <= flags.length; index += 1) {
    if (flags[index] && from < 0) from = index
    else if (!flags[index] && from >= 0) {
      yield [from, index]
      from = -1
    }
  }
}
