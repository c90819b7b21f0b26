import type { Community } from '../../../models/site/community.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import type { GroundArea, Road } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { anticlockwise, centreOf, contains, type Frame, frameBetween, frameFacing, inset, placeOn, signedArea } from '../space.ts'
import type { MeshWriter } from './mesh-writer.ts'
import { rectangleAround } from './roof.ts'

/**
 * What stands in courtyards, by what the model says of the ground: a playground has its slide and swings, a small round
 * paved place a pavilion, a small square one the exercise machines every community got in the 2000s, a large round one
 * benches about it; wide paths have benches, lawns before a house its washing lines.
 */
export function writeYardFurniture(writer: MeshWriter, community: Community): void {
  for (const area of community.areas) writeArea(writer, area)
  for (const road of community.roads) if (road.kind === 'path' && road.widthMeters >= 2.3) writeBenchesAlong(writer, road, community)
  writeWashingLines(writer, community)
}

function writeArea(writer: MeshWriter, { kind, outline, id }: GroundArea): void {
  const square = Math.abs(signedArea(outline))
  const middle = centreOf(outline)
  const isRound = outline.length >= 8
  if (kind === 'playground' && square > 60) writePlayground(writer, middle, Math.sqrt(square) / 2, id)
  else if (kind === 'paving' && isRound && square < 60) writePavilion(writer, middle, Math.sqrt(square / Math.PI) * 0.82)
  else if (kind === 'paving' && !isRound && square > 30 && square < 140) writeMachines(writer, outline, middle)
  else if (kind === 'paving' && isRound) {
    const ring = inset(anticlockwise(outline), 0.7)
    for (let corner = 0; corner < ring.length; corner += 4) writeBench(writer, facing(ring[corner], middle))
  }
}

/** A frame about a spot whose outward side looks at another. */
const facing = (spot: Position2, at: Position2): Frame => frameFacing(spot, (Math.atan2(at[0] - spot[0], at[1] - spot[1]) * 180) / Math.PI)

const ground = 0.17
const post = (writer: MeshWriter, frame: Frame, along: number, outward: number, half: number, bottom: number, top: number): void =>
  writer.box(frame, along - half, along + half, outward - half, outward + half, bottom, top, { bottom: false })

/** Slats on two feet, with a back. */
function writeBench(writer: MeshWriter, frame: Frame): void {
  writer.paint(palette.post)
  for (const along of [-0.62, 0.62]) writer.box(frame, along - 0.04, along + 0.04, -0.22, 0.2, ground, ground + 0.4, { bottom: false })
  writer.paint(palette.timber)
  for (const outward of [-0.2, -0.02, 0.14]) writer.box(frame, -0.8, 0.8, outward - 0.07, outward + 0.07, ground + 0.4, ground + 0.45, {})
  writer.box(frame, -0.8, 0.8, -0.3, -0.25, ground + 0.55, ground + 0.85, {})
}

/** Six posts, a bench between them, a six-sided roof with a knob. */
function writePavilion(writer: MeshWriter, middle: Position2, radius: number): void {
  const spot = (corner: number, reach: number): Position2 => [
    middle[0] + Math.cos((corner * Math.PI) / 3) * reach,
    middle[1] + Math.sin((corner * Math.PI) / 3) * reach,
  ]
  for (let corner = 0; corner < 6; corner += 1) {
    const [a, b] = [spot(corner, radius * 0.86), spot(corner + 1, radius * 0.86)]
    const frame = frameBetween(a, b)
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    writer.paint(palette.timber)
    post(writer, frame, 0, 0, 0.11, ground, 2.7)
    // One side is left open to walk in.
    if (corner !== 4) writer.box(frame, 0.2, length - 0.2, -0.06, 0.34, ground + 0.38, ground + 0.45, {})
    writer.box(frame, 0, length, -0.08, 0.08, 2.5, 2.7, {})
    const [low, next] = [spot(corner, radius * 1.18), spot(corner + 1, radius * 1.18)]
    const [mid, midNext] = [spot(corner, radius * 0.5), spot(corner + 1, radius * 0.5)]
    writer.paint(palette.pitchedRoof)
    writer.quad([
      [low[0], low[1], 2.66],
      [next[0], next[1], 2.66],
      [midNext[0], midNext[1], 3.25],
      [mid[0], mid[1], 3.25],
    ])
    writer.quad([
      [mid[0], mid[1], 3.25],
      [midNext[0], midNext[1], 3.25],
      [middle[0], middle[1], 4.1],
      [middle[0], middle[1], 4.1],
    ])
  }
  writer.paint(palette.slabEdge)
  post(writer, { east: middle[0], north: middle[1], alongEast: 1, alongNorth: 0 }, 0, 0, 0.12, 3.95, 4.4)
}

