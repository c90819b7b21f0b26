import { z } from 'zod'
import { Position2, Ring } from './geometry.ts'

const TextSchema = z.strictObject({ zh: z.string(), en: z.string() })

export const roomKinds = ['living', 'bedroom', 'kitchen', 'bath', 'balcony', 'hall', 'study', 'store', 'shop', 'classroom', 'plant'] as const
export const RoomKind = z.enum(roomKinds)
export type RoomKind = z.infer<typeof RoomKind>

/** A room of a plan. Its id in a home is `{home}-{key}`, e.g. `3-2-501-kitchen`, `3-2-501-bedroom-2`. */
export const RoomPlan = z.strictObject({ key: z.string(), kind: RoomKind, outline: Ring })
export type RoomPlan = z.infer<typeof RoomPlan>

/** A door in a plan: its middle, the direction of its wall (radians from east), its width; `from` and `to` are room keys or `landing`. */
export const DoorPlan = z.strictObject({ at: Position2, along: z.number(), widthMeters: z.number(), from: z.string(), to: z.string() })
export type DoorPlan = z.infer<typeof DoorPlan>

/** A home's plan, shared by the homes above one another; coordinates are the community's. */
export const HomePlan = z.strictObject({
  key: z.string(),
  outline: Ring,
  areaSquareMeters: z.number().positive(),
  rooms: z.array(RoomPlan),
  doors: z.array(DoorPlan),
})
export type HomePlan = z.infer<typeof HomePlan>

export const Home = z.strictObject({ id: z.string(), plan: z.string() })
export type Home = z.infer<typeof Home>

/** `level` counts as people do: 1 is the ground floor, -1 the first basement. */
export const Floor = z.strictObject({ level: z.number().int(), homes: z.array(Home) })
export type Floor = z.infer<typeof Floor>

/** A lift and its shaft, inside or added outside the façade. */
export const Lift = z.strictObject({ id: z.string(), shaft: Ring, outdoor: z.boolean(), stops: z.array(z.number().int()).min(2) })
export type Lift = z.infer<typeof Lift>

/** What is reached through one entrance (单元). `facing` is the outward direction of the door, degrees clockwise from north. */
export const Unit = z.strictObject({
  id: z.string(),
  name: TextSchema,
  entrance: z.strictObject({ position: Position2, facing: z.number() }),
  stairs: Ring.nullable(),
  landing: Ring.nullable(),
  lifts: z.array(Lift),
  plans: z.array(HomePlan),
  floors: z.array(Floor),
})
export type Unit = z.infer<typeof Unit>

export const buildingKinds = [
  'walkup',
  'tower',
  'bungalow',
  'shops',
  'kindergarten',
  'activity',
  'substation',
  'heating',
  'bicycle-shed',
  'gatehouse',
  'pump-house',
  'school',
  'office',
  'garage',
  'other',
] as const
export const BuildingKind = z.enum(buildingKinds)
export type BuildingKind = z.infer<typeof BuildingKind>

/** `facing` is the direction of the front (living-room side), degrees clockwise from north; heights are above the community's ground. */
export const Building = z.strictObject({
  id: z.string(),
  name: TextSchema,
  kind: BuildingKind,
  yearBuilt: z.number().int().nullable(),
  outline: Ring,
  holes: z.array(Ring),
  baseMeters: z.number(),
  storeys: z.number().int().min(1).max(120),
  storeyHeightMeters: z.number().positive(),
  roof: z.strictObject({ shape: z.enum(['flat', 'hipped', 'gabled']), heightMeters: z.number().min(0) }),
  facing: z.number(),
  units: z.array(Unit),
  /** Names of the fields that a rule filled in because the source did not say, e.g. `storeys`. */
  assumed: z.array(z.string()),
})
export type Building = z.infer<typeof Building>
