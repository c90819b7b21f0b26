import type { Building, HomePlan, Lift, Unit } from '../../../models/site/building.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { palette } from '../palette.ts'
import { type SiteIndex, stillRow } from '../site-index.ts'
import { anticlockwise, centreOf, contains, frameBetween, placeOn } from '../space.ts'
import { cutMeters, type Gap, writeCap, writeCutWall, writeCutWalls, writeCutWindow } from './interior/cut-walls.ts'
import { writeDoorLeaves } from './interior/door-leaves.ts'
import { writeFloor } from './interior/floor-finish.ts'
import { furnishRoom } from './interior/furniture.ts'
import { writeStairFlights } from './interior/stair-flights.ts'
import { MeshWriter } from './mesh-writer.ts'
import { stretchesOf, wallsOf } from './openings.ts'

export { cutMeters } from './interior/cut-walls.ts'

/**
 * What an opened storey is looked at for: an entrance, a home of it, or neither. `distance`: rooms of homes that are not
 * concerned are noise from afar, furniture where none is concerned is from all but close by. `liftMeters`: how far what is
 * above was lifted, to be led to by guides; 0 for none.
 */
export type Concern = { readonly unit: string | null; readonly home: string | null; readonly distance: 'far' | 'near' | 'close'; readonly liftMeters: number }

const outerMeters = 0.24

/**
 * A storey opened from above. The entrance concerned has its stairs, doors, floors and dark cut walls, the home concerned
 * (all of its homes where none is named) its furniture; the others keep their walls with pale caps.
 */
export function buildOpenFloor(index: SiteIndex, building: Building, level: number, concern: Concern): MeshWriter {
  const writer = new MeshWriter()
  writer.storey = stillRow
  const floor = elevationOf(building, level)
  const outline = anticlockwise(building.outline)
  const wells = building.units.flatMap((unit) => [
    ...(unit.stairs && contains(outline, ...centreOf(unit.stairs)) ? [unit.stairs] : []),
    ...unit.lifts.filter(({ outdoor }) => !outdoor).map(({ shaft }) => shaft),
  ])
  writer.paint(palette.roof).flat(outline, [...building.holes, ...wells], floor + 0.02)
  const windows = writeOuterWalls(writer, index, building, level, floor)
  for (const unit of building.units) {
    const dark = concern.unit === unit.id
    const cap = dark ? palette.capConcerned : palette.cap
    const doors = unit.plans.flatMap((plan) => plan.doors)
    if (unit.landing) writer.paint(palette.paving).flat(unit.landing, [], floor + 0.03)
    writeStairFlights(writer, building, unit, level, floor, dark)
    if (unit.stairs)
      writeCutWalls(writer, anticlockwise(unit.stairs), floor, { thickness: 0.1, color: palette.clay[0], cap }, [...doors, ...windows, ...stairDoors(unit)])
    for (const lift of unit.lifts) writeShaft(writer, unit, lift, floor, cap)
    for (const home of unit.floors.find((each) => each.level === level)?.homes ?? []) {
      const plan = unit.plans.find(({ key }) => key === home.plan)
      if (!plan) continue
      const detail = detailOf(concern, home.id, dark)
      writeHome(writer, index, home.id, plan, [...doors, ...windows], floor, concern.home === null || home.id === concern.home ? cap : palette.cap, detail)
    }
  }
  if (concern.liftMeters > 0 && level < building.storeys)
    writeGuides(writer, outline, floor + cutMeters, floor + building.storeyHeightMeters + concern.liftMeters)
  return writer
}

type HomeDetail = 'furnished' | 'rooms' | 'walls'

function detailOf({ home: wanted, unit, distance }: Concern, home: string, dark: boolean): HomeDetail {
  if (wanted === null ? dark || (unit === null && distance === 'close') : home === wanted) return 'furnished'
  return dark || distance !== 'far' ? 'rooms' : 'walls'
}

function writeHome(
  writer: MeshWriter,
  index: SiteIndex,
  home: string,
  plan: HomePlan,
  gaps: readonly Gap[],
  floor: number,
  cap: string,
  detail: HomeDetail,
): void {
  for (const room of plan.rooms) {
    const ring = anticlockwise(room.outline)
    writer.place = index.rooms.get(`${home}-${room.key}`)?.row ?? 0
    writeFloor(writer, ring, room.kind, floor + 0.05, detail === 'furnished')
    if (detail !== 'walls') writeCutWalls(writer, ring, floor + 0.05, { thickness: 0.07, color: palette.clay[0], cap }, gaps)
    if (detail !== 'furnished') continue
    // What nobody measured takes no tint: the floor under it says how the room is.
    writer.place = 0
    furnishRoom(writer, { ...room, outline: ring }, plan.doors, floor + 0.05, `${home}-${room.key}`)
  }
  writer.place = 0
  writeCutWalls(writer, anticlockwise(plan.outline), floor + 0.05, { thickness: 0.11, color: palette.clay[0], cap }, gaps)
  if (detail === 'furnished') writeDoorLeaves(writer, plan, floor + 0.05)
}

