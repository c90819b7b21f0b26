import type { Building } from '../../../models/site/building.ts'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { centreOf, contains, type Frame, frameFacing, placeOn, project } from '../space.ts'
import { entrancesOf } from './entrances-of.ts'
import { type BuildingWriters, writeColumn } from './facade-writers.ts'
import type { MeshWriter } from './mesh-writer.ts'
import type { Rectangle } from './roof.ts'
import { unitLinesOf } from './unit-lines.ts'

/** Solar heaters came with the nineties; a house has them on some of its stairs, each family its own, side by side. */
const heaterShare = 0.55
const heaterPitchMeters = 1.75

/** All that stands on a flat roof people live under: stair heads, fire walls, vents, solar heaters in rows, tanks, aerials. */
export function writeRoofThings(writers: BuildingWriters, building: Building, outline: Ring, rectangle: Rectangle, top: number, parapet: number): void {
  const { fabric } = writers
  for (const { frame, along, inner, outer } of unitLinesOf(building))
    fabric.paint(palette.slabEdge).box(frame, along - 0.11, along + 0.11, inner + 0.22, outer - 0.22, top, top + parapet * 0.55, { bottom: false })
  const heads =
    building.units.length > 0
      ? building.units.map(({ stairs, entrance }) => (stairs ? centreOf(stairs) : entrance.position))
      : entrancesOf(building).map(({ position }) => position)
  const taken: Position2[] = heads.map((spot) => writeStairHead(writers, rectangle, spot, top, building.kind === 'tower'))
  if (building.kind === 'tower') writeCrown(writers, outline, rectangle, top, parapet)
  for (const [number, head] of heads.entries()) writeHeaters(writers, building, outline, head, taken, top, number)
  writeVents(writers, building, outline, rectangle, taken, top)
}

/** The box over the stairs with its door to the roof; gives its middle. */
function writeStairHead({ fabric, fittings }: BuildingWriters, { frame, depth }: Rectangle, middle: Position2, top: number, large: boolean): Position2 {
  const spot = project(frame, middle)
  const half = large ? 3.4 : 1.5
  const high = top + (large ? 3.6 : 2.3)
  const inner = Math.max(-depth + 0.6, Math.min(spot.outward, -half - 0.6) - half)
  const outer = inner + half * 2
  const [from, to] = [spot.along - half, spot.along + half]
  fabric.paint(palette.clay[1]).box(frame, from, to, inner, outer, top, high, { bottom: false })
  fabric.paint(palette.slabEdge).box(frame, from - 0.2, to + 0.2, inner - 0.2, outer + 0.2, high, high + 0.15, {})
  const door = { ...frame, alongEast: frame.alongNorth, alongNorth: -frame.alongEast }
  const [east, north] = placeOn(frame, from, (inner + outer) / 2)
  fabric.paint(palette.door).panel({ ...door, east, north }, -0.42, 0.42, top + 0.12, top + 2, 0.012)
  fittings.paint(palette.steel).box(frame, to + 0.05, to + 0.1, inner + 0.5, inner + 0.55, top, high + 0.5, {})
  fittings.box(frame, to + 0.05, to + 0.1, inner + 0.95, inner + 1.0, top, high + 0.5, {})
  for (let rung = top + 0.3; rung < high + 0.4; rung += 0.3)
    fittings.box(frame, to + 0.06, to + 0.09, inner + 0.5, inner + 1.0, rung, rung + 0.03, { bottom: false })
  return placeOn(frame, spot.along, (inner + outer) / 2)
}

/** A tower ends in a frame of beams over its parapet, a room for the lift machines and a mast. */
function writeCrown({ fabric }: BuildingWriters, outline: Ring, { frame, length, depth }: Rectangle, top: number, parapet: number): void {
  const beam = top + parapet + 1.5
  fabric.paint(palette.slabEdge)
  for (let corner = 0; corner < outline.length; corner += 1) {
    const [from, to] = [outline[corner], outline[(corner + 1) % outline.length]]
    const reach = Math.hypot(to[0] - from[0], to[1] - from[1])
    const edge: Frame = { east: from[0], north: from[1], alongEast: (to[0] - from[0]) / reach, alongNorth: (to[1] - from[1]) / reach }
    fabric.box(edge, 0, reach, -0.45, 0, beam, beam + 0.45, {})
    for (let along = 0.1; along < reach; along += 3) fabric.box(edge, along, along + 0.35, -0.4, -0.05, top + parapet, beam, { top: false, bottom: false })
  }
  const mast = placeOn(frame, length / 2, -depth / 2)
  writeColumn(fabric.paint(palette.clay[2]), mast, 1.6, top + 3.7, top + 5.6, 12)
  writeColumn(fabric.paint(palette.steel), mast, 0.09, top + 5.6, top + 11, 6)
}

