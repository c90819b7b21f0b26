import type { Building } from '../../../models/site/building.ts'
import type { Focus, View } from '../../state/view.ts'
import { roofHeightOf } from '../site-index.ts'
import type { StoreyAim } from '../storey-aims.ts'

/** What of the view cuts houses open. */
export type Section = Pick<View, 'cut' | 'xray'>

/** In the storey table’s `hidden`: neither there nor gone, but seen through. */
export const xrayShare = 0.25

/** The storey a level cut lays open, counted from 1: it and all above it are taken away and its plan is shown; null where the plane passes over the house. */
export function cutLevelOf(building: Building, cut: View['cut']): number | null {
  if (cut?.plane !== 'level' || cut.meters >= roofHeightOf(building)) return null
  return Math.min(building.storeys, Math.max(1, Math.floor((cut.meters - building.baseMeters) / building.storeyHeightMeters) + 1))
}

const whole: Section = { cut: null, xray: false }

/** On foot every house stands whole. */
export const sectionOf = (view: Pick<View, 'walk'> & Section): Section => (view.walk ? whole : view)

/** What a section adds to where a storey goes; an opened floor is open already. */
export function aimSection(focus: Focus, { cut, xray }: Section, building: Building, level: number, into: StoreyAim): void {
  const isMeant = focus.level === 'community' || (focus.level === 'building' && focus.building === building.id)
  if (!isMeant) return
  const cutLevel = cutLevelOf(building, cut)
  if (cutLevel !== null && level >= cutLevel) into.hidden = 1
  else if (xray) into.hidden = Math.max(into.hidden, xrayShare)
}
