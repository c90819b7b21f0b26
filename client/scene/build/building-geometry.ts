import type { Building, Unit } from '../../../models/site/building.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { palette } from '../palette.ts'
import { type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, inset, signedArea } from '../space.ts'
import { entrancesOf } from './entrances-of.ts'
import { facadeCareOf, wallPaintOf, writeFacades } from './facade.ts'
import { writeBalcony } from './facade-balcony.ts'
import { writeEntrance } from './facade-entrance.ts'
import { writeLiftShaft } from './facade-lift.ts'
import { writeService, writeShed } from './facade-service.ts'
import { type BuildingWriters, startAt } from './facade-writers.ts'
import { MeshWriter } from './mesh-writer.ts'
import { standsOut, wallsOf } from './openings.ts'
import { writeRoof } from './roof.ts'

/** `fittings` are too small to be seen from afar: they are drawn only while the camera is near, and cast no shadow. */
export type BuildingMeshes = { readonly fabric: MeshWriter; readonly glass: MeshWriter; readonly fittings: MeshWriter; readonly shafts: MeshWriter }

/** Every building of a community as four merged meshes: what is solid, the panes, the small things on the walls, the see-through lift shafts. */
export function buildBuildings(index: SiteIndex): BuildingMeshes {
  const shafts = new MeshWriter()
  const writers: BuildingWriters = {
    fabric: new MeshWriter(),
    glass: new MeshWriter(),
    fittings: new MeshWriter(),
    care: facadeCareOf(index.community.buildings),
  }
  for (const building of index.community.buildings) {
    const upright = signedArea(building.outline) < 0 ? { ...building, outline: anticlockwise(building.outline) } : building
    writeBuilding(index, upright, writers, shafts)
  }
  return { fabric: writers.fabric, glass: writers.glass, fittings: writers.fittings, shafts }
}

function writeBuilding(index: SiteIndex, building: Building, writers: BuildingWriters, shafts: MeshWriter): void {
  writeRoof(index, building, wallPaintOf(building).pier, writers)
  if (building.kind === 'bicycle-shed') return writeShed(index, building, writers)
  writeCore(index, building, writers.fabric)
  writeFacades(index, building, writers)
  writeService(index, building, writers)
  for (const entrance of entrancesOf(building)) writeEntrance(index, building, entrance, writers)
  for (const unit of building.units) {
    writeOuterBalconies(index, building, unit, writers)
    for (const lift of unit.lifts) if (lift.outdoor) writeLiftShaft(index, building, unit, lift, writers, shafts)
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

/** Balconies drawn as rooms outside the outline. */
function writeOuterBalconies(index: SiteIndex, building: Building, unit: Unit, writers: BuildingWriters): void {
  const walls = wallsOf(building)
  for (const floor of unit.floors)
    for (const home of floor.homes) {
      const plan = unit.plans.find(({ key }) => key === home.plan)
      for (const room of plan?.rooms ?? []) {
        if (room.kind !== 'balcony' || !standsOut(building, room.outline)) continue
        startAt(writers, storeyRowOf(index, building, floor.level), index.homeRow.get(home.id) ?? 0)
        writeBalcony(writers, {
          ring: anticlockwise(room.outline),
          walls,
          bottom: elevationOf(building, floor.level),
          storeyHeight: building.storeyHeightMeters,
          isTop: floor.level === building.storeys,
          seed: `${home.id}-${room.key}-0`,
        })
      }
    }
}
