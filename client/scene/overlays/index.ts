import { Group } from 'three'
import { type Bays, createBays } from './bays.ts'
import { createLamps, type Lamps } from './lamps.ts'
import { createLitWindows, type LitWindows } from './lit-windows.ts'
import type { OverlaySite } from './overlay.ts'
import { PlaceTints } from './place-tints.ts'

/** All overlays of a community: one per kind, each a few draws whatever the number of devices. */
export type Overlays = {
  readonly root: Group
  readonly tints: PlaceTints
  readonly windows: LitWindows
  readonly lamps: Lamps
  readonly bays: Bays
  dispose(): void
}

export function createOverlays(site: OverlaySite): Overlays {
  const windows = createLitWindows(site)
  const lamps = createLamps(site)
  const bays = createBays(site)
  const root = new Group()
  root.add(lamps.object, bays.object)
  return {
    root,
    tints: new PlaceTints(site.index.placeRows),
    windows,
    lamps,
    bays,
    dispose() {
      lamps.dispose()
      bays.dispose()
    },
  }
}
