import type { Building, Lift, Unit } from '../../../models/site/building.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { roofHeightOf, type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, frameBetween, frameFacing, inset, signedArea } from '../space.ts'
import { type BuildingWriters, type FacadeCare, facadeCareOf, writeFacades } from './facade.ts'
import { MeshWriter } from './mesh-writer.ts'
import { standsOut } from './openings.ts'
import { writeRoof } from './roof.ts'

export type BuildingMeshes = { readonly fabric: MeshWriter; readonly glass: MeshWriter; readonly shafts: MeshWriter }

/** Every building of a community as three merged meshes: what is solid, the panes, and the see-through lift shafts. */
export function buildBuildings(index: SiteIndex): BuildingMeshes {
  const writers = { fabric: new MeshWriter(), glass: new MeshWriter(), shafts: new MeshWriter() }
  const care = facadeCareOf(index.community.buildings)
  for (const building of index.community.buildings) {
    const upright = signedArea(building.outline) < 0 ? { ...building, outline: anticlockwise(building.outline) } : building
    writeBuilding(index, upright, writers, care)
  }
  return writers
}

function writeBuilding(index: SiteIndex, building: Building, writers: BuildingMeshes, care: FacadeCare): void {
  const clay = palette.clay[Math.floor(shareOf(building.id, 21) * palette.clay.length)]
  writeCore(index, building, writers.fabric)
  writeFacades(index, building, clay, writers, care)
  writeRoof(index, building, clay, writers.fabric)
  for (const unit of building.units) {
    writeEntrance(index, building, unit, writers.fabric)
    writeOuterBalconies(index, building, unit, writers)
    for (const lift of unit.lifts) if (lift.outdoor) writeLiftShaft(index, building, lift, writers)
  }
}

/** An inner shell just behind the panes, so that no light of the far side shines through the joints of the façade. */
function writeCore(index: SiteIndex, building: Building, fabric: MeshWriter): void {
  const inner = inset(building.outline, 0.2)
  fabric.place = 0
  for (let level = 1; level <= building.storeys; level += 1) {
    const bottom = elevationOf(building, level)
    fabric.storey = storeyRowOf(index, building, level)
    fabric.paint(palette.clay[1], 0.8).walls(inner, bottom, bottom + building.storeyHeightMeters)
    fabric.paint(palette.roof).flat(building.outline, building.holes, bottom + 0.01)
  }
}

/** Canopy, step and door surround at an entrance. */
function writeEntrance(index: SiteIndex, building: Building, unit: Unit, fabric: MeshWriter): void {
  fabric.storey = storeyRowOf(index, building, 1)
  fabric.place = 0
  const frame = frameFacing(unit.entrance.position, unit.entrance.facing)
  const low = building.baseMeters
  fabric.paint(palette.slabEdge).box(frame, -1.5, 1.5, -0.3, 1.5, low + 2.45, low + 2.65, {})
  fabric.paint(palette.kerb).box(frame, -1.3, 1.3, -0.3, 1.2, 0, Math.max(0.16, low), { bottom: false })
  fabric.paint(palette.clay[1])
  for (const along of [-1.4, 1.28]) fabric.box(frame, along, along + 0.12, 1.3, 1.42, 0, low + 2.45, { top: false, bottom: false })
}

/** Balconies drawn as rooms outside the outline: slab, parapet and, where the home glazed it in, panes. */
function writeOuterBalconies(index: SiteIndex, building: Building, unit: Unit, { fabric, glass }: BuildingWriters): void {
  for (const floor of unit.floors)
    for (const home of floor.homes) {
      const plan = unit.plans.find(({ key }) => key === home.plan)
      for (const room of plan?.rooms ?? []) {
        if (room.kind !== 'balcony' || !standsOut(building, room.outline)) continue
        const bottom = elevationOf(building, floor.level)
        fabric.storey = glass.storey = storeyRowOf(index, building, floor.level)
        fabric.place = glass.place = index.homeRow.get(home.id) ?? 0
        writeOuterBalcony({ fabric, glass }, anticlockwise(room.outline), building, bottom, `${home.id}-${room.key}`)
      }
    }
}

