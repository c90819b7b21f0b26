import type { Ring } from '../../models/site/geometry.ts'
import { edgesOf } from '../../models/site/planar.ts'

export type Span = readonly [number, number]

/** Away from the outer wall, so that a survey's centimetres don't put a home outside. */
const margin = 0.12
const everyMeters = 0.4

/**
 * The widest stretch of y `within` bounds that lies inside the rings (even-odd, so holes count as outside) all the way from
 * x = `from` to `to`; null where there is none.
 */
export function inscribe(rings: readonly Ring[], from: number, to: number, within: Span): Span | null {
  let inside: readonly Span[] = [within]
  const count = Math.max(2, Math.ceil((to - from) / everyMeters))
  for (let index = 0; index <= count; index += 1) {
    const x = from + 0.02 + ((to - from - 0.04) * index) / count
    inside = intersect(inside, crossings(rings, x))
  }
  const widest = inside.reduce<Span | null>((best, span) => (!best || span[1] - span[0] > best[1] - best[0] + 0.05 ? span : best), null)
  return widest && widest[1] - widest[0] > 2 * margin ? [widest[0] + margin, widest[1] - margin] : null
}

function crossings(rings: readonly Ring[], x: number): Span[] {
  const ys: number[] = []
  for (const ring of rings) for (const [a, b] of edgesOf(ring)) if (a[0] > x !== b[0] > x) ys.push(a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0]))
  ys.sort((a, b) => a - b)
  const spans: Span[] = []
  for (let index = 0; index + 1 < ys.length; index += 2) {
    const [low, high] = [ys[index], ys[index + 1]]
    if (low !== undefined && high !== undefined) spans.push([low, high])
  }
  return spans
}

const intersect = (a: readonly Span[], b: readonly Span[]): Span[] =>
  a.flatMap(([low, high]) => b.map(([from, until]): Span => [Math.max(low, from), Math.min(high, until)])).filter(([low, high]) => high > low)
