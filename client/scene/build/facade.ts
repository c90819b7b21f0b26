import type { Building } from '../../../models/site/building.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { type SiteIndex, storeyRowOf } from '../site-index.ts'
import { type Frame, project } from '../space.ts'
import type { MeshWriter } from './mesh-writer.ts'
import { isGlazedIn, type Opening, type Stretch, stretchesOf, type Wall, wallsOf } from './openings.ts'

export type BuildingWriters = { readonly fabric: MeshWriter; readonly glass: MeshWriter }

/** How far a pane lies behind the wall: what makes a façade of a printed sheet. */
const recessMeters = 0.16
/** The same where a whole town is drawn: next to none, so that no reveals are needed. */
const shallowMeters = 0.02

/** `whole`: reveals, sills, air conditioners. `plain`: openings and balconies alone, for a model with more façade than a machine should hold. */
export type FacadeCare = 'whole' | 'plain'

/** Metres of façade, storey by storey, that are drawn with all their care: about three communities of forty houses. */
const mostMeters = 60_000

export function facadeCareOf(buildings: readonly Building[]): FacadeCare {
  const meters = buildings.reduce(
    (sum, building) => sum + wallsOf(building).reduce((around, { lengthMeters }) => around + lengthMeters, 0) * building.storeys,
    0,
  )
  return meters > mostMeters ? 'plain' : 'whole'
}

/** All outer walls of a building with their windows, balconies, slab edges and what hangs on them. */
export function writeFacades(index: SiteIndex, building: Building, clay: string, { fabric, glass }: BuildingWriters, care: FacadeCare): void {
  const lived = building.kind === 'walkup' || building.kind === 'tower'
  const hasBalconies = building.units.some((unit) => unit.plans.some((plan) => plan.rooms.some(({ kind }) => kind === 'balcony')))
  for (const wall of wallsOf(building)) {
    const front = Math.cos(((wall.heading - building.facing) * Math.PI) / 180) > 0.7
    for (let level = 1; level <= building.storeys; level += 1) {
      const bottom = building.baseMeters + (level - 1) * building.storeyHeightMeters
      const top = bottom + building.storeyHeightMeters
      fabric.storey = glass.storey = storeyRowOf(index, building, level)
      for (const stretch of stretchesOf(index, building, wall, level)) {
        fabric.place = glass.place = stretch.place
        fabric.paint(clay)
        writeStretch(fabric, wall.frame, stretch, bottom, top)
        for (const opening of stretch.openings) {
          writeOpening({ fabric, glass }, wall.frame, opening, bottom, clay, care)
          const balcony = opening.kind === 'balcony' || (lived && front && !hasBalconies && level > 1 && opening.width > 2)
          if (balcony) writeBalcony({ fabric, glass }, wall.frame, opening, bottom)
          else if (care === 'whole' && lived && opening.kind === 'window' && opening.width > 1.5 && shareOf(opening.seed, 3) < 0.55)
            writeAirConditioner(fabric, wall.frame, opening, bottom)
        }
      }
      writeSlabEdge(fabric, wall, top, lived)
      if (care === 'whole' && lived) writePipes(fabric, building, wall, bottom, top)
    }
    writePlinth(index, fabric, building, wall)
  }
}

/** The solid parts of a stretch: piers from floor to floor, and what is under and over each opening. */
function writeStretch(fabric: MeshWriter, frame: Frame, { from, to, openings }: Stretch, bottom: number, top: number): void {
  let at = from
  for (const { middle, width, sill, head } of openings) {
    const left = middle - width / 2
    fabric.panel(frame, at, left, bottom, top, 0)
    fabric.panel(frame, left, left + width, bottom, bottom + sill, 0)
    fabric.panel(frame, left, left + width, bottom + head, top, 0)
    at = left + width
  }
  fabric.panel(frame, at, to, bottom, top, 0)
}

function writeOpening({ fabric, glass }: BuildingWriters, frame: Frame, opening: Opening, floor: number, clay: string, care: FacadeCare): void {
  const left = opening.middle - opening.width / 2
  const right = left + opening.width
  const bottom = floor + opening.sill
  const top = floor + opening.head
  const recess = care === 'whole' ? recessMeters : shallowMeters
  if (care === 'whole') {
    fabric.paint(clay, 0.86)
    writeReveal(fabric, frame, left, right, bottom, top)
  }
  if (opening.kind === 'door') {
    fabric.paint(palette.door).panel(frame, left, right, bottom, top, -recess)
    return
  }
  writePane(glass, frame, left, right, bottom, top, -recess, opening)
  if (care === 'whole' && opening.kind === 'window')
    fabric.paint(palette.frame).box(frame, left - 0.06, right + 0.06, 0, 0.09, bottom - 0.07, bottom, { back: false, bottom: false, ends: false })
}