function writeOuterBalcony({ fabric, glass }: BuildingWriters, ring: [number, number][], building: Building, bottom: number, seed: string): void {
  const head = bottom + 2.5
  const glazed = shareOf(seed, 7) < 0.62
  fabric.paint(palette.slabEdge).walls(ring, bottom - 0.14, bottom + 0.04)
  fabric.flat(ring, [], bottom + 0.04)
  fabric.paint(palette.clay[1], 0.7).flat([...ring].reverse(), [], bottom - 0.14)
  for (let corner = 0; corner < ring.length; corner += 1) {
    const from = ring[corner]
    const to = ring[(corner + 1) % ring.length]
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const frame = frameBetween(from, to)
    if (building.outline.some((a, at) => runsAlong(frame, length, a, building.outline[(at + 1) % building.outline.length]))) continue
    fabric.paint(shareOf(seed, 5) < 0.3 ? palette.frame : palette.clay[1]).box(frame, 0, length, -0.08, 0, bottom + 0.04, bottom + 1.02, { bottom: false })
    if (!glazed) continue
    glass.color = [0.02 + 0.98 * shareOf(seed, 11), shareOf(seed, 12), shareOf(seed, 13)]
    glass.pane(frame, 0.02, length - 0.02, bottom + 1.02, head, -0.03)
  }
  if (glazed) {
    fabric.paint(palette.frame).walls(ring, head, head + 0.1)
    fabric.flat(ring, [], head + 0.1)
  }
}

const runsAlong = (frame: ReturnType<typeof frameBetween>, length: number, a: readonly [number, number], b: readonly [number, number]): boolean => {
  const off = ([east, north]: readonly [number, number]) => (east - frame.east) * frame.alongNorth - (north - frame.north) * frame.alongEast
  const on = ([east, north]: readonly [number, number]) => (east - frame.east) * frame.alongEast + (north - frame.north) * frame.alongNorth
  return Math.abs(off(a)) < 0.35 && Math.abs(off(b)) < 0.35 && Math.min(on(a), on(b)) < length - 0.1 && Math.max(on(a), on(b)) > 0.1
}

/** A lift added outside: steel frame, panes one sees the car through, a small roof. */
function writeLiftShaft(index: SiteIndex, building: Building, lift: Lift, { fabric, shafts }: BuildingMeshes): void {
  const ring = anticlockwise(lift.shaft)
  const top = roofHeightOf(building) + 1.1
  fabric.place = shafts.place = 0
  for (let level = 1; level <= building.storeys; level += 1) {
    const bottom = level === 1 ? 0 : elevationOf(building, level)
    const next = level === building.storeys ? top : elevationOf(building, level + 1)
    fabric.storey = shafts.storey = storeyRowOf(index, building, level)
    for (let corner = 0; corner < ring.length; corner += 1) {
      const to = ring[(corner + 1) % ring.length]
      const length = Math.hypot(to[0] - ring[corner][0], to[1] - ring[corner][1])
      const frame = frameBetween(ring[corner], to)
      shafts.color = [1, 0.5, 0]
      shafts.pane(frame, 0, length, bottom, next, 0)
      fabric.paint(palette.steel).box(frame, 0, 0.12, -0.1, 0.03, bottom, next, { top: false, bottom: false })
      fabric.box(frame, 0, length, -0.06, 0.03, next - 0.16, next, {})
    }
  }
  fabric.storey = storeyRowOf(index, building, building.storeys + 1)
  fabric.paint(palette.slabEdge).walls(inset(ring, -0.12), top, top + 0.25)
  fabric.flat(inset(ring, -0.12), [], top + 0.25)
}
