import type { Community } from '../../models/site/community.ts'
import type { Position2 } from '../../models/site/geometry.ts'

type Node = { readonly east: number; readonly north: number; readonly next: { readonly to: number; readonly meters: number }[] }

const stepMeters = 4
const joinMeters = 3.6

/** The ways of a community as a net one can walk: roads cut into short steps, joined where they meet. */
export function buildWayNet({ roads }: Community): readonly Node[] {
  const nodes: Node[] = []
  const cells = new Map<string, number[]>()
  const link = (a: number, b: number): void => {
    const meters = Math.hypot(nodes[a].east - nodes[b].east, nodes[a].north - nodes[b].north)
    nodes[a].next.push({ to: b, meters })
    nodes[b].next.push({ to: a, meters })
  }
  const add = (east: number, north: number): number => {
    const number = nodes.length
    nodes.push({ east, north, next: [] })
    const [column, row] = [Math.floor(east / joinMeters), Math.floor(north / joinMeters)]
    for (let x = column - 1; x <= column + 1; x += 1)
      for (let y = row - 1; y <= row + 1; y += 1)
        for (const other of cells.get(`${x},${y}`) ?? []) if (Math.hypot(nodes[other].east - east, nodes[other].north - north) < joinMeters) link(number, other)
    const key = `${column},${row}`
    cells.set(key, [...(cells.get(key) ?? []), number])
    return number
  }
  for (const { line, kind } of roads) {
    if (kind === 'street') continue
    let last = add(line[0][0], line[0][1])
    for (let index = 1; index < line.length; index += 1) {
      const [from, to] = [line[index - 1], line[index]]
      const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepMeters))
      for (let step = 1; step <= steps; step += 1) {
        const here = add(from[0] + ((to[0] - from[0]) * step) / steps, from[1] + ((to[1] - from[1]) * step) / steps)
        link(last, here)
        last = here
      }
    }
  }
  return nodes
}

/** The shortest way over the net between two places, with both ends; a straight line where no way leads. */
export function routeBetween(net: readonly Node[], from: Position2, to: Position2): Position2[] {
  const start = nearest(net, from)
  const end = nearest(net, to)
  if (start < 0 || end < 0) return [from, to]
  const far = new Float64Array(net.length).fill(Infinity)
  const before = new Int32Array(net.length).fill(-1)
  const open = new Set([start])
  far[start] = 0
  while (open.size > 0) {
    let here = -1
    for (const each of open) if (here < 0 || far[each] < far[here]) here = each
    if (here === end) break
    open.delete(here)
    for (const { to: next, meters } of net[here].next) {
      if (far[here] + meters >= far[next]) continue
      far[next] = far[here] + meters
      before[next] = here
      open.add(next)
    }
  }
  if (far[end] === Infinity) return [from, to]
  const way: Position2[] = [to]
  for (let node = end; node >= 0; node = before[node]) way.push([net[node].east, net[node].north])
  way.push(from)
  return straightened(way.reverse())
}

export const lengthOf = (way: readonly Position2[]): number =>
  way.reduce((sum, spot, index) => (index === 0 ? 0 : sum + Math.hypot(spot[0] - way[index - 1][0], spot[1] - way[index - 1][1])), 0)

function nearest(net: readonly Node[], [east, north]: Position2): number {
  let best = -1
  let least = Infinity
  for (const [number, node] of net.entries()) {
    const meters = Math.hypot(node.east - east, node.north - north)
    if (meters >= least) continue
    best = number
    least = meters
  }
  return best
}

/** Leaves out the steps that lie on a straight stretch. */
function straightened(way: readonly Position2[]): Position2[] {
  const kept: Position2[] = [way[0]]
  for (let index = 1; index < way.length - 1; index += 1) {
    const last = kept[kept.length - 1]
    const [a, b] = [
      Math.atan2(way[index][1] - last[1], way[index][0] - last[0]),
      Math.atan2(way[index + 1][1] - way[index][1], way[index + 1][0] - way[index][0]),
    ]
    const turn = Math.abs(((a - b + Math.PI * 3) % (Math.PI * 2)) - Math.PI)
    if (turn > 0.12 && Math.hypot(way[index][0] - last[0], way[index][1] - last[1]) > 1) kept.push(way[index])
  }
  kept.push(way[way.length - 1])
  return kept
}
