import { z } from 'zod'
import { Polyline, Position3 } from './geometry.ts'

/** Where a device belongs; the most exact that is known. Ids are those of the model. */
export const Place = z.strictObject({
  building: z.string().optional(),
  unit: z.string().optional(),
  floor: z.number().int().optional(),
  home: z.string().optional(),
  /** Full room id, e.g. `3-2-501-kitchen`. */
  room: z.string().optional(),
  lift: z.string().optional(),
  bay: z.string().optional(),
  gate: z.string().optional(),
  lamp: z.string().optional(),
  wasteStation: z.string().optional(),
})
export type Place = z.infer<typeof Place>

/** `heading`: degrees clockwise from north; `tilt`: degrees above the horizon (a camera looking down is negative). `line`: the stretch a perimeter zone guards. */
export const Device = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,127}$/u),
  /** `subsystem.type`, e.g. `smoke.detector`. */
  type: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
  place: Place,
  position: Position3,
  heading: z.number().optional(),
  tilt: z.number().optional(),
  line: Polyline.optional(),
  /** What the installer set, where it differs from the type's usual: e.g. `{ ratedKilowatts: 8 }`. */
  settings: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
})
export type Device = z.infer<typeof Device>

/** A cause travels along a link: when `from` fails or acts, `to` is affected. Ends are ids of devices, homes, units or buildings. */
export const Link = z.strictObject({ kind: z.enum(['power', 'water', 'heat', 'network', 'video', 'radio']), from: z.string(), to: z.string() })
export type Link = z.infer<typeof Link>
