import type { Building } from '../../../models/site/building.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, type Frame, placeOn, project } from '../space.ts'
import { writeBalcony } from './facade-balcony.ts'
import { writeFittings } from './facade-fittings.ts'
import { writeShopfront } from './facade-shops.ts'
import { type BuildingWriters, type FacadeCare, startAt, writePane } from './facade-writers.ts'
import type { MeshWriter } from './mesh-writer.ts'
import { type Opening, type Stretch, stretchesOf, type Wall, wallsOf } from './openings.ts'

/** How far a pane lies behind the wall: what makes a façade of a printed sheet. */
const recessMeters = 0.18
/** The same where a whole town is drawn: next to none, so that no reveals are needed. */
const shallowMeters = 0.02
/** Metres of façade, storey by storey, that are drawn with all their care: about four communities of forty houses. */
const mostMeters = 90_000

export function facadeCareOf(buildings: readonly Building[]): FacadeCare {
  const meters = buildings.reduce(
    (sum, building) => sum + wallsOf(building).reduce((around, { lengthMeters }) => around + lengthMeters, 0) * building.storeys,
    0,
  )
  return meters > mostMeters ? 'plain' : 'whole'
}

/** What a wall is painted in: its piers, and what lies between the windows one above the other. */
export type WallPaint = { readonly pier: string; readonly spandrel: string; readonly shade: number }

/** Houses of a decade look alike: rendered all over at first, then with darker spandrels, later with pale bands from ground to roof. */
export function wallPaintOf({ id, yearBuilt, kind }: Building): WallPaint {
  const pier = palette.clay[Math.floor(shareOf(id, 21) * palette.clay.length)]
  if (kind !== 'walkup' && kind !== 'tower') return { pier, spandrel: pier, shade: 1 }
  const year = yearBuilt ?? 1980 + Math.floor(shareOf(id, 22) * 18)
  if (year < 1986) return { pier, spandrel: pier, shade: 1 }
  return year < 1990 ? { pier, spandrel: palette.plinth, shade: 0.97 } : { pier, spandrel: palette.slabEdge, shade: 1 }
}

/** Buildings people live in, with balconies, coolers, slab edges. */
export const isLivedIn = ({ kind }: Pick<Building, 'kind'>): boolean => kind === 'walkup' || kind === 'tower'

/** All outer walls of a building with their windows, balconies, slab edges and what hangs on them. */
export function writeFacades(index: SiteIndex, building: Building, writers: BuildingWriters): void {
  const paint = wallPaintOf(building)
  const walls = wallsOf(building)
  for (const wall of walls) {
    for (let level = 1; level <= building.storeys; level += 1) writeStorey(index, building, wall, walls, level, paint, writers)
    writePlinth(index, writers, building, wall)
  }
}

function writeStorey(
  index: SiteIndex,
  building: Building,
  wall: Wall,
  walls: readonly Wall[],
  level: number,
  paint: WallPaint,
  writers: BuildingWriters,
): void {
  const { fabric, care } = writers
  const { storeyHeightMeters: height } = building
  const lived = isLivedIn(building)
  const hasBalconies = building.units.some((unit) => unit.plans.some((plan) => plan.rooms.some(({ kind }) => kind === 'balcony')))
  const front = Math.cos(((wall.heading - building.facing) * Math.PI) / 180) > 0.7
  const bottom = building.baseMeters + (level - 1) * height
  const row = storeyRowOf(index, building, level)
  for (const stretch of stretchesOf(index, building, wall, level)) {
    startAt(writers, row, stretch.place)
    writeStretch(fabric, wall.frame, stretch, bottom, bottom + height, paint)
    for (const opening of stretch.openings) {
      writeOpening(writers, wall.frame, opening, bottom, paint.pier)
      const hung = lived && front && !hasBalconies && level > 1 && opening.width > 2
      if (opening.kind === 'balcony' || hung)
        writeBalcony(writers, {
          ring: hungRing(wall.frame, opening, opening.kind === 'balcony' ? 0.4 : 1.25),
          walls,
          bottom,
          storeyHeight: height,
          isTop: level === building.storeys,
          seed: opening.seed,
        })
      else if (care === 'whole' && lived) writeFittings(writers, wall.frame, opening, bottom, level, height)
      if (opening.kind === 'shopfront') writeShopfront(writers, wall.frame, opening, bottom, height)
    }
  }
  startAt(writers, row, 0)
  if (lived && wall.lengthMeters >= 4)
    fabric.paint(palette.slabEdge).box(wall.frame, 0, wall.lengthMeters, 0, 0.035, bottom + height - 0.13, bottom + height, { back: false, ends: false })
  if (care === 'whole' && lived) writePipes(fabric, building, wall, bottom, bottom + height)
}

