import { Group, type Object3D } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { type Barriers, createBarriers } from './barriers.ts'
import { type Cones, createCones } from './cameras/cones.ts'
import { createSpotMark, type SpotMark } from './cameras/spot-mark.ts'
import { type Containers, createContainers } from './containers.ts'
import { createEnergy, type Energy } from './energy/energy.ts'
import { createField, type Field } from './field.ts'
import { createFire, type Fire } from './fire/fire.ts'
import { createLamps, type Lamps } from './lamps.ts'
import { createLevels, type Levels } from './levels.ts'
import { createLines, type Lines } from './lines.ts'
import { createLitWindows, type LitWindows } from './lit-windows.ts'
import { createMarkers, type Markers } from './markers.ts'
import type { OverlaySite } from './overlay.ts'
import { type Bays, createBays } from './parking/bays.ts'
import { createGuide, type Guide } from './parking/guide.ts'
import { createPicked, type Picked } from './picked.ts'
import { PlaceTints } from './place-tints.ts'
import { createRings, type Rings } from './rings.ts'
import type { Noted } from './scene-note.ts'
import { createShafts, type Shafts } from './shafts.ts'
import { createStrips, type Strips } from './strips.ts'
import { createTints, type Tints } from './tints.ts'

/** All overlays of a community: one per kind, each a draw or two whatever the number of devices. */
export type Overlays = {
  readonly root: Group
  readonly tints: PlaceTints
  readonly rooms: Tints
  readonly picked: Picked
  readonly windows: LitWindows
  readonly lamps: Lamps
  readonly bays: Bays
  readonly guide: Guide
  readonly cones: Cones
  readonly spot: SpotMark
  readonly lines: Lines
  readonly strips: Strips
  readonly barriers: Barriers
  readonly levels: Levels
  readonly containers: Containers
  readonly shafts: Shafts
  readonly rings: Rings
  readonly field: Field
  readonly energy: Energy
  readonly fire: Fire
  readonly markers: Markers
  /** Those that have something to say in the picture. */
  readonly noted: readonly Noted[]
  /** Those that lie on the ground or beside things, in the order they are looked at. */
  readonly ground: readonly { update(context: FrameContext): boolean }[]
  /** What is drawn onto the place and is not part of it. */
  readonly marks: readonly Object3D[]
  dispose(): void
}

export function createOverlays(site: OverlaySite): Overlays {
  const tints = new PlaceTints(site.index.placeRows)
  const bays = createBays(site)
  const drawn = {
    lamps: createLamps(site),
    bays,
    guide: createGuide(site, bays),
    cones: createCones(site),
    spot: createSpotMark(site),
    lines: createLines(site),
    strips: createStrips(site),
    barriers: createBarriers(site),
    levels: createLevels(site),
    containers: createContainers(site),
    shafts: createShafts(site),
    rings: createRings(site),
    field: createField(site),
    energy: createEnergy(site, tints),
    fire: createFire(site, tints),
    markers: createMarkers(site),
  }
  const root = new Group()
  for (const { object } of Object.values(drawn)) root.add(object)
  return {
    ...drawn,
    noted: [drawn.guide, drawn.energy, drawn.field],
    ground: [drawn.cones, drawn.spot, drawn.lines, drawn.strips, drawn.levels, drawn.containers, drawn.rings, drawn.field],
    marks: (['guide', 'cones', 'spot', 'lines', 'strips', 'levels', 'rings', 'field', 'energy', 'fire', 'markers'] as const).map((kind) => drawn[kind].object),
    root,
    tints,
    rooms: createTints(site, tints),
    picked: createPicked(site, tints),
    windows: createLitWindows(site),
    dispose() {
      for (const each of Object.values(drawn)) each.dispose()
    },
  }
}
