import type { Position2 } from '../../site/geometry.ts'
import type { Bay } from '../../site/grounds.ts'
import { type DriveNet, metersTo, type WaysFrom, waysFrom } from './drive-net.ts'

/** From one gate: how far each bay is by road, in metres, in the order of the bays. Made once, since neither roads nor bays move. */
export type Reach = { readonly ways: WaysFrom; readonly meters: Float64Array }

export function reachOf(net: DriveNet, from: Position2, bays: readonly Bay[]): Reach {
  const ways = waysFrom(net, from)
  return { ways, meters: Float64Array.from(bays, (bay) => metersTo(net, ways, bay)) }
}

/** A bay anyone may be guided to: those for the disabled, for charging and for loading are kept for whom they are for. */
export const isForAnyone = ({ use }: Pick<Bay, 'use'>): boolean => use === 'resident' || use === 'visitor'

/** The number of the nearest bay by road that is known to be free and open to anyone; -1 where there is none. */
export function nearestFreeBay(bays: readonly Bay[], reach: Reach, isFree: (bay: number) => boolean): number {
  let best = -1
  for (const [number, bay] of bays.entries()) {
    if (!isForAnyone(bay) || !isFree(number)) continue
    const meters = reach.meters[number] ?? Number.POSITIVE_INFINITY
    if (meters < (best < 0 ? Number.POSITIVE_INFINITY : (reach.meters[best] ?? 0))) best = number
  }
  return best
}