/** The walls to the outside with their windows, as the façade has them; gives the windows, which break the homes' own walls too. */
function writeOuterWalls(writer: MeshWriter, index: SiteIndex, building: Building, level: number, floor: number): Gap[] {
  const windows: Gap[] = []
  const look = { thickness: outerMeters, color: palette.clay[0], cap: palette.cap }
  for (const wall of wallsOf({ ...building, outline: anticlockwise(building.outline) })) {
    const { frame, lengthMeters } = wall
    let at = 0
    const solid = (to: number): void => {
      if (to - at < 0.02) return
      writer.paint(look.color).box(frame, at, to, -outerMeters, 0, floor, floor + cutMeters, { top: false, bottom: false })
      writeCap(writer, frame, [at, to], outerMeters, floor + cutMeters, look.cap)
    }
    for (const { openings } of stretchesOf(index, building, wall, level))
      for (const { middle, width, sill, kind } of openings) {
        if (sill >= cutMeters) continue
        const span: readonly [number, number] = [middle - width / 2, middle + width / 2]
        solid(span[0])
        at = span[1]
        if (kind !== 'door') writeCutWindow(writer, frame, span, sill, floor, look)
        windows.push({ at: placeOn(frame, middle, 0), along: Math.atan2(frame.alongNorth, frame.alongEast), widthMeters: width })
      }
    solid(lengthMeters)
  }
  return windows
}

/** A stair is open to its landing: the wall between them is no wall. */
function stairDoors({ stairs, landing }: Unit): Gap[] {
  if (!stairs || !landing) return []
  const ring = anticlockwise(stairs)
  const [east, north] = centreOf(landing)
  return ring.flatMap((from, corner) => {
    const to = ring[(corner + 1) % ring.length]
    const frame = frameBetween(from, to)
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const faces = contains(landing, ...placeOn(frame, length / 2, 0.3)) || Math.hypot(east - (from[0] + to[0]) / 2, north - (from[1] + to[1]) / 2) < 0.9
    return faces ? [{ at: placeOn(frame, length / 2, 0), along: Math.atan2(frame.alongNorth, frame.alongEast), widthMeters: length - 0.1 }] : []
  })
}

/** A lift's shaft: a dark pit within walls, its two door leaves towards the landing; outside the house a frame of steel and glass. */
function writeShaft(writer: MeshWriter, unit: Unit, { shaft, outdoor }: Lift, floor: number, cap: string): void {
  const ring = anticlockwise(shaft)
  const [toEast, toNorth] = outdoor ? unit.entrance.position : unit.landing ? centreOf(unit.landing) : unit.entrance.position
  writer.paint(palette.ink, 2.4).flat(ring, [], floor - (outdoor ? 0.3 : 0.02))
  const sides = ring.map((from, corner) => {
    const to = ring[(corner + 1) % ring.length]
    const frame = frameBetween(from, to)
    return { frame, length: Math.hypot(to[0] - from[0], to[1] - from[1]), from, to }
  })
  const distance = ({ frame, length }: (typeof sides)[number]): number => {
    const [east, north] = placeOn(frame, length / 2, 0)
    return Math.hypot(east - toEast, north - toNorth)
  }
  const door = sides.reduce((one, other) => (distance(other) < distance(one) ? other : one))
  for (const side of sides) {
    const { frame, length } = side
    const middle = length / 2
    if (outdoor) {
      writer.paint(palette.steel).box(frame, 0, 0.14, -0.14, 0, floor - 0.3, floor + cutMeters, { bottom: false })
      if (side !== door) writer.paint(palette.glass).box(frame, 0.14, length, -0.06, -0.03, floor - 0.2, floor + cutMeters, { bottom: false })
    } else {
      const gaps = side === door ? [{ at: placeOn(frame, middle, 0), along: Math.atan2(frame.alongNorth, frame.alongEast), widthMeters: 1 }] : []
      writeCutWall(writer, side.from, side.to, floor, { thickness: 0.16, color: palette.clay[0], cap }, gaps)
    }
    if (side === door)
      for (const leaf of [middle - 0.5, middle + 0.02])
        writer.paint(palette.steel, 1.15).box(frame, leaf, leaf + 0.48, -0.1, -0.05, floor, floor + cutMeters, { bottom: false })
  }
}

/** Dashes from each corner of the open storey to what was lifted off it. */
function writeGuides(writer: MeshWriter, outline: readonly Position2[], low: number, high: number): void {
  writer.place = 0
  writer.paint(palette.grey)
  for (const [east, north] of outline) {
    const frame = { east, north, alongEast: 1, alongNorth: 0 }
    for (let up = low + 0.4; up + 0.55 < high; up += 1.1) writer.box(frame, -0.045, 0.045, -0.045, 0.045, up, up + 0.55, {})
  }
}
