import { z } from 'zod'

/** Metres east and north of the community's origin. */
export const Position2 = z.tuple([z.number(), z.number()])
export type Position2 = z.infer<typeof Position2>

/** Metres east, north and above the community's ground level. */
export const Position3 = z.tuple([z.number(), z.number(), z.number()])
export type Position3 = z.infer<typeof Position3>

/** A closed ring, anticlockwise seen from above, the first position not repeated at the end. */
export const Ring = z.array(Position2).min(3)
export type Ring = z.infer<typeof Ring>

export const Polyline = z.array(Position2).min(2)
export type Polyline = z.infer<typeof Polyline>
