import type { Ramp } from '../../../models/subsystem.ts'
import type { FrameContext } from '../frame-context.ts'
import { bytesOf, type Rgb } from '../palette.ts'
import { isSimulated, readingState } from '../reading-state.ts'
import { type OverlaySite, type Source, showingOf, sourcesOf } from './overlay.ts'
import type { PlaceTints } from './place-tints.ts'

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
export function createTints(site: OverlaySite, tints: PlaceTints): Tints {
  const sources = sourcesOf(site.register, 'tint').map((source) => ({ source, rows: rowsOf(site, source), stops: stopsOf(source.shows.ramp) }))
  const layer = tints.addLayer()
  const watch = site.watches.add(sources.map(({ source }) => [source.point]))
  /** By row, the sources that colour it. */
  const ofRow = new Map<number, number[]>()
  for (const [number, { rows }] of sources.entries()) for (const row of rows) ofRow.set(row, [...(ofRow.get(row) ?? []), number])

  function tint(row: number, number: number, { buffer, shownAt, view }: FrameContext): void {
    const { source, stops } = sources[number]
    if (!view.layers.has(source.entry.subsystem.id)) return
    const reading = readingState(buffer, source.point, shownAt)
    if (reading === 'none') return
    if (reading !== 'true') layer.wantStale(row)
    else {
      const value = buffer.value[source.point.series]
      const amount = amountAt(stops, value) * 230
      if (amount <= 2) return
      const [red, green, blue] = colorAt(stops, value)
      layer.want(row, red, green, blue, amount, isSimulated(buffer, source.point))
    }
  }

  function look(number: number, context: FrameContext): boolean {
    const { source, rows } = sources[number]
    watch.show(number, showingOf(context, source))
    for (const row of rows) {
      layer.clear(row)
      for (const other of ofRow.get(row) ?? []) tint(row, other, context)
    }
    return true
  }

  return {
    update(context) {
      if (context.fresh.layers) watch.touchAll()
      watch.look(context, look)
    },
  }
}
