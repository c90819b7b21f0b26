import type { Building } from '../../../models/site/building.ts'
import { palette } from '../palette.ts'
import { stillRow } from '../site-index.ts'
import { anticlockwise, frameBetween } from '../space.ts'
import { MeshWriter } from './mesh-writer.ts'

/** Walls of a house that was cut down because it stood in the way end here: lower than those of what is looked at, or they would shout louder. */
const wallMeters = 0.75
/** What was cut lies flat under the plan, a few centimetres high. */
const floorMeters = 0.12
const cap = '#c9c6c0'

/** The plans of houses that were cut down, in paper tones: outer walls, and with `rooms` the stairs, the homes and what is in them. */
export function buildCutPlans(buildings: readonly Building[], rooms: boolean): MeshWriter {
  const writer = new MeshWriter()
  writer.storey = stillRow
  for (const building of buildings) writeCutPlan(writer, building, rooms)
  return writer
}

function writeCutPlan(writer: MeshWriter, building: Building, rooms: boolean): void {
  const floor = building.baseMeters + floorMeters
  const outline = anticlockwise(building.outline)
  writer.paint(palette.paper, 0.97).flat(outline, building.holes, floor)
  writeWalls(writer, outline, floor, 0.24)
  if (!rooms) return
  for (const unit of building.units) {
    if (unit.stairs) writeWalls(writer, anticlockwise(unit.stairs), floor, 0.14)
    const lowest = unit.floors.find(({ level }) => level === 1) ?? unit.floors[0]
    for (const home of lowest?.homes ?? []) {
      const plan = unit.plans.find(({ key }) => key === home.plan)
      if (!plan) continue
      writeWalls(writer, anticlockwise(plan.outline), floor, 0.12)
      for (const room of plan.rooms) writeWalls(writer, anticlockwise(room.outline), floor, 0.06)
    }
  }
}

function writeWalls(writer: MeshWriter, ring: Building['outline'], floor: number, thickness: number): void {
  for (let corner = 0; corner < ring.length; corner += 1) {
    const to = ring[(corner + 1) % ring.length]
    const frame = frameBetween(ring[corner], to)
    const length = Math.hypot(to[0] - ring[corner][0], to[1] - ring[corner][1])
    writer.paint(palette.paper).box(frame, 0, length, -thickness, 0, floor, floor + wallMeters, { top: false, bottom: false, ends: false })
    writer.paint(cap).box(frame, 0, length, -thickness, 0, floor + wallMeters - 0.01, floor + wallMeters, { ends: false, bottom: false, back: false })
  }
}
