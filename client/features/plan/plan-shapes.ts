import type { Community } from '../../../models/site/community.ts'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import type { Bay } from '../../../models/site/grounds.ts'
import type { Places } from '../../state/places.ts'
import type { Focus } from '../../state/view.ts'

/** A rectangle in metres east and north. */
export type Bounds = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

/** North is up on paper and down in SVG: every drawn position goes through here. */
export const onPaper = ([east, north]: Position2): readonly [x: number, y: number] => [east, -north]

const path = (positions: readonly Position2[]): string => positions.map((position) => onPaper(position).join(' ')).join('L')

/** A surface with its holes, for `fill-rule: evenodd`. */
export const ringsPath = (...rings: readonly Ring[]): string => rings.map((ring) => `M${path(ring)}Z`).join('')

export const linePath = (line: readonly Position2[]): string => `M${path(line)}`

/** The painted rectangle of a bay. */
export function bayPath({ position, heading, lengthMeters, widthMeters }: Pick<Bay, 'position' | 'heading' | 'lengthMeters' | 'widthMeters'>): string {
  const [x, y] = onPaper(position)
  const turn = (heading * Math.PI) / 180
  const [alongX, alongY] = [(Math.sin(turn) * lengthMeters) / 2, (-Math.cos(turn) * lengthMeters) / 2]
  const [acrossX, acrossY] = [(Math.cos(turn) * widthMeters) / 2, (Math.sin(turn) * widthMeters) / 2]
  const corner = (along: number, across: number): string => `${x + along * alongX + across * acrossX} ${y + along * alongY + across * acrossY}`
  return `M${corner(1, 1)}L${corner(1, -1)}L${corner(-1, -1)}L${corner(-1, 1)}Z`
}

export function boundsOf(positions: readonly Position2[]): Bounds {
  const east = positions.map(([x]) => x)
  const north = positions.map(([, y]) => y)
  return { west: Math.min(...east), south: Math.min(...north), east: Math.max(...east), north: Math.max(...north) }
}

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