/** Walker, waist wheel, bars, pull-down and bench: steel pipes, each about as tall as who uses it. */
function writeMachines(writer: MeshWriter, outline: GroundArea['outline'], middle: Position2): void {
  const { frame, length, depth } = rectangleAround(anticlockwise(outline))
  writer.paint(palette.machine)
  const columns = Math.max(2, Math.floor(length / 2.6))
  const rows = Math.max(1, Math.floor(depth / 3))
  for (let place = 0; place < columns * rows; place += 1) {
    const along = ((Math.floor(place % columns) + 0.5) * length) / columns
    const outward = -((Math.floor(place / columns) + 0.5) * depth) / rows
    const [east, north] = placeOn(frame, along, outward)
    if (!contains(outline, east, north)) continue
    const own: Frame = { ...frame, east, north }
    const kind = place % 4
    if (kind === 0) {
      for (const side of [-0.55, 0.55]) post(writer, own, side, 0, 0.04, ground, 1.5)
      writer.box(own, -0.55, 0.55, -0.04, 0.04, 1.42, 1.5, {})
      for (const side of [-0.25, 0.25]) writer.box(own, side - 0.08, side + 0.08, -0.4, 0.4, ground + 0.2, ground + 0.26, {})
    } else if (kind === 1) {
      post(writer, own, 0, 0, 0.06, ground, 1.35)
      for (const side of [-0.5, 0.5]) writer.box(own, side - 0.3, side + 0.3, -0.03, 0.03, 0.85, 1.35, {})
    } else if (kind === 2) {
      for (const side of [-0.3, 0.3]) {
        for (const end of [-0.9, 0.9]) post(writer, own, side, end, 0.035, ground, 1.35)
        writer.box(own, side - 0.035, side + 0.035, -0.9, 0.9, 1.28, 1.35, {})
      }
    } else {
      for (const side of [-0.75, 0.75]) post(writer, own, side, 0, 0.045, ground, 2.3)
      writer.box(own, -0.75, 0.75, -0.04, 0.04, 2.22, 2.3, {})
    }
  }
  writeBench(writer, facing(placeOn(frame, length / 2, -0.5), middle))
}

