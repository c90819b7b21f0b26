import type { Building, Lift, Unit } from '../../../models/site/building.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { palette } from '../palette.ts'
import { roofHeightOf, type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, frameBetween, frameFacing, inset, project } from '../space.ts'
import { type BuildingWriters, startAt } from './facade-writers.ts'
import type { MeshWriter } from './mesh-writer.ts'

/** A lift added outside: steel frame, panes one sees the car through, a small roof, and at every stop a bridge to the house. */
export function writeLiftShaft(index: SiteIndex, building: Building, unit: Unit, lift: Lift, writers: BuildingWriters, shafts: MeshWriter): void {
  const ring = anticlockwise(lift.shaft)
  const { fabric } = writers
  const top = roofHeightOf(building) + 1.1
  shafts.place = 0
  for (let level = 1; level <= building.storeys; level += 1) {
    const bottom = level === 1 ? 0 : elevationOf(building, level)
    const next = level === building.storeys ? top : elevationOf(building, level + 1)
    startAt(writers, storeyRowOf(index, building, level), 0)
    shafts.storey = fabric.storey
    for (let corner = 0; corner < ring.length; corner += 1) {
      const to = ring[(corner + 1) % ring.length]
      const length = Math.hypot(to[0] - ring[corner][0], to[1] - ring[corner][1])
      const frame = frameBetween(ring[corner], to)
      shafts.color = [1, 0.5, 0]
      shafts.pane(frame, 0, length, bottom, next, 0)
      fabric.paint(palette.steel).box(frame, 0, 0.14, -0.1, 0.04, bottom, next, { top: false, bottom: false })
      fabric.box(frame, 0, length, -0.07, 0.04, next - 0.18, next, {})
      fabric.box(frame, 0, length, -0.04, 0.02, (bottom + next) / 2 - 0.03, (bottom + next) / 2 + 0.03, { ends: false })
    }
    if (lift.stops.includes(level)) writeBridge(building, unit, lift, level, writers)
  }
  startAt(writers, storeyRowOf(index, building, building.storeys + 1), 0)
  fabric.paint(palette.slabEdge).walls(inset(ring, -0.15), top, top + 0.25)
  fabric.flat(inset(ring, -0.15), [], top + 0.25)
  fabric.paint(palette.grey).walls(inset(ring, 0.5), top + 0.25, top + 0.75)
  fabric.flat(inset(ring, 0.5), [], top + 0.75)
}

/** From the wall to the shaft: floor, roof and a parapet of steel and glass on both sides. */
function writeBridge(building: Building, { entrance }: Unit, { shaft }: Lift, level: number, { fabric, glass }: BuildingWriters): void {
  const frame = frameFacing(entrance.position, entrance.facing)
  const spots = shaft.map((spot) => project(frame, spot))
  const near = Math.min(...spots.map(({ outward }) => outward))
  if (near < 0.15 || near > 6) return
  const middle = spots.reduce((sum, { along }) => sum + along, 0) / spots.length
  const [from, to] = [middle - 0.85, middle + 0.85]
  const up = elevationOf(building, level)
  if (level > 1) fabric.paint(palette.slabEdge).box(frame, from, to, 0, near, up - 0.16, up, {})
  fabric.paint(palette.slabEdge).box(frame, from - 0.05, to + 0.05, 0, near, up + 2.36, up + 2.46, {})
  if (level === 1) return
  for (const along of [from, to - 0.06]) {
    fabric.paint(palette.steel).box(frame, along, along + 0.06, 0, near, up + 1.02, up + 1.1, {})
    const side = along === from
    const edge = side
      ? { east: frame.east + frame.alongEast * from, north: frame.north + frame.alongNorth * from, alongEast: frame.alongNorth, alongNorth: -frame.alongEast }
      : {
          east: frame.east + frame.alongEast * to + frame.alongNorth * near,
          north: frame.north + frame.alongNorth * to - frame.alongEast * near,
          alongEast: -frame.alongNorth,
          alongNorth: frame.alongEast,
        }
    glass.color = [1, 0.5, 0.2]
    glass.pane(edge, 0, near, up, up + 1.02, 0)
    glass.pane(edge, 0, near, up + 1.1, up + 2.36, 0)
  }
}
