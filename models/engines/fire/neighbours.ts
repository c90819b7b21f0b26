import type { HomeAt } from '../../site/homes.ts'
import { contains, insidePoint, ringsNear } from '../../site/planar.ts'

/** The homes a fire reaches first. */
export type Neighbours = { readonly above: readonly HomeAt[]; readonly below: readonly HomeAt[]; readonly beside: readonly HomeAt[] }

/** Two homes with no more than a wall between them. */
const wallMeters = 0.35

/** The homes straight above and below a home, and those that share a wall with it on its floor, also across the party wall of the next entrance. */
export function neighboursOf(home: HomeAt, homes: readonly HomeAt[]): Neighbours {
  const others = homes.filter((other) => other.building === home.building && other.home.id !== home.home.id)
  const over = (level: number): HomeAt[] => others.filter((other) => other.level === level && isOver(home, other))
  return {
    above: over(home.level === -1 ? 1 : home.level + 1),
    below: over(home.level === 1 ? -1 : home.level - 1),
    beside: others.filter((other) => other.level === home.level && ringsNear(home.plan.outline, other.plan.outline, wallMeters)),
  }
}

const isOver = ({ plan: { outline: one } }: HomeAt, { plan: { outline: other } }: HomeAt): boolean =>
  contains(one, insidePoint(other)) || contains(other, insidePoint(one))