/** The solid parts of a stretch: piers from floor to floor, and what is under and over each opening. */
function writeStretch(fabric: MeshWriter, frame: Frame, { from, to, openings }: Stretch, bottom: number, top: number, paint: WallPaint): void {
  let at = from
  for (const { middle, width, sill, head } of openings) {
    const left = middle - width / 2
    fabric.paint(paint.pier).panel(frame, at, left, bottom, top, 0)
    fabric.paint(paint.spandrel, paint.shade)
    fabric.panel(frame, left, left + width, bottom, bottom + sill, 0)
    fabric.panel(frame, left, left + width, bottom + head, top, 0)
    at = left + width
  }
  fabric.paint(paint.pier).panel(frame, at, to, bottom, top, 0)
}

function writeOpening({ fabric, glass, fittings, care }: BuildingWriters, frame: Frame, opening: Opening, floor: number, clay: string): void {
  const left = opening.middle - opening.width / 2
  const right = left + opening.width
  const bottom = floor + opening.sill
  const top = floor + opening.head
  const recess = care === 'whole' ? recessMeters : shallowMeters
  if (care === 'whole') writeReveal(fabric, frame, left, right, bottom, top, clay)
  switch (opening.kind) {
    case 'door':
      return writeDoor({ fabric, glass, fittings, care }, frame, left, right, bottom, top, -recess, opening.seed)
    case 'louvre':
      return writeLouvres({ fabric, glass, fittings, care }, frame, left, right, bottom, top, -recess)
    case 'window':
      if (care === 'whole')
        fabric.paint(palette.frame).box(frame, left - 0.07, right + 0.07, 0, 0.1, bottom - 0.08, bottom, { back: false, bottom: false, ends: false })
      break
    case 'stair':
    case 'balcony':
    case 'shopfront':
      break
  }
  writePane(glass, frame, left, right, bottom, top, -recess, opening.seed)
}

/** The sides of an opening; its head and sides lie in shade, which is what one sees of the depth from afar. */
function writeReveal(fabric: MeshWriter, frame: Frame, left: number, right: number, bottom: number, top: number, clay: string): void {
  const inner = -recessMeters
  const at = (along: number, outward: number, up: number): readonly [number, number, number] => {
    const [east, north] = placeOn(frame, along, outward)
    return [east, north, up]
  }
  fabric.paint(clay, 0.72)
  fabric.quad([at(left, 0, bottom), at(left, inner, bottom), at(left, inner, top), at(left, 0, top)])
  fabric.quad([at(right, inner, bottom), at(right, 0, bottom), at(right, 0, top), at(right, inner, top)])
  fabric.paint(clay, 0.6).quad([at(left, inner, top), at(right, inner, top), at(right, 0, top), at(left, 0, top)])
  fabric.paint(clay, 0.9).quad([at(left, 0, bottom), at(right, 0, bottom), at(right, inner, bottom), at(left, inner, bottom)])
}