function writeReveal(fabric: MeshWriter, frame: Frame, left: number, right: number, bottom: number, top: number): void {
  const inner = -recessMeters
  const at = (along: number, outward: number, up: number): readonly [number, number, number] => [
    frame.east + frame.alongEast * along + frame.alongNorth * outward,
    frame.north + frame.alongNorth * along - frame.alongEast * outward,
    up,
  ]
  fabric.quad([at(left, 0, bottom), at(left, inner, bottom), at(left, inner, top), at(left, 0, top)])
  fabric.quad([at(right, inner, bottom), at(right, 0, bottom), at(right, 0, top), at(right, inner, top)])
  fabric.quad([at(left, inner, top), at(right, inner, top), at(right, 0, top), at(left, 0, top)])
  fabric.quad([at(left, 0, bottom), at(right, 0, bottom), at(right, inner, bottom), at(left, inner, bottom)])
}

/** The pane's colour carries when it is lit (share of the home's power), its light's hue, and whether a curtain is drawn. */
function writePane(glass: MeshWriter, frame: Frame, left: number, right: number, bottom: number, top: number, outward: number, { seed, kind }: Opening): void {
  const room = seed.slice(0, seed.lastIndexOf('-'))
  glass.color = [0.02 + 0.98 * shareOf(room, 11), shareOf(room, 12), kind === 'stair' ? 0 : shareOf(seed, 13)]
  glass.pane(frame, left, right, bottom, top, outward)
}

function writeBalcony({ fabric, glass }: BuildingWriters, frame: Frame, opening: Opening, floor: number): void {
  const from = opening.middle - opening.width / 2 - 0.2
  const to = opening.middle + opening.width / 2 + 0.2
  const depth = opening.kind === 'balcony' ? 0.4 : 1.25
  const parapet = floor + 1.02
  fabric.paint(palette.slabEdge).box(frame, from, to, 0, depth, floor - 0.14, floor + 0.02, { back: false })
  fabric.paint(shareOf(opening.seed, 5) < 0.3 ? palette.frame : palette.clay[1])
  fabric.box(frame, from, to, depth - 0.08, depth, floor + 0.02, parapet, { bottom: false })
  for (const along of [from, to - 0.08]) fabric.box(frame, along, along + 0.08, 0, depth - 0.08, floor + 0.02, parapet, { back: false, bottom: false })
  if (!isGlazedIn(opening.seed)) return
  const head = floor + 2.5
  writePane(glass, frame, from, to, parapet, head, depth - 0.03, opening)
  const left: Frame = {
    east: frame.east + frame.alongEast * from,
    north: frame.north + frame.alongNorth * from,
    alongEast: frame.alongNorth,
    alongNorth: -frame.alongEast,
  }
  const right: Frame = {
    east: frame.east + frame.alongEast * to + frame.alongNorth * depth,
    north: frame.north + frame.alongNorth * to - frame.alongEast * depth,
    alongEast: -frame.alongNorth,
    alongNorth: frame.alongEast,
  }
  writePane(glass, left, 0, depth - 0.03, parapet, head, 0, opening)
  writePane(glass, right, 0.03, depth, parapet, head, 0, opening)
  fabric.paint(palette.frame).box(frame, from - 0.04, to + 0.04, 0, depth + 0.04, head, head + 0.1, { back: false })
}

function writeAirConditioner(fabric: MeshWriter, frame: Frame, opening: Opening, floor: number): void {
  const from = opening.middle - 0.42 + (shareOf(opening.seed, 4) - 0.5) * 0.7
  fabric.paint(palette.airConditioner).box(frame, from, from + 0.84, 0.06, 0.38, floor + 0.1, floor + 0.68, { back: false })
}

function writeSlabEdge(fabric: MeshWriter, { frame, lengthMeters }: Wall, top: number, lived: boolean): void {
  if (!lived || lengthMeters < 4) return
  fabric.place = 0
  fabric.paint(palette.slabEdge).box(frame, 0, lengthMeters, 0, 0.035, top - 0.13, top, { back: false, ends: false })
}

/** Rain pipes down the façade, between entrances and near its ends. */
function writePipes(fabric: MeshWriter, building: Building, { frame, lengthMeters }: Wall, bottom: number, top: number): void {
  if (lengthMeters < 12) return
  const middles = building.units.map(({ entrance }) => project(frame, entrance.position).along).sort((a, b) => a - b)
  const joints = middles.slice(1).map((along, index) => (along + middles[index]) / 2)
  fabric.place = 0
  fabric.paint(palette.frame, 0.93)
  for (const along of [0.35, ...joints, lengthMeters - 0.35])
    if (along > 0.2 && along < lengthMeters - 0.2)
      fabric.box(frame, along - 0.06, along + 0.06, 0, 0.13, bottom, top, { back: false, top: false, bottom: false })
}

function writePlinth(index: SiteIndex, fabric: MeshWriter, building: Building, { frame, lengthMeters }: Wall): void {
  fabric.storey = storeyRowOf(index, building, 1)
  fabric.place = 0
  const height = building.baseMeters + 0.42
  fabric.paint(palette.plinth).box(frame, -0.05, lengthMeters + 0.05, 0, 0.05, Math.min(0, building.baseMeters - 0.5), height, { back: false, bottom: false })
}
