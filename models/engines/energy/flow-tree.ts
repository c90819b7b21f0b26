import type { Position2 } from '../../site/geometry.ts'
import { type DriveNet, nearestNode, type WaysFrom } from '../parking/drive-net.ts'

/** One piece of a tree of ways from a source, and which of the things it feeds lie behind it. */
export type FlowPiece = { readonly from: Position2; readonly to: Position2; readonly feeds: readonly number[] }

/**
 * The ways along the roads from a source to the things it feeds, joined where they run together: what flows through a
 * piece is the sum of what lies behind it. Runs of pieces that feed the same are drawn as one line by the caller.
 */
export function flowTree(net: DriveNet, ways: WaysFrom, fed: readonly Position2[]): FlowPiece[] {
  const pieces = new Map<number, number[]>()
  const ends: FlowPiece[] = []
  for (const [number, place] of fed.entries()) {
    const start = nearestNode(net, place)
    const at = net[start]?.at
    if (!at || !Number.isFinite(ways.meters[start] ?? Number.POSITIVE_INFINITY)) continue
    ends.push({ from: at, to: place, feeds: [number] })
    for (let node = start; node >= 0; node = ways.before[node] ?? -1) {
      const feeds = pieces.get(node)
      if (feeds) feeds.push(number)
      else pieces.set(node, [number])
    }
  }
  const tree: FlowPiece[] = []
  for (const [node, feeds] of pieces) {
    const at = net[node]?.at
    const before = net[ways.before[node] ?? -1]?.at ?? ways.from
    if (at) tree.push({ from: before, to: at, feeds })
  }
  return [...tree, ...ends]
}
