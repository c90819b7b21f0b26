import { MathUtils } from 'three'
import type { Building } from '../../models/site/building.ts'
import type { Focus, Storeys } from '../state/view.ts'
import { rectangleAround } from './build/roof.ts'
import type { FrameContext } from './frame-context.ts'
import { uncut } from './state-table.ts'

/** What one storey is to be: lifted metres, faded share, cut height, hidden. */
export type StoreyAim = { lift: number; fade: number; cutAt: number; hidden: number }

/** The steepest way the camera looks into an open storey, and what is kept free over that. */
const steepestDegrees = 46
const clearMeters = 4
/** Between storeys that are drawn apart as a pile. */
export const pileMeters = 3.4

/** How high what is above an open storey is held, so that the camera sees in: by the depth of the house. */
export const liftMetersOf = (building: Building): number =>
  rectangleAround(building.outline).depth * Math.tan(MathUtils.degToRad(steepestDegrees)) + clearMeters

/** Whether what is above is lifted off, by choice or, for a storey, as usual. */
export const isApart = (focus: Focus, storeys: Storeys): boolean => storeys === 'apart' || (storeys === 'usual' && focus.level === 'floor')

/** Where a storey goes for a focus: others fade, the open one gives way to its plan; those above rise, are taken away, or stand alone. */
export function aimStorey(focus: Focus, storeys: Storeys, building: Building, level: number, blocks: boolean, into: StoreyAim): StoreyAim {
  const concerned = focus.level !== 'community' && focus.building === building.id
  into.lift = 0
  into.hidden = 0
  into.fade = focus.level === 'community' || concerned ? 0 : 1
  into.cutAt = blocks || (storeys === 'alone' && focus.level !== 'community' && !concerned) ? building.baseMeters : uncut
  if (!concerned) return into
  if (focus.level === 'building') {
    if (storeys === 'apart') into.lift = (level - 1) * pileMeters
    return into
  }
  const apart = isApart(focus, storeys)
  if (level === focus.floor) into.hidden = 1
  else if (level > focus.floor) {
    into.lift = apart ? liftMetersOf(building) : 0
    into.hidden = apart ? 0 : 1
  } else {
    into.hidden = storeys === 'alone' ? 1 : 0
    // What is below a single home is there to be recognised, no more.
    into.fade = focus.level === 'home' && storeys !== 'stacked' ? 1 : 0
  }
  return into
}

/** How storeys stand now: as chosen, but as usual in a house where something threatens life, so that nobody has to find the choice first. */
export function storeysOf({ view, focus, alarmed, stage }: Pick<FrameContext, 'view' | 'focus' | 'alarmed' | 'stage'>): Storeys {
  if (view.storeys === 'usual' || focus.level === 'community') return view.storeys
  for (const [device, alarm] of alarmed)
    if (alarm.class === 'lifeSafety' && stage.register.devices.get(device)?.device.place.building === focus.building) return 'usual'
  return view.storeys
}
