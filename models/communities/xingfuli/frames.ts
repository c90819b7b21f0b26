import type { Position2 } from '../../site/geometry.ts'
import type { Placement } from '../../site/placement.ts'
import { placePosition } from '../../site/placement.ts'

/** The compound was built in two goes: the west half square to the street, the east half along a canal that is long filled in. */
export const west: Placement = { corner: [0, 0], angle: 0 }
export const east: Placement = { corner: [4, 0], angle: (6.6 * Math.PI) / 180 }

export const frames = { west, east }
export type FrameName = keyof typeof frames

/** A position of one half's drawing in the community's metres. */
export const at = (frame: FrameName, x: number, y: number): Position2 => placePosition(frames[frame], [x, y])

/** A drawing that starts at a corner of one half and runs along its rows, turned by `quarters` quarter turns. */
export const standAt = (frame: FrameName, x: number, y: number, quarters = 0): Placement => ({
  corner: at(frame, x, y),
  angle: frames[frame].angle + (quarters * Math.PI) / 2,
})
