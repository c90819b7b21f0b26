import type { Community } from '../../../models/site/community.ts'
import type { Places } from '../../state/places.ts'
import type { Focus } from '../../state/view.ts'
import { type Bounds, boundsOf } from '../../ui/plan-shapes.ts'

/** What is to be seen at a focus: the community within its boundary, a building, an entrance's side of it, or a home. */
export function boundsOfFocus(focus: Focus, community: Community, places: Places): Bounds {
  const building = focus.level === 'community' ? undefined : places.buildings.get(focus.building)
  if (!building) return boundsOf([...community.boundary, ...community.buildings.flatMap(({ outline }) => outline)])
  if (focus.level === 'home') {
    const home = places.homes.get(focus.home)
    if (home) return boundsOf(home.plan.outline)
  }
  const unit = focus.level === 'floor' ? building.units.find(({ id }) => id === focus.unit) : undefined
  return boundsOf(unit ? unit.plans.flatMap(({ outline }) => outline) : building.outline)
}

/** How paper metres become pixels so that `bounds` fills a frame of `width` × `height` pixels, less what panels cover. */
export function frameBounds(
  { west, south, east, north }: Bounds,
  { width, height }: { readonly width: number; readonly height: number },
  insets: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): { readonly k: number; readonly x: number; readonly y: number } {
  const free = { width: Math.max(120, width - insets.left - insets.right), height: Math.max(120, height - insets.top - insets.bottom) }
  const k = 0.9 * Math.min(free.width / Math.max(1, east - west), free.height / Math.max(1, north - south))
  return {
    k,
    x: insets.left + free.width / 2 - (k * (west + east)) / 2,
    y: insets.top + free.height / 2 + (k * (south + north)) / 2,
  }
}
