import type { Position2 } from './geometry.ts'
import type { Fence, Gate } from './grounds.ts'
import { between2, distance, segmentsOf } from './planar.ts'

/** How far off a fence's line a gate may stand and still be in it. */
const gateReachMeters = 3

/** The stretches of a fence that no gate stands in, each from one end to the other. */
export function fenceSpans({ line }: Fence, gates: readonly Gate[]): (readonly [Position2, Position2])[] {
  const spans: (readonly [Position2, Position2])[] = []
  for (const [from, to] of segmentsOf(line)) {
    const length = distance(from, to)
    if (length === 0) continue
    for (const [start, end] of withoutGates(from, to, length, gates)) spans.push([between2(from, to, start / length), between2(from, to, end / length)])
  }
  return spans
}

function withoutGates(from: Position2, to: Position2, length: number, gates: readonly Gate[]): [number, number][] {
  const [alongX, alongY] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const cuts: [number, number][] = []
  for (const { position, widthMeters } of gates) {
    const [x, y] = [position[0] - from[0], position[1] - from[1]]
    const along = x * alongX + y * alongY
    const off = Math.abs(x * alongY - y * alongX)
    if (off < gateReachMeters && along > -widthMeters / 2 && along < length + widthMeters / 2) cuts.push([along - widthMeters / 2, along + widthMeters / 2])
  }
  cuts.sort((a, b) => a[0] - b[0])
  const spans: [number, number][] = []
  let at = 0
  for (const [start, end] of cuts) {
    if (start > at + 0.2) spans.push([at, start])
    at = Math.max(at, end)
  }
  if (length > at + 0.2) spans.push([at, length])
  return spans
}