/** A steel door of two leaves in its frame, with a light over it. */
function writeDoor(
  { fabric, glass, fittings }: BuildingWriters,
  frame: Frame,
  left: number,
  right: number,
  bottom: number,
  top: number,
  outward: number,
  seed: string,
): void {
  const middle = (left + right) / 2
  const leafTop = Math.min(top - 0.1, bottom + 2.02)
  fabric.paint(palette.door).panel(frame, left, right, bottom, leafTop, outward)
  fabric.paint(palette.frame, 0.9)
  for (const along of [left, right - 0.07]) fabric.panel(frame, along, along + 0.07, bottom, top, outward + 0.03)
  fabric.panel(frame, left, right, leafTop, leafTop + 0.07, outward + 0.03)
  if (top - leafTop > 0.25) writePane(glass, frame, left, right, leafTop + 0.07, top, outward, seed)
  if (right - left < 1.2) return
  fittings.paint(palette.ink, 2).panel(frame, middle - 0.012, middle + 0.012, bottom, leafTop, outward + 0.01)
  for (const along of [middle - 0.42, middle + 0.14]) {
    fittings.paint(palette.solar, 0.7).panel(frame, along, along + 0.28, bottom + 1.2, bottom + 1.75, outward + 0.01)
    fittings
      .paint(palette.steel, 1.3)
      .panel(frame, along < middle ? middle - 0.12 : middle + 0.06, along < middle ? middle - 0.06 : middle + 0.12, bottom + 0.95, bottom + 1.2, outward + 0.02)
  }
}

/** Sheet-steel doors with slats, as rooms full of transformers and pumps have. */
function writeLouvres({ fabric, fittings }: BuildingWriters, frame: Frame, left: number, right: number, bottom: number, top: number, outward: number): void {
  fabric.paint(palette.post).panel(frame, left, right, bottom, top, outward)
  fabric.paint(palette.steel)
  for (let up = bottom + 0.2; up < top - 0.15; up += 0.22)
    for (const [from, to] of [
      [left + 0.08, (left + right) / 2 - 0.05],
      [(left + right) / 2 + 0.05, right - 0.08],
    ] as const)
      fabric.panel(frame, from, to, up, up + 0.11, outward + 0.03)
  fittings.paint(palette.ink, 2).panel(frame, (left + right) / 2 - 0.015, (left + right) / 2 + 0.015, bottom, top, outward + 0.02)
}

/** The ring of a balcony before an opening, anticlockwise, its back edge on the wall. */
const hungRing = (frame: Frame, { middle, width }: Opening, depth: number) => {
  const [from, to] = [middle - width / 2 - 0.2, middle + width / 2 + 0.2]
  return anticlockwise([placeOn(frame, from, 0), placeOn(frame, from, depth), placeOn(frame, to, depth), placeOn(frame, to, 0)])
}

/** Rain pipes down the façade, between entrances and near its ends. */
function writePipes(fabric: MeshWriter, building: Building, { frame, lengthMeters }: Wall, bottom: number, top: number): void {
  if (lengthMeters < 12) return
  const middles = building.units.map(({ entrance }) => project(frame, entrance.position).along).sort((a, b) => a - b)
  const joints = middles.slice(1).map((along, index) => (along + middles[index]) / 2)
  fabric.paint(palette.frame, 0.93)
  for (const along of [0.35, ...joints, lengthMeters - 0.35])
    if (along > 0.2 && along < lengthMeters - 0.2)
      fabric.box(frame, along - 0.06, along + 0.06, 0, 0.13, bottom, top, { back: false, top: false, bottom: false })
}

/** The plinth, up to the knees of whoever walks by; it leaves the doors open. */
function writePlinth(index: SiteIndex, writers: BuildingWriters, building: Building, wall: Wall): void {
  const { fabric } = writers
  startAt(writers, storeyRowOf(index, building, 1), 0)
  const low = Math.min(0, building.baseMeters - 0.5)
  const height = building.baseMeters + (isLivedIn(building) ? 0.62 : 0.3)
  fabric.paint(palette.plinth)
  let at = -0.05
  const write = (to: number): void => {
    if (to > at) fabric.box(wall.frame, at, to, 0, 0.05, low, height, { back: false, bottom: false })
  }
  for (const { openings } of stretchesOf(index, building, wall, 1))
    for (const { middle, width, sill } of openings) {
      if (building.baseMeters + sill >= height) continue
      write(middle - width / 2)
      at = middle + width / 2
    }
  write(wall.lengthMeters + 0.05)
}