/** A slide with its ladder, two swings and a see-saw about the middle of a playground. */
function writePlayground(writer: MeshWriter, middle: Position2, reach: number, seed: string): void {
  const frame = frameFacing(middle, 360 * shareOf(seed, 3))
  const at = (along: number, outward: number, up: number): readonly [number, number, number] => [...placeOn(frame, along, outward), up]
  writer.paint(palette.machine)
  for (const along of [-0.9, 0]) for (const outward of [-0.45, 0.45]) post(writer, frame, along, outward, 0.05, ground, 2.6)
  writer.box(frame, -0.95, 0.05, -0.5, 0.5, 1.4, 1.5, {})
  for (let rung = 0.4; rung < 1.4; rung += 0.3) writer.box(frame, -0.98, -0.92, -0.45, 0.45, rung, rung + 0.06, {})
  writer.paint(palette.slide)
  for (const side of [-1, 1]) writer.quad([at(0.05, side * 0.36, 1.5), at(2.6, side * 0.36, 0.35), at(2.6, side * 0.36, 0.6), at(0.05, side * 0.36, 1.75)])
  writer.quad([at(0.05, 0.36, 1.5), at(2.6, 0.36, 0.35), at(2.6, -0.36, 0.35), at(0.05, -0.36, 1.5)])
  writer.quad([at(2.6, 0.36, 0.35), at(0.05, 0.36, 1.5), at(0.05, -0.36, 1.5), at(2.6, -0.36, 0.35)])
  writer.paint(palette.slide).box(frame, -1.05, 0.15, -0.6, 0.6, 2.6, 2.68, {})
  const aside = Math.min(reach * 0.55, 3.4)
  writer.paint(palette.machine)
  for (const along of [-1.5, 1.5]) post(writer, frame, along, -aside, 0.05, ground, 2.2)
  writer.box(frame, -1.5, 1.5, -aside - 0.05, -aside + 0.05, 2.1, 2.2, {})
  for (const along of [-0.7, 0.7]) {
    for (const side of [-0.2, 0.2])
      writer.box(frame, along + side - 0.012, along + side + 0.012, -aside - 0.012, -aside + 0.012, 0.6, 2.1, { top: false, bottom: false })
    writer.box(frame, along - 0.24, along + 0.24, -aside - 0.1, -aside + 0.1, 0.56, 0.6, {})
  }
  writer.box(frame, -1.4, 1.4, aside - 0.12, aside + 0.12, 0.62, 0.68, {})
  post(writer, frame, 0, aside, 0.09, ground, 0.62)
}

/** One bench every 18 m beside a path one strolls on, on alternate sides, clear of roads and of the next bench. */
function writeBenchesAlong(writer: MeshWriter, { line, widthMeters }: Road, community: Community): void {
  let number = 0
  for (let index = 1; index < line.length; index += 1) {
    const frame = frameBetween(line[index - 1], line[index])
    const length = Math.hypot(line[index][0] - line[index - 1][0], line[index][1] - line[index - 1][1])
    for (let along = 7; along < length - 3; along += 18, number += 1) {
      const side = number % 2 === 0 ? 1 : -1
      const spot = placeOn(frame, along, side * (widthMeters / 2 + 0.75))
      if (isLawn(community, spot)) writeBench(writer, facing(spot, placeOn(frame, along, 0)))
    }
  }
}

const isLawn = (community: Community, [east, north]: Position2): boolean =>
  community.areas.some(({ kind, outline, holes }) => kind === 'lawn' && contains(outline, east, north) && !holes.some((hole) => contains(hole, east, north)))

/** Two posts and three lines on the lawn before a house with stairs, where no tree stands. */
function writeWashingLines(writer: MeshWriter, community: Community): void {
  for (const building of community.buildings) {
    if (building.kind !== 'walkup') continue
    const { frame, length } = rectangleAround(anticlockwise(building.outline))
    for (let along = 8; along < length - 8; along += 17 + 8 * shareOf(building.id, 41)) {
      const ends = [placeOn(frame, along - 2.6, 4.6), placeOn(frame, along + 2.6, 4.6)]
      const blocked = community.trees.some(({ position }) => ends.some((end) => Math.hypot(end[0] - position[0], end[1] - position[1]) < 2.6))
      if (blocked || !ends.every((end) => isLawn(community, end))) continue
      writer.paint(palette.post)
      for (const end of [-2.6, 2.6]) {
        post(writer, frame, along + end, 4.6, 0.035, 0.1, 1.95)
        writer.box(frame, along + end - 0.03, along + end + 0.03, 4.1, 5.1, 1.88, 1.95, {})
      }
      for (const outward of [4.15, 4.6, 5.05])
        writer.box(frame, along - 2.6, along + 2.6, outward - 0.012, outward + 0.012, 1.87, 1.9, { bottom: false, ends: false })
    }
  }
}
