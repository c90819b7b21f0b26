import { z } from 'zod'
import { origins } from './reading.ts'

/** `AlarmState` as it is parsed where it comes in: over the wire, from the journal, from the records, and as the API gives it. */
export const AlarmStateSchema = z.object({
  id: z.string(),
  occurrence: z.string(),
  version: z.number(),
  number: z.number(),
  device: z.string(),
  alarm: z.string(),
  class: z.enum(['lifeSafety', 'high', 'medium', 'low']),
  condition: z.enum(['normal', 'active']),
  ack: z.enum(['acked', 'unacked']),
  latched: z.boolean(),
  suppression: z.enum(['none', 'shelved', 'byDesign', 'outOfService']),
  raisedAt: z.number(),
  deviceTime: z.number(),
  clearedAt: z.number().nullable(),
  acknowledgedAt: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  point: z.string(),
  value: z.string(),
  origin: z.enum(origins),
  lateBy: z.number(),
  historic: z.boolean(),
  unrecorded: z.boolean(),
})
