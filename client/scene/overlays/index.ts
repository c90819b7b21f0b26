import { Group } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { type Barriers, createBarriers } from './barriers.ts'
import { type Bays, createBays } from './bays.ts'
import { type Cones, createCones } from './cones.ts'
import { createEnergy, type Energy } from './energy.ts'
import { createField, type Field } from './field.ts'
import { createFire, type Fire } from './fire.ts'
import { createLamps, type Lamps } from './lamps.ts'
import { createLevels, type Levels } from './levels.ts'
import { createLines, type Lines } from './lines.ts'
import { createLitWindows, type LitWindows } from './lit-windows.ts'
import { createMarkers, type Markers } from './markers.ts'
import type { OverlaySite } from './overlay.ts'
import { createPicked, type Picked } from './picked.ts'
import { PlaceTints } from './place-tints.ts'
import { createRings, type Rings } from './rings.ts'
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
  readonly cones: Cones
  readonly lines: Lines
  readonly strips: Strips
  readonly barriers: Barriers
  readonly levels: Levels
  readonly shafts: Shafts
  readonly rings: Rings
  readonly field: Field
  readonly energy: Energy
  readonly fire: Fire
  readonly markers: Markers
  /** Those that lie on the ground or beside things, in the order they are looked at. */
  readonly ground: readonly { update(context: FrameContext): boolean }[]
  dispose(): void
}

export function createOverlays(site: OverlaySite): Overlays {
  const tints = new PlaceTints(site.index.placeRows)
  const drawn = {
    lamps: createLamps(site),
    bays: createBays(site),
    cones: createCones(site),
    lines: createLines(site),
    strips: createStrips(site),
    barriers: createBarriers(site),
    levels: createLevels(site),
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
    ground: [drawn.cones, drawn.lines, drawn.strips, drawn.levels, drawn.rings, drawn.field],
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
