import { z } from 'zod'
import { Polyline, Position2, Position3, Ring } from './geometry.ts'

const TextSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** `fireLane`: kept free for engines (GB 55037-2022 3.4: at least 4 m wide). */
export const Road = z.strictObject({
  id: z.string(),
  name: TextSchema.nullable(),
  kind: z.enum(['street', 'main', 'lane', 'path']),
  line: Polyline,
  widthMeters: z.number().positive(),
  fireLane: z.boolean(),
})
export type Road = z.infer<typeof Road>

export const GroundArea = z.strictObject({
  id: z.string(),
  kind: z.enum(['lawn', 'paving', 'playground', 'water', 'parking', 'garden', 'fire-ground']),
  outline: Ring,
  holes: z.array(Ring),
})
export type GroundArea = z.infer<typeof GroundArea>

/** A painted parking bay: middle, heading of a car parked nose in (degrees clockwise from north), size. */
export const Bay = z.strictObject({
  id: z.string(),
  position: Position2,
  heading: z.number(),
  lengthMeters: z.number().positive(),
  widthMeters: z.number().positive(),
  use: z.enum(['resident', 'visitor', 'disabled', 'charging', 'loading']),
  road: z.string().nullable(),
})
export type Bay = z.infer<typeof Bay>

export const Fence = z.strictObject({ id: z.string(), kind: z.enum(['fence', 'wall', 'hedge']), line: Polyline, heightMeters: z.number().positive() })
export type Fence = z.infer<typeof Fence>

/** `heading`: outward direction, degrees clockwise from north. */
export const Gate = z.strictObject({
  id: z.string(),
  name: TextSchema,
  position: Position2,
  heading: z.number(),
  widthMeters: z.number().positive(),
  passes: z.enum(['vehicles', 'people', 'both']),
})
export type Gate = z.infer<typeof Gate>

export const Tree = z.strictObject({
  position: Position2,
  heightMeters: z.number().positive(),
  kind: z.enum(['poplar', 'sophora', 'ginkgo', 'pine', 'willow', 'shrub']),
})
export type Tree = z.infer<typeof Tree>

export const Lamp = z.strictObject({
  id: z.string(),
  position: Position2,
  heightMeters: z.number().positive(),
  kind: z.enum(['road', 'garden', 'wall']),
  circuit: z.string(),
})
export type Lamp = z.infer<typeof Lamp>

export const Hydrant = z.strictObject({ id: z.string(), position: Position2, kind: z.enum(['outdoor', 'indoor']) })
export type Hydrant = z.infer<typeof Hydrant>

/** A place where portable extinguishers hang: `count` of them, in the stair of `unit` on `floor`. A fact of the building, not a device that reports. */
export const Extinguisher = z.strictObject({
  id: z.string(),
  building: z.string(),
  unit: z.string(),
  floor: z.number().int(),
  position: Position3,
  count: z.number().int().positive(),
})
export type Extinguisher = z.infer<typeof Extinguisher>

export const WasteStation = z.strictObject({ id: z.string(), name: TextSchema, position: Position2, heading: z.number() })
export type WasteStation = z.infer<typeof WasteStation>
