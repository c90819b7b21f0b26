import { createStore } from 'zustand/vanilla'
import { type Viewpoint, view } from './view.ts'

export type WalkKey = 'forward' | 'back' | 'left' | 'right' | 'turnLeft' | 'turnRight' | 'fast'

/** What the page’s own tools ask of the picture while it stands. */
export type SceneHand = {
  /** Turns about what is looked at, degrees clockwise seen from above. */
  turn(degrees: number): void
  /** Moves over the ground to a spot, keeping height and direction; on foot, to the nearest place where one can stand. */
  goTo(east: number, north: number): void
  /** Holds a key of the walk down, or lets it go: for buttons under a finger. */
  hold(key: WalkKey, isDown: boolean): void
  /** The view that belongs to the focus, whatever a hand did since. */
  reset(): void
  /** Where the camera is going, or is. */
  viewpoint(): Viewpoint
}

/** One press turns the picture so far. */
export const turnDegrees = 30

/** The picture that takes requests; null while none stands, and on the plan. */
export const sceneHand = createStore<{ readonly hand: SceneHand | null }>()(() => ({ hand: null }))

/**
 * Where the camera is in this frame, for what is drawn beside the picture; one object, changed in place. Metres east,
 * north, up; the field of view is that of the picture’s height.
 */
export const cameraNow = { east: 0, north: 0, up: 1, targetEast: 0, targetNorth: 0, targetUp: 0, fieldOfViewDegrees: 26, aspect: 16 / 9 }

const listeners = new Set<() => void>()

/** Calls `listener` in each frame in which the camera moved; the returned function ends that. */
export function onCamera(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellCamera(): void {
  for (const listener of listeners) listener()
}

/** The whole community as it is first seen. */
export function goHome(): void {
  const isThere = view.getState().focus.level === 'community' && !view.getState().walk
  view.setState({ focus: { level: 'community' }, selection: null, walk: null, viewpoint: null })
  if (isThere) sceneHand.getState().hand?.reset()
}
