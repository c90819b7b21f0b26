import type { Building } from '../../../models/site/building.ts'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { roofHeightOf, type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, centreOf, contains, type Frame, frameBetween, inset, placeOn, project, signedArea } from '../space.ts'
import type { MeshWriter } from './mesh-writer.ts'
import { unitLinesOf } from './unit-lines.ts'

/** The smallest rectangle along the longest side that holds a ring: its frame from one corner, length and depth. */
export type Rectangle = { readonly frame: Frame; readonly length: number; readonly depth: number }

export function rectangleAround(ring: Ring): Rectangle {
  let longest = 0
  let along: Frame = frameBetween(ring[0], ring[1])
  for (let index = 0; index < ring.length; index += 1) {
    const to = ring[(index + 1) % ring.length]
    const length = Math.hypot(to[0] - ring[index][0], to[1] - ring[index][1])
    if (length > longest) {
      longest = length
      along = frameBetween(ring[index], to)
    }
  }
  const spots = ring.map((corner) => project(along, corner))
  const from = Math.min(...spots.map((spot) => spot.along))
  const to = Math.max(...spots.map((spot) => spot.along))
  const inner = Math.min(...spots.map((spot) => spot.outward))
  const outer = Math.max(...spots.map((spot) => spot.outward))
  const [east, north] = placeOn(along, from, outer)
  return { frame: { ...along, east, north }, length: to - from, depth: outer - inner }
}

/** A building's roof: flat with parapet and what stands on it, or hipped or gabled where the plan is close to a rectangle. */
export function writeRoof(index: SiteIndex, building: Building, clay: string, fabric: MeshWriter): void {
  fabric.storey = storeyRowOf(index, building, building.storeys + 1)
  fabric.place = 0
  const outline = anticlockwise(building.outline)
  const rectangle = rectangleAround(outline)
  const top = roofHeightOf(building)
  const isRectangle = building.holes.length === 0 && signedArea(outline) > rectangle.length * rectangle.depth * 0.86
  if (building.roof.shape !== 'flat' && isRectangle)
    writePitchedRoof(fabric, rectangle, top, building.roof.shape, Math.max(building.roof.heightMeters, 1.2), building.id)
  else writeFlatRoof(fabric, building, outline, rectangle, top, clay)
}

function writeFlatRoof(fabric: MeshWriter, building: Building, outline: Ring, rectangle: Rectangle, top: number, clay: string): void {
  const low = building.kind !== 'walkup' && building.kind !== 'tower'
  const parapet = low ? 0.4 : 0.95
  const inner = inset(outline, 0.22)
  fabric.paint(palette.roof).flat(outline, building.holes, top)
  fabric.paint(clay).walls(outline, top, top + parapet)
  fabric.paint(palette.slabEdge, 0.92).walls(inner, top, top + parapet, true)
  fabric.paint(palette.slabEdge).flat(outline, [inner], top + parapet)
  for (const hole of building.holes) fabric.paint(clay).walls(anticlockwise(hole), 0, top + parapet, true)
  if (low) return
  for (const unit of building.units) {
    const [east, north] = unit.stairs ? centreOf(unit.stairs) : inward(outline, unit.entrance.position)
    writeStairHead(fabric, rectangle, [east, north], top, building.kind === 'tower')
  }
  writeUnitLines(fabric, building, top, parapet)
  writeRoofThings(fabric, building, outline, rectangle, top)
}

function writeStairHead(fabric: MeshWriter, { frame, depth }: Rectangle, middle: Position2, top: number, large: boolean): void {
  const spot = project(frame, middle)
  const half = large ? 3.4 : 1.5
  const inner = Math.max(-depth + 0.6, Math.min(spot.outward, -half - 0.6) - half)
  fabric.paint(palette.clay[1]).box(frame, spot.along - half, spot.along + half, inner, inner + half * 2, top, top + (large ? 3.6 : 2.3), { bottom: false })
  fabric
    .paint(palette.slabEdge)
    .box(
      frame,
      spot.along - half - 0.2,
      spot.along + half + 0.2,
      inner - 0.2,
      inner + half * 2 + 0.2,
      top + (large ? 3.6 : 2.3),
      top + (large ? 3.75 : 2.45),
      {},
    )
}

