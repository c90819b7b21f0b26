import type { Focus } from '../../state/view.ts'

/** Rings of other buildings and floors would lie over the one looked at. */
export const isNear = (focus: Focus, place: { readonly building?: string | undefined; readonly floor?: number | undefined }): boolean =>
  focus.level === 'community' ||
  place.building === undefined ||
  (place.building === focus.building && (focus.level === 'building' || place.floor === undefined || place.floor === focus.floor))
