import { z } from 'zod'

/** What a checkpoint keeps, by names and not by numbers, so that it survives a changed register. */
export const SavedEvaluation = z.strictObject({
  version: z.literal(1),
  heard: z.array(z.tuple([z.string(), z.number(), z.number().int()])),
  newest: z.array(z.tuple([z.string(), z.string(), z.number(), z.number(), z.string().nullable()])),
  memories: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.strictObject({
        active: z.boolean(),
        since: z.number().nullable(),
        sinceReceived: z.number(),
        slots: z.array(z.number()),
        span: z.tuple([z.number(), z.number()]).nullable(),
      }),
    ]),
  ),
})
export type SavedEvaluation = z.infer<typeof SavedEvaluation>
