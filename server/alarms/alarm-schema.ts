import { z } from 'zod'
import { type AlarmTransition, alarmEvents } from '../../models/protocol/alarm.ts'
import { origins } from '../../models/protocol/reading.ts'

const AlarmStateSchema = z.object({
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

/** A step of an alarm's life as it stands in the journal and the records: read back through this. */
export const AlarmTransitionSchema = z.object({
  event: z.enum(alarmEvents),
  at: z.number(),
  by: z.string(),
  through: z.number(),
  comment: z.string().optional(),
  commandId: z.string().optional(),
  state: AlarmStateSchema,
})

/** An alarm as the API gives it: derived from what is stored. */
export const AlarmAnswer = AlarmStateSchema

export const parseTransition = (text: string): AlarmTransition => {
  const { comment, commandId, ...rest } = AlarmTransitionSchema.parse(JSON.parse(text))
  return { ...rest, ...(comment === undefined ? {} : { comment }), ...(commandId === undefined ? {} : { commandId }) }
}
export const parseAlarmState = (text: string) => AlarmStateSchema.parse(JSON.parse(text))
