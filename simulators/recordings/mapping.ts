import { z } from 'zod'

const Text = z.strictObject({ zh: z.string(), en: z.string() })

/** When a row was measured: seconds since the recording began, or text to be read in a format (luxon's letters) and a zone. */
const Time = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seconds'), column: z.string() }),
  z.strictObject({ kind: z.literal('text'), columns: z.array(z.string()).min(1), format: z.string(), zone: z.string() }),
])

/**
 * One column becoming one point: `value × scale + offset`, kept within `clip` where the real device would saturate.
 * `code` gives the state or event to send instead, by the text found. `zeroRows`: so many first rows were measured
 * before anything happened; their mean is what the instrument shows at nothing, and is taken off.
 */
const Value = z.strictObject({
  column: z.string(),
  device: z.string(),
  point: z.string(),
  scale: z.number().default(1),
  offset: z.number().default(0),
  clip: z.tuple([z.number(), z.number()]).optional(),
  code: z.record(z.string(), z.string()).optional(),
  zeroRows: z.number().int().min(1).max(1000).optional(),
})

/**
 * A count out of a capacity becoming that share of a row of bays: the first ones are taken. `devices` is a prefix of ids;
 * `from` and `count` choose the stretch. `when` keeps rows of one car park.
 */
const Share = z.strictObject({
  count: z.string(),
  capacity: z.string(),
  device: z.string(),
  from: z.number().int(),
  take: z.number().int(),
  point: z.string(),
  when: z.record(z.string(), z.string()),
})

/** How a recorded file is told as if its devices stood in this community. */
export const Mapping = z.strictObject({
  name: Text,
  /** Where such a file comes from and under which licence. */
  source: z.string(),
  delimiter: z.string().length(1),
  /** Names of the columns where the file has no line with them. */
  header: z.array(z.string()).optional(),
  /** Texts that mean 'not measured'. */
  missing: z.array(z.string()).default(['']),
  time: Time,
  /** True where the file is ordered by something else: all rows are read first and told in the order of time. */
  sort: z.boolean().default(false),
  values: z.array(Value).default([]),
  shares: z.array(Share).default([]),
})
export type Mapping = z.infer<typeof Mapping>