/** A row of heaters that look south beside a stair head. */
function writeHeaters(
  writers: BuildingWriters,
  { id, facing, yearBuilt }: Building,
  outline: Ring,
  head: Position2,
  taken: Position2[],
  top: number,
  number: number,
): void {
  const seed = `${id}-heaters-${number}`
  if (shareOf(seed) > heaterShare * ((yearBuilt ?? 1988) < 1984 ? 0.5 : 1)) return
  const turns = [0, 90, 180, 270].map((by) => (facing + by) % 360)
  const south = turns.reduce((best, turn) => (Math.abs(turn - 180) < Math.abs(best - 180) ? turn : best))
  const [middleEast, middleNorth] = centreOf(outline)
  const frame = frameFacing(head, south)
  const centre = project(frame, [middleEast, middleNorth])
  const rows = shareOf(seed, 1) < 0.35 ? 2 : 1
  const count = 3 + Math.floor(shareOf(seed, 2) * 3)
  const from = shareOf(seed, 3) < 0.5 ? 2.1 : -2.1 - count * heaterPitchMeters
  for (let row = 0; row < rows; row += 1)
    for (let each = 0; each < count; each += 1) {
      const along = from + each * heaterPitchMeters
      const outward = centre.outward * 0.55 + row * 2.2 - 0.4
      const spot = placeOn(frame, along + 0.7, outward - 0.7)
      const fits = [
        [-0.3, 0.3],
        [1.7, 0.3],
        [1.7, -1.8],
        [-0.3, -1.8],
      ].every(([a, o]) => contains(outline, ...placeOn(frame, along + a, outward + o)))
      if (!fits || taken.some((other) => Math.hypot(other[0] - spot[0], other[1] - spot[1]) < 1.6)) continue
      writeSolarHeater(writers, frame, along, outward, top)
      taken.push(spot)
    }
}

/** Vacuum tubes on a slanted rack under their round tank. */
function writeSolarHeater({ fabric, fittings }: BuildingWriters, frame: Frame, along: number, outward: number, top: number): void {
  const at = (alongAt: number, outwardAt: number, up: number): readonly [number, number, number] => {
    const [east, north] = placeOn(frame, alongAt, outwardAt)
    return [east, north, up]
  }
  const corners = [
    at(along, outward, top + 0.18),
    at(along + 1.4, outward, top + 0.18),
    at(along + 1.4, outward - 1.05, top + 1.2),
    at(along, outward - 1.05, top + 1.2),
  ]
  fabric.paint(palette.solar, 0.75).quad(corners)
  fabric.quad([...corners].reverse())
  writeBarrel(fabric.paint(palette.frame), frame, along - 0.08, along + 1.48, outward - 1.2, top + 1.32, 0.22)
  fittings.paint(palette.steel)
  for (let tube = 1; tube < 10; tube += 1) {
    const from = along + tube * 0.14
    fittings.quad([
      at(from - 0.012, outward, top + 0.2),
      at(from + 0.012, outward, top + 0.2),
      at(from + 0.012, outward - 1.05, top + 1.22),
      at(from - 0.012, outward - 1.05, top + 1.22),
    ])
  }
  for (const leg of [along + 0.05, along + 1.3]) fittings.box(frame, leg, leg + 0.04, outward - 1.24, outward - 1.2, top, top + 1.2, {})
}

/** A round tank lying along a frame. */
function writeBarrel(writer: MeshWriter, frame: Frame, from: number, to: number, outward: number, up: number, radius: number): void {
  const sides = 8
  const at = (along: number, side: number): readonly [number, number, number] => {
    const turn = (side / sides) * Math.PI * 2
    const [east, north] = placeOn(frame, along, outward + Math.cos(turn) * radius)
    return [east, north, up + Math.sin(turn) * radius]
  }
  for (let side = 0; side < sides; side += 1) writer.quad([at(from, side + 1), at(from, side), at(to, side), at(to, side + 1)].reverse())
  for (const [end, turned] of [
    [from, false],
    [to, true],
  ] as const)
    for (let side = 1; side < sides - 1; side += 1) {
      const fan = [at(end, 0), at(end, side), at(end, side + 1), at(end, side + 1)]
      writer.quad(turned ? fan : [fan[0], fan[2], fan[1], fan[1]])
    }
}

/** Vents over kitchens and baths, here and there a tank, an aerial. */
function writeVents(
  { fabric, fittings }: BuildingWriters,
  building: Building,
  outline: Ring,
  { frame, length, depth }: Rectangle,
  taken: readonly Position2[],
  top: number,
): void {
  const count = Math.floor(length / 3.6)
  for (let each = 0; each < count; each += 1) {
    const seed = `${building.id}-roof-${each}`
    const along = (each + 0.3 + 0.4 * shareOf(seed)) * (length / count)
    const outward = -1.4 - shareOf(seed, 1) * (depth - 3.4)
    const spot = placeOn(frame, along, outward)
    if (
      !contains(outline, ...spot) ||
      !contains(outline, ...placeOn(frame, along + 1.6, outward - 1.4)) ||
      taken.some((other) => Math.hypot(other[0] - spot[0], other[1] - spot[1]) < 2.8)
    )
      continue
    const kind = shareOf(seed, 2)
    if (kind < 0.62) {
      fabric.paint(palette.clay[0]).box(frame, along, along + 0.55, outward - 0.55, outward, top, top + 0.85, { bottom: false })
      fabric.paint(palette.slabEdge).box(frame, along - 0.1, along + 0.65, outward - 0.65, outward + 0.1, top + 0.95, top + 1.03, {})
    } else if (kind < 0.74) {
      for (const leg of [0.1, 1.2])
        fabric.paint(palette.plinth).box(frame, along + leg, along + leg + 0.2, outward - 1.3, outward, top, top + 0.35, { bottom: false })
      writeColumn(fabric.paint(palette.clay[3]), placeOn(frame, along + 0.75, outward - 0.65), 0.75, top + 0.35, top + 1.75, 10)
    } else if (kind < 0.86) {
      fittings.paint(palette.steel).box(frame, along, along + 0.05, outward - 0.05, outward, top, top + 2.6, {})
      for (const [up, half] of [
        [2.0, 0.5],
        [2.25, 0.4],
        [2.5, 0.3],
      ] as const)
        fittings.box(frame, along - half, along + half, outward - 0.04, outward - 0.01, top + up, top + up + 0.03, {})
    }
  }
}
