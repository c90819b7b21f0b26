import polygonClipping, { type MultiPolygon, type Polygon } from 'polygon-clipping'
import type { Position2, Ring } from '../../../models/site/geometry.ts'

const round = (value: number): number => Math.round(value * 200) / 200
export const closed = (ring: readonly Position2[]): [number, number][] => [...ring, ring[0]].map(([east, north]) => [round(east), round(north)])
export const opened = (ring: readonly [number, number][]): Ring => ring.slice(0, -1).map(([east, north]): Position2 => [east, north])

/**
 * The union of many pieces: neighbours first, then their unions with one another, so that a sweep never holds a whole
 * town. Where the library fails on touching edges of an imported map the two halves stay apart, which looks the same.
 */
export function unionOf(pieces: readonly Polygon[]): MultiPolygon {
  const inOrder = [...pieces].sort((a, b) => cellOf(a) - cellOf(b))
  const join = (from: number, to: number): MultiPolygon => {
    if (to - from <= 12) return joined(inOrder.slice(from, to).map((piece) => [piece]))
    const middle = Math.floor((from + to) / 2)
    return joined([join(from, middle), join(middle, to)])
  }
  return join(0, inOrder.length)
}

function joined(parts: readonly MultiPolygon[]): MultiPolygon {
  const [first, ...rest] = parts.filter((part) => part.length > 0)
  if (!first) return []
  try {
    return polygonClipping.union(first, ...rest)
  } catch {
    return [...first, ...rest.flat()]
  }
}

/** Pieces near one another in rows of 60 m: east in the odd rows, west in the even. */
function cellOf([[[east, north]]]: Polygon): number {
  const row = Math.floor(north / 60)
  return row * 100_000 + (row % 2 === 0 ? east : -east)
}

/** `from` without `without`; where the library fails, whole: what is drawn above still covers it. */
export function differenceOf(from: MultiPolygon, without: MultiPolygon): MultiPolygon {
  if (without.length === 0) return from
  try {
    return polygonClipping.difference(from, without)
  } catch {
    return from
  }
}

export function intersectionOf(one: MultiPolygon, other: MultiPolygon): MultiPolygon {
  if (one.length === 0 || other.length === 0) return []
  try {
    return polygonClipping.intersection(one, other)
  } catch {
    return one
  }
}
