import type { Feature } from './drawing.ts'

/** Hands out the features of a kind and remembers which were used. */
export type Picker = <T extends Feature>(wanted: (feature: Feature) => feature is T) => T[]
export type Picking = { readonly pick: Picker; unused(): Feature[] }

export function openPicking(features: readonly Feature[]): Picking {
  const used = new Set<Feature>()
  return {
    pick: (wanted) => {
      const picked = features.filter(wanted)
      for (const feature of picked) used.add(feature)
      return picked
    },
    unused: () => features.filter((feature) => !used.has(feature)),
  }
}

export type Point = Extract<Feature, { shape: 'point' }>
export type Line = Extract<Feature, { shape: 'line' }>
export type Area = Extract<Feature, { shape: 'area' }>

type Match = (tags: Feature['tags']) => boolean
export const points =
  (match: Match) =>
  (feature: Feature): feature is Point =>
    feature.shape === 'point' && match(feature.tags)
export const lines =
  (match: Match) =>
  (feature: Feature): feature is Line =>
    feature.shape === 'line' && match(feature.tags)
export const areas =
  (match: Match) =>
  (feature: Feature): feature is Area =>
    feature.shape === 'area' && match(feature.tags)
