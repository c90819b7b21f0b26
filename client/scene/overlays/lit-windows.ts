import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import { placeChannels } from '../state-table.ts'
import type { OverlaySite, Source } from './overlay.ts'
import { sourcesOf } from './overlay.ts'

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
  const sources = sourcesOf(site.register, 'windows').map((source) => ({ source, row: rowOf(site, source) }))
  let lit = 0
  return {
    update({ buffer, shownAt }) {
      let changed = false
      lit = 0
      for (const { source, row } of sources) {
        if (row === 0) continue
        const share = readingState(buffer, source.point, shownAt) === 'true' ? litShare(buffer.value[source.point.series], source.shows.litAbove) : 0
        const byte = Math.round(share * 255)
        if (byte > 5) lit += 1
        if (site.places.write(row, 1, placeChannels.lit, byte)) changed = true
      }
      return changed
    },
    litPlaces: () => lit,
    shareOf: (place) => site.places.read(site.index.homeRow.get(place) ?? site.index.buildingRow.get(place) ?? 0, 1, placeChannels.lit) / 255,
  }
}
