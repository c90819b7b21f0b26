import type { HomePlan } from '../building.ts'
import type { Position2, Ring } from '../geometry.ts'

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
