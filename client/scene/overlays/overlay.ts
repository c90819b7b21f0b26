import type { DeviceEntry, PointEntry, Register } from '../../../models/register.ts'
import type { Overlay } from '../../../models/subsystem.ts'
import type { LightSquare } from '../build/sky-visibility.ts'
import type { Occluders } from '../build/visibility.ts'
import type { FrameContext } from '../frame-context.ts'
import type { LampLight } from '../lamp-light.ts'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { isSimulated, readingState } from '../reading-state.ts'
import type { SiteIndex } from '../site-index.ts'
import type { StateTable } from '../state-table.ts'
import type { Showing, Watches } from '../watches.ts'

/** What every overlay is built from. */
export type OverlaySite = {
  readonly index: SiteIndex
  readonly register: Register
  readonly uniforms: SceneUniforms
  readonly places: StateTable
  readonly occluders: Occluders
  readonly lampLight: LampLight
  readonly square: LightSquare
  readonly watches: Watches
}

export type OverlayKind = Overlay['overlay']
export type OverlayOf<Kind extends OverlayKind> = Extract<Overlay, { readonly overlay: Kind }>

/** One device that shows in this way, with the point that says how. */
export type Source<Kind extends OverlayKind> = { readonly entry: DeviceEntry; readonly shows: OverlayOf<Kind>; readonly point: PointEntry }

const isKind = <Kind extends OverlayKind>(overlay: Overlay, kind: Kind): overlay is OverlayOf<Kind> => overlay.overlay === kind

const pointOf = (overlay: Overlay): string | undefined => {
  switch (overlay.overlay) {
    case 'badge':
      return overlay.by
    case 'shaft':
      return overlay.position
    case 'tint':
    case 'windows':
    case 'field':
    case 'cone':
    case 'line':
    case 'strip':
    case 'barrier':
    case 'level':
    case 'lamp':
    case 'bay':
    case 'ring':
      return overlay.by
  }
}

/** All devices whose type shows as this kind, read from the declarations; a type declared anew joins without another line. */
export function sourcesOf<Kind extends OverlayKind>(register: Register, kind: Kind): Source<Kind>[] {
  const sources: Source<Kind>[] = []
  for (const entry of register.devices.values()) {
    const shows = entry.type.shows
    if (!isKind(shows, kind)) continue
    const named = pointOf(shows)
    const point = named === undefined ? entry.points.get(entry.type.headline[0] ?? '') : entry.points.get(named)
    if (point) sources.push({ entry, shows, point })
  }
  return sources
}

/** What a source whose layer is on shows: a value only where it is drawn as true. */
export function showingOf({ buffer, shownAt, view }: FrameContext, { entry, point }: Pick<Source<OverlayKind>, 'entry' | 'point'>): Showing {
  if (!view.layers.has(entry.subsystem.id)) return 'nothing'
  return showingAlways(buffer, point, shownAt)
}

/** The same for what is part of the model and shows with no layer on: windows, lamps, cars, lifts, gates. */
export const showingAlways = (buffer: FrameContext['buffer'], point: PointEntry, shownAt: number): Showing =>
  readingState(buffer, point, shownAt) !== 'true' ? 'nothing' : isSimulated(buffer, point) ? 'simulated' : 'other'
