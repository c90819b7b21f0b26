import type { Places } from './places.ts'
import { type Focus, type Selection, type View, view } from './view.ts'

/** One level back: selection first, then home → floor → building → community. */
export function stepBack({ focus, selection }: Pick<View, 'focus' | 'selection'>): Pick<View, 'focus' | 'selection'> {
  if (selection) return { focus, selection: null }
  switch (focus.level) {
    case 'community':
      return { focus, selection }
    case 'building':
      return { focus: { level: 'community' }, selection }
    case 'floor':
      return { focus: { level: 'building', building: focus.building }, selection }
    case 'home':
      return { focus: { level: 'floor', building: focus.building, floor: focus.floor }, selection }
  }
}

export const select = (selection: Selection | null): void => view.setState({ selection })
export const focusOn = (focus: Focus): void => view.setState({ focus })
export const back = (): void => view.setState(stepBack(view.getState()))

/** Goes to a home and picks it. */
export function goToHome(places: Places, id: string): void {
  const at = places.homes.get(id)
  if (at) view.setState({ focus: { level: 'home', building: at.building.id, floor: at.level, home: id }, selection: { kind: 'home', id } })
}

export const goToBuilding = (id: string): void => view.setState({ focus: { level: 'building', building: id }, selection: { kind: 'building', id } })

/** Where a device is best seen from: its home, floor or building, else the community. */
export function focusOfPlace(
  places: Places,
  place: {
    readonly building?: string | undefined
    readonly unit?: string | undefined
    readonly floor?: number | undefined
    readonly home?: string | undefined
  },
): Focus {
  const home = place.home === undefined ? undefined : places.homes.get(place.home)
  if (home) return { level: 'home', building: home.building.id, floor: home.level, home: home.home.id }
  if (place.building === undefined || !places.buildings.has(place.building)) return { level: 'community' }
  if (place.floor === undefined) return { level: 'building', building: place.building }
  return { level: 'floor', building: place.building, floor: place.floor, ...(place.unit === undefined ? {} : { unit: place.unit }) }
}

export function toggleLayer(id: string): void {
  const layers = new Set(view.getState().layers)
  if (!layers.delete(id)) layers.add(id)
  view.setState({ layers })
}
