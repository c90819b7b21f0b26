import type { Ramp } from '../../../models/subsystem.ts'
import type { FrameContext } from '../frame-context.ts'
import { bytesOf, type Rgb } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { type OverlaySite, type Source, sourcesOf } from './overlay.ts'

export type Tints = { update(context: FrameContext): void }

type Stop = { readonly at: number; readonly color: Rgb }
const mixed: [number, number, number] = [0, 0, 0]

export const stopsOf = (ramp: Ramp): Stop[] => ramp.map(({ at, color }) => ({ at, color: bytesOf(color) }))

/** The colour of a value on a ramp, as sRGB bytes; the array is the same each time. */
export function colorAt(stops: readonly Stop[], value: number): Rgb {
  let low = stops[0]
  for (const high of stops) {
    if (value <= high.at) {
      const share = high.at === low.at ? 1 : Math.min(1, Math.max(0, (value - low.at) / (high.at - low.at)))
      for (let channel = 0; channel < 3; channel += 1) mixed[channel] = low.color[channel] + (high.color[channel] - low.color[channel]) * share
      return mixed
    }
    low = high
  }
  return low.color
}

/** How much of its colour a value gets: what is at the ramp's start is normal and has none, from the second stop on all. */
export function amountAt(stops: readonly Stop[], value: number): number {
  const [first, second] = stops
  if (!first || !second) return 0
  const share = Math.min(1, Math.max(0, (value - first.at) / (second.at - first.at)))
  return share * share
}

/** Rows of the place table a source colours: its room with the home's façade, or every home of the home, floor or entrance. */
function rowsOf({ index }: OverlaySite, { entry, shows }: Source<'tint'>): number[] {
  const { place } = entry.device
  const rows: number[] = []
  const addHome = (home: string): void => {
    rows.push(index.homeRow.get(home) ?? 0)
    for (const room of index.roomsOfHome.get(home) ?? []) rows.push(room.row)
  }
  if (shows.target === 'room') {
    rows.push(index.rooms.get(place.room ?? '')?.row ?? 0)
    if (place.home !== undefined) rows.push(index.homeRow.get(place.home) ?? 0)
  } else if (shows.target === 'home' && place.home !== undefined) addHome(place.home)
  else
    for (const home of index.homesOfBuilding.get(place.building ?? '') ?? [])
      if ((place.unit === undefined || home.unit.id === place.unit) && (shows.target !== 'floor' || place.floor === undefined || home.level === place.floor))
        addHome(home.home.id)
  return rows.filter((row) => row > 0)
}

/** Rooms, homes, floors and entrances in the colour of their value, where their layer is on; old values are hatched. */
export function createTints(site: OverlaySite, tints: FrameContext['stage']['overlays']['tints']): Tints {
  const sources = sourcesOf(site.register, 'tint').map((source) => ({ source, rows: rowsOf(site, source), stops: stopsOf(source.shows.ramp) }))
  return {
    update({ buffer, shownAt, view }) {
      for (const { source, rows, stops } of sources) {
        if (!view.layers.has(source.entry.subsystem.id)) continue
        const reading = readingState(buffer, source.point, shownAt)
        if (reading === 'none') continue
        const value = buffer.value[source.point.series]
        for (const row of rows) {
          if (reading !== 'true') tints.wantStale(row)
          else {
            const amount = amountAt(stops, value) * 230
            if (amount > 2) {
              const [red, green, blue] = colorAt(stops, value)
              tints.want(row, red, green, blue, amount)
            }
          }
        }
      }
    },
  }
}
