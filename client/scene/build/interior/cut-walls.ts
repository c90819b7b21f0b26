import type { Position2, Ring } from '../../../../models/site/geometry.ts'
import { palette } from '../../palette.ts'
import { type Frame, frameBetween, project } from '../../space.ts'
import type { MeshWriter } from '../mesh-writer.ts'

/** Walls of an opened storey are cut at this height. */
export const cutMeters = 1.2

/** Where a wall is broken: the middle, the direction of the wall (radians from east), how wide. */
export type Gap = { readonly at: Position2; readonly along: number; readonly widthMeters: number }

/** What a run of cut walls looks like. */
export type WallLook = { readonly thickness: number; readonly color: string; readonly cap: string }

/** Walls along the inside of a ring, cut open with a cap, broken where a door or window is. */
export function writeCutWalls(writer: MeshWriter, ring: Ring, floor: number, look: WallLook, gaps: readonly Gap[]): void {
  for (let corner = 0; corner < ring.length; corner += 1) writeCutWall(writer, ring[corner], ring[(corner + 1) % ring.length], floor, look, gaps)
}

/** One wall from a corner to the next, standing to the left of that way. */
export function writeCutWall(
  writer: MeshWriter,
  from: Position2,
  to: Position2,
  floor: number,
  { thickness, color, cap }: WallLook,
  gaps: readonly Gap[],
): void {
  const frame = frameBetween(from, to)
  for (const [start, end] of withoutGaps(frame, Math.hypot(to[0] - from[0], to[1] - from[1]), gaps)) {
    writer.paint(color).box(frame, start, end, -thickness, 0, floor, floor + cutMeters, { top: false, bottom: false })
    writeCap(writer, frame, [start, end], thickness, floor + cutMeters, cap)
  }
}

/** The cut face of a wall: it belongs to no room, so that no tint covers it. */
export function writeCap(writer: MeshWriter, frame: Frame, [from, to]: readonly [number, number], thickness: number, up: number, cap: string): void {
  const { place } = writer
  writer.place = 0
  writer.paint(cap).box(frame, from, to, -thickness, 0, up - 0.01, up + 0.01, { ends: false, bottom: false })
  writer.place = place
}

/** A window in a cut wall: the wall up to its sill, over that the pane in its frame. */
export function writeCutWindow(
  writer: MeshWriter,
  frame: Frame,
  [from, to]: readonly [number, number],
  sill: number,
  floor: number,
  { thickness, color }: WallLook,
): void {
  const up = floor + Math.min(sill, cutMeters)
  writer.paint(color).box(frame, from, to, -thickness, 0, floor, up, { ends: false, bottom: false })
  if (sill >= cutMeters) return
  writer.paint(palette.glass, 1.35).box(frame, from, to, -thickness * 0.62, -thickness * 0.38, up, floor + cutMeters - 0.03, { top: false, bottom: false })
  writer.paint(palette.frame).box(frame, from, to, -thickness * 0.7, -thickness * 0.3, floor + cutMeters - 0.03, floor + cutMeters, { bottom: false })
}

const isAlong = (frame: Frame, { along }: Gap): boolean => Math.abs(frame.alongEast * Math.cos(along) + frame.alongNorth * Math.sin(along)) > 0.8

/** The stretches of a wall that no gap breaks. */
export function withoutGaps(frame: Frame, length: number, all: readonly Gap[]): [number, number][] {
  const gaps: [number, number][] = []
  for (const gap of all) {
    const spot = project(frame, gap.at)
    if (isAlong(frame, gap) && Math.abs(spot.outward) < 0.4 && spot.along > -0.1 && spot.along < length + 0.1)
      gaps.push([spot.along - gap.widthMeters / 2, spot.along + gap.widthMeters / 2])
  }
  gaps.sort((a, b) => a[0] - b[0])
  const spans: [number, number][] = []
  let at = 0
  for (const [from, to] of gaps) {
    if (from > at + 0.03) spans.push([at, Math.min(from, length)])
    at = Math.max(at, to)
  }
  if (length > at + 0.03) spans.push([at, length])
  return spans
}
