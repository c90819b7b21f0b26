import type { DeviceEntry } from '../../models/register.ts'
import type { Places } from './places.ts'
import { type Focus, type Selection, type View, view } from './view.ts'

/** One level up: home → floor → building → community. */
export function levelAbove(focus: Focus): Focus {
  switch (focus.level) {
    case 'community':
      return focus
    case 'building':
      return { level: 'community' }
    case 'floor':
      return { level: 'building', building: focus.building }
    case 'home':
      return { level: 'floor', building: focus.building, floor: focus.floor }
  }
}

/** One step back: off one’s feet first, then the selection, then a level up. */
export function stepBack({ focus, selection, walk }: Pick<View, 'focus' | 'selection' | 'walk'>): Partial<View> {
  if (walk) return { walk: null }
  if (selection) return { selection: null }
  return { focus: levelAbove(focus) }
}

export const select = (selection: Selection | null): void => view.setState({ selection })
export const focusOn = (focus: Focus): void => view.setState({ focus })
export const back = (): void => view.setState(stepBack(view.getState()))
/** One level up, whatever is picked. */
export const goUp = (): void => view.setState(({ focus, walk }) => (walk ? { walk: null } : { focus: levelAbove(focus), selection: null }))

/** One level down, to what is picked: a building, a home, or where a device is. */
export function goDown(places: Places, devices: ReadonlyMap<string, DeviceEntry>): void {
  const { selection } = view.getState()
  if (selection?.kind === 'building') view.setState({ focus: { level: 'building', building: selection.id } })
  else if (selection?.kind === 'home') goToHome(places, selection.id)
  else if (selection?.kind === 'device') {
    const entry = devices.get(selection.id)
    if (entry) view.setState({ focus: focusOfPlace(places, entry.device.place) })
  }
}

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