/** Fire walls between entrances show as low lines on the roof. */
function writeUnitLines(fabric: MeshWriter, building: Building, top: number, parapet: number): void {
  for (const { frame, along, inner, outer } of unitLinesOf(building))
    fabric.paint(palette.slabEdge).box(frame, along - 0.11, along + 0.11, inner + 0.22, outer - 0.22, top, top + parapet * 0.55, { bottom: false, ends: true })
}

/** Vents, tanks and solar heaters, where this building happens to have them. */
function writeRoofThings(fabric: MeshWriter, building: Building, outline: Ring, { frame, length, depth }: Rectangle, top: number): void {
  const count = Math.floor(length / 5)
  for (let each = 0; each < count; each += 1) {
    const seed = `${building.id}-roof-${each}`
    const along = (each + 0.3 + 0.4 * shareOf(seed)) * (length / count)
    const outward = -1.6 - shareOf(seed, 1) * (depth - 4)
    const [east, north] = placeOn(frame, along, outward)
    if (!contains(outline, east, north)) continue
    const kind = shareOf(seed, 2)
    if (kind < 0.35) fabric.paint(palette.clay[0]).box(frame, along, along + 0.5, outward - 0.5, outward, top, top + 0.9, { bottom: false })
    else if (kind < 0.7) writeSolarHeater(fabric, frame, along, outward, top)
    else if (kind < 0.8) fabric.paint(palette.clay[2]).box(frame, along, along + 1.6, outward - 1.4, outward, top + 0.2, top + 1.5, {})
  }
}

function writeSolarHeater(fabric: MeshWriter, frame: Frame, along: number, outward: number, top: number): void {
  const at = (alongAt: number, outwardAt: number, up: number): readonly [number, number, number] => {
    const [east, north] = placeOn(frame, alongAt, outwardAt)
    return [east, north, up]
  }
  fabric
    .paint(palette.solar)
    .quad([
      at(along, outward, top + 0.15),
      at(along + 1.5, outward, top + 0.15),
      at(along + 1.5, outward - 1.1, top + 1.25),
      at(along, outward - 1.1, top + 1.25),
    ])
  fabric.quad([
    at(along + 1.5, outward, top + 0.15),
    at(along, outward, top + 0.15),
    at(along, outward - 1.1, top + 1.25),
    at(along + 1.5, outward - 1.1, top + 1.25),
  ])
  fabric.paint(palette.slabEdge).box(frame, along - 0.1, along + 1.6, outward - 1.5, outward - 1.1, top + 1.2, top + 1.6, {})
}

function writePitchedRoof(
  fabric: MeshWriter,
  { frame, length, depth }: Rectangle,
  top: number,
  shape: 'hipped' | 'gabled',
  height: number,
  seed: string,
): void {
  const eaves = 0.5
  const rise = Math.min(height, depth * 0.32)
  const hip = shape === 'hipped' ? Math.min(depth / 2, length / 2 - 0.5) : 0
  const at = (along: number, outward: number, up: number): readonly [number, number, number] => {
    const [east, north] = placeOn(frame, along, outward)
    return [east, north, up]
  }
  fabric.paint(palette.slabEdge).box(frame, -eaves, length + eaves, -depth - eaves, eaves, top, top + 0.22, {})
  const low = top + 0.22
  const high = low + rise
  const middle = -depth / 2
  const [a, b, c, d] = [at(-eaves, eaves, low), at(length + eaves, eaves, low), at(length + eaves, -depth - eaves, low), at(-eaves, -depth - eaves, low)]
  const [left, right] = [at(hip > 0 ? hip : -eaves, middle, high), at(hip > 0 ? length - hip : length + eaves, middle, high)]
  fabric.paint(palette.pitchedRoof)
  fabric.quad([a, b, right, left])
  fabric.quad([c, d, left, right])
  if (shape === 'gabled') fabric.paint(palette.clay[1])
  fabric.quad([b, c, right, right])
  fabric.quad([d, a, left, left])
  for (let each = 0; each < Math.floor(length / 9); each += 1) {
    const along = (each + 0.5) * 9 + shareOf(seed, each) * 2
    if (along < hip || along > length - hip) continue
    fabric.paint(palette.clay[0]).box(frame, along, along + 0.7, middle + 1, middle + 1.6, low + rise * 0.5, high + 0.5, { bottom: false })
  }
}

const inward = (outline: Ring, [east, north]: Position2): Position2 => {
  const [middleEast, middleNorth] = centreOf(outline)
  return [east + (middleEast - east) * 0.3, north + (middleNorth - north) * 0.3]
}
