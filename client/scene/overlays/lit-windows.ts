import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import { placeChannels } from '../state-table.ts'
import { type OverlaySite, type Source, showingAlways, sourcesOf } from './overlay.ts'

export type LitWindows = {
  update(context: FrameContext): boolean
  /** Places with at least a little light behind their windows. */
  litPlaces(): number
  /** Share 0–1 of a place's windows that may be lit. */
  shareOf(place: string): number
}

/**
 * The share of a home's windows that are lit, from the power its meter reports: none at or below what stands by,
 * half at about 0.65 kW. A value that is old or out of range lights nothing.
 */
export const litShare = (powerKilowatts: number, litAbove: number): number =>
  powerKilowatts <= litAbove ? 0 : 1 - Math.exp(-(((powerKilowatts - litAbove) / 0.75) ** 1.3))

const rowOf = ({ index }: OverlaySite, { entry }: Source<'windows'>): number => {
  const { home, building } = entry.device.place
  return (home === undefined ? undefined : index.homeRow.get(home)) ?? (building === undefined ? undefined : index.buildingRow.get(building)) ?? 0
}

export function createLitWindows(site: OverlaySite): LitWindows {
  const sources = sourcesOf(site.register, 'windows')
    .map((source) => ({ source, row: rowOf(site, source) }))
    .filter(({ row }) => row > 0)
  const watch = site.watches.add(sources.map(({ source }) => [source.point]))
  const isLit = (row: number): boolean => site.places.read(row, 1, placeChannels.lit) > 5
  let lit = 0

  function look(number: number, { buffer, shownAt }: FrameContext): boolean {
    const { source, row } = sources[number]
    const { series } = source.point
    const share = readingState(buffer, source.point, shownAt) === 'true' ? litShare(buffer.value[series], source.shows.litAbove) : 0
    watch.show(number, showingAlways(buffer, source.point, shownAt))
    if (isLit(row)) lit -= 1
    const changed = site.places.write(row, 1, placeChannels.lit, Math.round(share * 255))
    if (isLit(row)) lit += 1
    return changed
  }

  return {
    update: (context) => watch.look(context, look),
    litPlaces: () => lit,
    shareOf: (place) => site.places.read(site.index.homeRow.get(place) ?? site.index.buildingRow.get(place) ?? 0, 1, placeChannels.lit) / 255,
  }
}
