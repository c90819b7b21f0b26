import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { Register } from '../../models/register.ts'
import type { Focus } from '../state/view.ts'
import { isShown } from './overlays/alarm-standing.ts'
import type { SiteIndex } from './site-index.ts'

/** A building looked at while something threatens life on one of its floors opens there by itself. */
export function effectiveFocus(focus: Focus, alarms: readonly AlarmState[], register: Register, index: SiteIndex): Focus {
  if (focus.level !== 'building') return focus
  for (const alarm of alarms) {
    if (alarm.class !== 'lifeSafety' || !isShown(alarm) || (alarm.condition === 'normal' && !alarm.latched)) continue
    const place = register.devices.get(alarm.device)?.device.place
    const home = index.homes.get(place?.home ?? '')
    const floor = home?.level ?? place?.floor
    if (place?.building !== focus.building || floor === undefined || place.lift !== undefined) continue
    const unit = home?.unit.id ?? place.unit
    return { level: 'floor', building: focus.building, floor, ...(unit === undefined ? {} : { unit }) }
  }
  return focus
}

export const sameFocus = (one: Focus, other: Focus): boolean => {
  if (one === other) return true
  if (one.level === 'community' || other.level === 'community') return one.level === other.level
  if (one.level !== other.level || one.building !== other.building) return false
  if (one.level === 'building' || other.level === 'building') return true
  if (one.floor !== other.floor) return false
  if (one.level === 'home' && other.level === 'home') return one.home === other.home
  return one.level === 'floor' && other.level === 'floor' && one.unit === other.unit
}
