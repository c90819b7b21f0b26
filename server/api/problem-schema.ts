import { z } from 'zod'
import { TextSchema } from './fields.ts'

/** The body of every answer that is not the wished one (RFC 9457). */
export const ProblemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: rely on this one' }),
    detail: z.string(),
    message: TextSchema,
    issues: z.array(z.object({ at: z.string(), why: z.string() })).optional(),
    requestId: z.string().meta({ description: 'Names this call in the log' }),
  })
  .meta({ id: 'Problem' })
