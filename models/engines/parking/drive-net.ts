import type { Position2 } from '../../site/geometry.ts'
import type { Bay, Road } from '../../site/grounds.ts'
import { between2, distance, segmentsOf } from '../../site/planar.ts'

type Step = { readonly to: number; readonly meters: number }
type Node = { readonly at: Position2; readonly road: string; readonly next: Step[] }

/** The ways a car can take inside a community, cut into short steps and joined where they meet. */
export type DriveNet = readonly Node[]

/** From one place to every node of a net: how far, and the node before on the shortest way. */
export type WaysFrom = { readonly from: Position2; readonly meters: Float64Array; readonly before: Int32Array }
export type Way = { readonly line: readonly Position2[]; readonly meters: number }

const stepMeters = 3
const joinMeters = 3.4

/** Main roads and lanes; streets outside and footpaths are no way to a bay. */
export function buildDriveNet(roads: readonly Road[]): DriveNet {
  const nodes: Node[] = []
  const cells = new Map<string, number[]>()
  const join = (a: number, b: number): void => {
    const [one, other] = [nodes[a], nodes[b]]
    if (!one || !other || a === b) return
    const meters = distance(one.at, other.at)
    one.next.push({ to: b, meters })
    other.next.push({ to: a, meters })
  }
  const add = (at: Position2, road: string): number => {
    const number = nodes.push({ at, road, next: [] }) - 1
    const [column, row] = [Math.floor(at[0] / joinMeters), Math.floor(at[1] / joinMeters)]
    for (let x = column - 1; x <= column + 1; x += 1)
      for (let y = row - 1; y <= row + 1; y += 1)
        for (const other of cells.get(`${x},${y}`) ?? []) {
          const there = nodes[other]
          if (there && there.road !== road && distance(there.at, at) < joinMeters) join(number, other)
        }
    const key = `${column},${row}`
    cells.set(key, [...(cells.get(key) ?? []), number])
    return number
  }
  for (const { id, line, kind } of roads) {
    const [start] = line
    if (!start || (kind !== 'main' && kind !== 'lane')) continue
    let last = add(start, id)
    for (const [from, to] of segmentsOf(line)) {
      const steps = Math.max(1, Math.ceil(distance(from, to) / stepMeters))
      for (let step = 1; step <= steps; step += 1) {
        const here = add(between2(from, to, step / steps), id)
        join(last, here)
        last = here
      }
    }
  }
  return nodes
}

/** The shortest ways from a place, which joins the net at its nearest node, to all of it (Dijkstra). */
export function waysFrom(net: DriveNet, from: Position2): WaysFrom {
  const meters = new Float64Array(net.length).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(net.length).fill(-1)
  const start = nearestNode(net, from)
  if (start < 0) return { from, meters, before }
  meters[start] = distance(net[start]?.at ?? from, from)
  const open = [start]
  while (open.length > 0) {
    let least = 0
    for (let place = 1; place < open.length; place += 1) if ((meters[open[place] ?? 0] ?? 0) < (meters[open[least] ?? 0] ?? 0)) least = place
    const [here = 0] = open.splice(least, 1)
    for (const { to, meters: step } of net[here]?.next ?? []) {
      const reached = (meters[here] ?? 0) + step
      if (reached >= (meters[to] ?? 0)) continue
      if (meters[to] === Number.POSITIVE_INFINITY) open.push(to)
      meters[to] = reached
      before[to] = here
    }
  }
  return { from, meters, before }
}

/** The node nearest to a place, on a given road where the net has it; -1 in an empty net. */
export function nearestNode(net: DriveNet, place: Position2, road?: string | null): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  const isKnown = road !== undefined && road !== null && net.some((node) => node.road === road)
  for (const [number, node] of net.entries()) {
    if (isKnown && node.road !== road) continue
    const away = distance(node.at, place)
    if (away < least) [best, least] = [number, away]
  }
  return best
}

/** How far a bay is by the road it lies at, in metres; Infinity where no way leads there. */
export function metersTo(net: DriveNet, ways: WaysFrom, { position, road }: Pick<Bay, 'position' | 'road'>): number {
  const node = nearestNode(net, position, road)
  const at = net[node]?.at
  return at ? (ways.meters[node] ?? Number.POSITIVE_INFINITY) + distance(at, position) : Number.POSITIVE_INFINITY
}

/** The way to a bay as a line along the roads and into the bay; null where no way leads there. */
export function wayTo(net: DriveNet, ways: WaysFrom, bay: Pick<Bay, 'position' | 'road'>): Way | null {
  const meters = metersTo(net, ways, bay)
  if (!Number.isFinite(meters)) return null
  const line: Position2[] = [bay.position]
  for (let node = nearestNode(net, bay.position, bay.road); node >= 0; node = ways.before[node] ?? -1) {
    const at = net[node]?.at
    if (at) line.push(at)
  }
  line.push(ways.from)
  return { line: straightened(line.reverse()), meters }
}

/** Leaves out the steps that lie within a hand's breadth of a straight stretch. */
function straightened(line: readonly Position2[]): Position2[] {
  const kept: Position2[] = []
  for (const [number, spot] of line.entries()) {
    const [before, after] = [kept.at(-1), line[number + 1]]
    if (!before || !after) {
      kept.push(spot)
      continue
    }
    const turn = Math.abs(turned(Math.atan2(spot[1] - before[1], spot[0] - before[0]) - Math.atan2(after[1] - spot[1], after[0] - spot[0])))
    if (turn > 0.12 && distance(before, spot) > 0.8) kept.push(spot)
  }
  return kept
}

const turned = (angle: number): number => angle - Math.PI * 2 * Math.round(angle / (Math.PI * 2))
