import { z } from 'zod'
import { Building } from './building.ts'
import { Device, Link } from './device.ts'
import { Position2, Ring } from './geometry.ts'
import { Bay, Extinguisher, Fence, Gate, GroundArea, Hydrant, Lamp, Road, Tree, WasteStation } from './grounds.ts'

const TextSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** The newest numbered form; older files are brought up by `migrations.ts`. */
export const schemaVersion = 1

/** Something the source did not say and a rule filled in, or left out; shown to whoever looks at the model. */
export const Remark = z.strictObject({ what: z.string(), count: z.number().int(), why: TextSchema })
export type Remark = z.infer<typeof Remark>

/** A whole residential community: the static model every reader shares. Ids are stable and speak (`3-2-501`). */
export const Community = z.strictObject({
  schema: z.literal(schemaVersion),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  name: TextSchema,
  /** WGS 84 degrees; local metres are east-north-up about it. `sourceFrame` names what the source was drawn in. */
  origin: z.strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) }),
  sourceFrame: z.enum(['WGS84', 'GCJ-02', 'BD-09', 'local']),
  timeZone: z.string(),
  attribution: z.string(),
  boundary: Ring,
  buildings: z.array(Building),
  roads: z.array(Road),
  areas: z.array(GroundArea),
  bays: z.array(Bay),
  fences: z.array(Fence),
  gates: z.array(Gate),
  trees: z.array(Tree),
  lamps: z.array(Lamp),
  hydrants: z.array(Hydrant),
  /** Absent where the source says nothing of them: that is not the same as none. */
  extinguishers: z.array(Extinguisher).optional(),
  wasteStations: z.array(WasteStation),
  /** Where people gather after an evacuation. */
  assemblyPoints: z.array(z.strictObject({ id: z.string(), name: TextSchema, position: Position2 })),
  devices: z.array(Device),
  links: z.array(Link),
  assumed: z.array(Remark),
  omitted: z.array(Remark),
})
export type Community = z.infer<typeof Community>
