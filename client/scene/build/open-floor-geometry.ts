import type { Building, HomePlan, Unit } from '../../../models/site/building.ts'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { palette } from '../palette.ts'
import { type SiteIndex, stillRow } from '../site-index.ts'
import { anticlockwise, contains, type Frame, frameBetween, inset, placeOn, project } from '../space.ts'
import { MeshWriter } from './mesh-writer.ts'

/** Walls of an opened storey are cut at this height. */
export const cutMeters = 1.2

type Door = { readonly at: Position2; readonly widthMeters: number }

/**
 * A storey opened from above: floors of all rooms in their own tint, walls cut at 1.2 m with caps, doors left open,
 * stairs; the caps of the entrance concerned are dark, all others pale.
 */
export function buildOpenFloor(index: SiteIndex, building: Building, level: number, concerned: string | null): MeshWriter {
  const writer = new MeshWriter()
  writer.storey = stillRow
  const floor = elevationOf(building, level)
  const outline = anticlockwise(building.outline)
  writer.paint(palette.roof).flat(outline, building.holes, floor + 0.02)
  writeWalls(writer, outline, floor, 0.24, palette.clay[0], palette.cap, [])
  for (const unit of building.units) {
    const dark = concerned === null || concerned === unit.id
    const cap = dark ? palette.capConcerned : palette.cap
    if (unit.landing) writer.paint(palette.paving).flat(unit.landing, [], floor + 0.03)
    writeStairs(writer, unit, floor, dark)
    const plans = new Map(unit.plans.map((plan) => [plan.key, plan]))
    const doors = unit.plans.flatMap((plan) => plan.doors)
    for (const home of unit.floors.find((each) => each.level === level)?.homes ?? []) {
      const plan = plans.get(home.plan)
      if (plan) writeHome(writer, index, home.id, plan, doors, floor, cap)
    }
    for (const lift of unit.lifts) writeWalls(writer, anticlockwise(lift.shaft), floor, 0.12, palette.steel, cap, [])
  }
  return writer
}

function writeHome(writer: MeshWriter, index: SiteIndex, home: string, plan: HomePlan, doors: readonly Door[], floor: number, cap: string): void {
  for (const room of plan.rooms) {
    writer.place = index.rooms.get(`${home}-${room.key}`)?.row ?? 0
    writer.paint(room.kind === 'bath' || room.kind === 'kitchen' ? '#dfe0de' : palette.clay[4]).flat(room.outline, [], floor + 0.05)
    writeWalls(writer, anticlockwise(room.outline), floor + 0.05, 0.07, palette.clay[0], cap, doors)
  }
  writer.place = 0
  writeWalls(writer, anticlockwise(plan.outline), floor + 0.05, 0.11, palette.clay[0], cap, doors)
}

/** Walls along the inside of a ring, broken where a door is. */
function writeWalls(writer: MeshWriter, ring: Ring, floor: number, thickness: number, color: string, cap: string, doors: readonly Door[]): void {
  for (let corner = 0; corner < ring.length; corner += 1) {
    const to = ring[(corner + 1) % ring.length]
    const frame = frameBetween(ring[corner], to)
    const length = Math.hypot(to[0] - ring[corner][0], to[1] - ring[corner][1])
    for (const [from, until] of withoutDoors(frame, length, doors)) {
      writer.paint(color).box(frame, from, until, -thickness, 0, floor, floor + cutMeters, { top: false, bottom: false })
      const place = writer.place
      writer.place = 0
      writer.paint(cap).box(frame, from, until, -thickness, 0, floor + cutMeters - 0.01, floor + cutMeters + 0.01, { ends: false, bottom: false })
      writer.place = place
    }
  }
}

function withoutDoors(frame: Frame, length: number, doors: readonly Door[]): [number, number][] {
  const gaps: [number, number][] = []
  for (const door of doors) {
    const spot = project(frame, door.at)
    if (Math.abs(spot.outward) < 0.4 && spot.along > -0.1 && spot.along < length + 0.1)
      gaps.push([spot.along - door.widthMeters / 2, spot.along + door.widthMeters / 2])
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

/** Two flights of steps along the longer side of the stair well; solid, so that they read from above. */
function writeStairs(writer: MeshWriter, unit: Unit, floor: number, dark: boolean): void {
  if (!unit.stairs) return
  const ring = anticlockwise(unit.stairs)
  const [frame, length, width] = longSide(ring)
  const steps = Math.max(6, Math.round(length / 0.34))
  writer.paint(dark ? palette.door : palette.cap)
  for (let step = 0; step < steps; step += 1) {
    const [from, to] = [(length * step) / steps, (length * (step + 0.86)) / steps]
    const rise = ((step + 1) / steps) * 1.05
    for (const [inner, outer, up] of [
      [-width + 0.12, -width / 2 - 0.06, rise],
      [-width / 2 + 0.06, -0.12, 1.1 - rise],
    ] as const) {
      const [east, north] = placeOn(frame, (from + to) / 2, (inner + outer) / 2)
      if (contains(ring, east, north)) writer.box(frame, from, to, inner, outer, floor + 0.03, floor + 0.1 + Math.max(0.05, up), { bottom: false })
    }
  }
  writeWalls(
    writer,
    inset(ring, 0),
    floor,
    0.1,
    palette.clay[0],
    dark ? palette.capConcerned : palette.cap,
    unit.plans.flatMap((plan) => plan.doors),
  )
}

function longSide(ring: Ring): [Frame, number, number] {
  let best: [Frame, number, number] = [frameBetween(ring[0], ring[1]), 0, 0]
  for (let corner = 0; corner < ring.length; corner += 1) {
    const to = ring[(corner + 1) % ring.length]
    const length = Math.hypot(to[0] - ring[corner][0], to[1] - ring[corner][1])
    if (length <= best[1]) continue
    const frame = frameBetween(ring[corner], to)
    best = [frame, length, Math.max(...ring.map((spot) => -project(frame, spot).outward))]
  }
  return best
}
