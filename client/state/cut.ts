import type { Building } from '../../models/site/building.ts'
import type { Community } from '../../models/site/community.ts'
import { centroidOf, stepOf } from '../../models/site/planar.ts'
import { type Cut, type Focus, view } from './view.ts'

export type CutRange = { readonly least: number; readonly most: number }

const lowestMeters = 0.6
/** The ground floor and half of the next: from here a house tells most about itself. */
const firstShare = 0.45

const cutBuildings = ({ buildings }: Community, focus: Focus): readonly Building[] =>
  focus.level === 'community' ? buildings : buildings.filter(({ id }) => id === focus.building)

export const roofOf = ({ baseMeters, storeys, storeyHeightMeters }: Building): number => baseMeters + storeys * storeyHeightMeters

/** What an upright plane is held by: the front of the house, or south for all; its middle. */
export function cutFrame(
  community: Community,
  focus: Focus,
): { readonly east: number; readonly north: number; readonly facing: number; readonly reach: number } {
  const [building] = focus.level === 'community' ? [] : cutBuildings(community, focus)
  const ring = building?.outline ?? community.boundary
  const facing = building?.facing ?? 180
  const [east, north] = centroidOf(ring)
  const [ahead, up] = stepOf(facing)
  return { east, north, facing, reach: Math.max(...ring.map((corner) => (corner[0] - east) * ahead + (corner[1] - north) * up)) }
}

/** How far the plane may be moved. */
export function cutRange(community: Community, focus: Focus, plane: Cut['plane']): CutRange {
  if (plane === 'level') return { least: lowestMeters, most: Math.max(...cutBuildings(community, focus).map(roofOf)) }
  const { reach } = cutFrame(community, focus)
  return { least: -reach, most: reach }
}

/** The plane as it is first put. */
export function firstCut(community: Community, focus: Focus, plane: Cut['plane']): Cut {
  if (plane === 'upright') return { plane, meters: 0 }
  const roofs = cutBuildings(community, focus)
    .filter(({ units }) => units.length > 0 || focus.level !== 'community')
    .map(roofOf)
    .sort((a, b) => a - b)
  return { plane, meters: Math.round((roofs[Math.floor(roofs.length / 2)] ?? lowestMeters) * firstShare * 10) / 10 }
}

export function toggleCut(community: Community): void {
  view.setState(({ cut, focus }) => ({ cut: cut ? null : firstCut(community, focus, 'level') }))
}
