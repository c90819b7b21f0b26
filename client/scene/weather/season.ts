import type { Tree } from '../../../models/site/grounds.ts'

/** How a kind of tree stands on a day: share of its leaves that are out, how autumnal they are, how young. All 0–1. */
export type Foliage = { readonly leaves: number; readonly autumn: number; readonly young: number }

/** Days of the year: buds break, leaves are grown, colour begins, colour is full, leaves begin to fall, the last has fallen. */
type Calendar = readonly [bud: number, grown: number, turn: number, turned: number, fall: number, bare: number]

/**
 * By the phenology of North China (Beijing): willows are green from mid March to December, ginkgos turn at the end of
 * October and are bare by the end of November, sophoras bud last. Kinds are those of the community's model.
 */
const calendars: Readonly<Record<Exclude<Tree['kind'], 'pine'>, Calendar>> = {
  poplar: [85, 118, 285, 315, 300, 345],
  sophora: [100, 128, 292, 322, 308, 348],
  ginkgo: [92, 124, 285, 308, 304, 340],
  willow: [72, 105, 305, 340, 325, 362],
  shrub: [78, 108, 290, 325, 318, 366],
}

const smooth = (value: number, from: number, to: number): number => {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

/** Foliage of a kind on a day of the year (0–366, local), for a northern city; south of the equator half a year later. */
export function foliageOn(kind: Tree['kind'], dayOfYear: number, latitude: number): Foliage {
  if (kind === 'pine') return { leaves: 1, autumn: 0, young: 0 }
  const day = latitude >= 0 ? dayOfYear : (dayOfYear + 182.6) % 365.25
  const [bud, grown, turn, turned, fall, bare] = calendars[kind]
  // A few leaves hang on all winter, until the new ones push them off.
  const left = 1 - 0.94 * smooth(day, fall, bare)
  const out = day < bud ? 0.06 : mixOf(0.06, 1, smooth(day, bud, grown))
  return {
    leaves: day < turn - 60 ? out : left,
    autumn: day < bud ? 1 : smooth(day, turn, turned),
    young: day < bud ? 0 : 1 - smooth(day, bud, grown + 25),
  }
}

const mixOf = (from: number, to: number, share: number): number => from + (to - from) * share
