import type { Building } from '../../../../models/site/building.ts'
import type { Focus } from '../../../state/view.ts'
import { aimStorey, type StoreyAim } from '../../storey-aims.ts'

const aim: StoreyAim = { lift: 0, fade: 0, cutAt: 0, hidden: 0 }

/** Metres a storey is lifted for a focus, where storeys stand as usual, as they do in danger; null where it is out of the picture. */
export function liftOf(focus: Focus, building: Building, level: number): number | null {
  if (focus.level !== 'community' && focus.building === building.id && focus.level !== 'building' && level === focus.floor) return 0
  aimStorey(focus, 'usual', building, level, false, aim)
  return aim.hidden > 0 ? null : aim.lift
}
