import type { Community } from '../../site/community.ts'
import type { Polyline, Position2 } from '../../site/geometry.ts'
import { between2, distance, lengthOf, segmentsOf } from '../../site/planar.ts'

type Node = { readonly at: Position2; readonly next: { readonly to: number; readonly meters: number }[] }

/** The ways of a community as a net one can walk: roads cut into short steps, joined where they meet. */
export type WalkNet = readonly Node[]

/** All walks that begin in one place. */
export type Walks = {
  /** The shortest way there, with both ends; a straight line where no way leads. */
  wayTo(place: Position2): Polyline
  metersTo(place: Position2): number
}

const stepMeters = 4
const joinMeters = 3.6

export function buildWalkNet({ roads }: Pick<Community, 'roads'>): WalkNet {
  const nodes: Node[] = []
  const cells = new Map<string, number[]>()
  const link = (a: number, b: number): void => {
    const [one, other] = [nodes[a], nodes[b]]
    if (!one || !other) return
    const meters = distance(one.at, other.at)
    one.next.push({ to: b, meters })
    other.next.push({ to: a, meters })
  }
  const add = (at: Position2): number => {
    const number = nodes.length
    nodes.push({ at, next: [] })
    const [column, row] = [Math.floor(at[0] / joinMeters), Math.floor(at[1] / joinMeters)]
    for (let x = column - 1; x <= column + 1; x += 1)
      for (let y = row - 1; y <= row + 1; y += 1)
        for (const other of cells.get(`${x},${y}`) ?? []) if (distance(at, nodes[other]?.at ?? at) < joinMeters) link(number, other)
    const key = `${column},${row}`
    cells.set(key, [...(cells.get(key) ?? []), number])
    return number
  }
  for (const { line, kind } of roads) {
    if (kind === 'street') continue
    let last = -1
    for (const [from, to] of segmentsOf(line)) {
      if (last < 0) last = add(from)
      const steps = Math.max(1, Math.ceil(distance(from, to) / stepMeters))
      for (let step = 1; step <= steps; step += 1) {
        const here = add(between2(from, to, step / steps))
        link(last, here)
        last = here
      }
    }
  }
  return nodes
}

/** Dijkstra over the whole net, once per place one starts from. */
export function walksFrom(net: WalkNet, from: Position2): Walks {
  const start = nearest(net, from)
  const { far, before } = spread(net, start)
  const wayTo = (place: Position2): Polyline => {
    const end = nearest(net, place)
    if (start < 0 || (far[end] ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY) return [from, place]
    const way: Position2[] = [place]
    for (let node = end; node >= 0; node = before[node] ?? -1) {
      const there = net[node]
      if (there) way.push(there.at)
    }
    way.push(from)
    return straightened(way.reverse())
  }
  return { wayTo, metersTo: (place) => lengthOf(wayTo(place)) }
}

function spread(net: WalkNet, start: number): { readonly far: Float64Array; readonly before: Int32Array } {
  const far = new Float64Array(net.length).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(net.length).fill(-1)
  const open = new Set<number>()
  if (start >= 0) {
    far[start] = 0
    open.add(start)
  }
  const metersOf = (node: number): number => far[node] ?? Number.POSITIVE_INFINITY
  while (open.size > 0) {
    let here = -1
    for (const each of open) if (here < 0 || metersOf(each) < metersOf(here)) here = each
    open.delete(here)
    for (const { to, meters } of net[here]?.next ?? []) {
      if (metersOf(here) + meters >= metersOf(to)) continue
      far[to] = metersOf(here) + meters
      before[to] = here
      open.add(to)
    }
  }
  return { far, before }
}

function nearest(net: WalkNet, place: Position2): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  net.forEach((node, number) => {
    const meters = distance(node.at, place)
    if (meters >= least) return
    best = number
    least = meters
  })
  return best
}

/** Leaves out the steps that lie on a straight stretch. */
function straightened(way: Polyline): Polyline {
  const [first, ...rest] = way
  if (!first) return way
  const kept: Position2[] = [first]
  rest.forEach((spot, index) => {
    const last = kept.at(-1) ?? first
    const next = rest[index + 1]
    if (!next) {
      kept.push(spot)
      return
    }
    const turn = Math.atan2(spot[1] - last[1], spot[0] - last[0]) - Math.atan2(next[1] - spot[1], next[0] - spot[0])
    const bend = Math.abs(((turn + Math.PI * 3) % (Math.PI * 2)) - Math.PI)
    if (bend > 0.12 && distance(spot, last) > 1) kept.push(spot)
  })
  return kept
}
