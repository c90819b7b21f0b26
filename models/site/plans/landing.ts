import type { HomePlan } from '../building.ts'
import type { Position2, Ring } from '../geometry.ts'
import { box } from './draw.ts'

/** One entrance drawn about its own corner: x along the façade, y from the front (living rooms) to the back, metres. */
export type LandingPlan = {
  readonly stairs: Ring
  readonly landing: Ring
  readonly entrance: Position2
  /** Whether the door is in the back (north) or the front façade. */
  readonly entranceSide: 'back' | 'front'
  /** In the order of their numbers, 01 first. */
  readonly homes: readonly HomePlan[]
}

export type LandingSize = { readonly width: number; readonly depth: number; readonly balcony: boolean }

/** Two flights of 1.15 m and the gap between them, GB 50096-2011 6.3.1 asks for 1.10 m. */
export const stairHalfWidth = 1.3
export const landingDepth = 1.4
export const balconyDepth = 1.25
export const balconyWidth = 3.4

/** Where the landing begins, of the depth, when the stair is at the back. */
const landingShare = 0.526
export const landingFrontOf = (depth: number): number => depth * landingShare

/** Stair and landing in the middle of the back (north) side, the door under the stair. */
export function backCore(size: LandingSize): Pick<LandingPlan, 'stairs' | 'landing' | 'entrance' | 'entranceSide'> {
  const { width, depth } = size
  const [middle, front] = [width / 2, landingFrontOf(depth)]
  const [west, east, behind] = [middle - stairHalfWidth, middle + stairHalfWidth, front + landingDepth]
  return { stairs: box(west, behind, east, depth), landing: box(west, front, east, behind), entrance: [middle, depth], entranceSide: 'back' }
}
