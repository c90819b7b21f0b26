import type { Focus } from '../../../state/view.ts'
import { liftMeters } from '../../systems/open-floors.ts'

/** Metres a storey is lifted for a focus; null where it is out of the picture. */
export function liftOf(focus: Focus, building: string, level: number): number | null {
  if (focus.level === 'community' || focus.level === 'building' || focus.building !== building || level <= focus.floor) return 0
  return focus.level === 'home' ? null : liftMeters
}
