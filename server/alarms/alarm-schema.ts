import { z } from 'zod'
import { type AlarmTransition, alarmEvents } from '../../models/protocol/alarm.ts'
import { AlarmStateSchema } from '../../models/protocol/alarm-schema.ts'

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

export const parseTransition = (text: string): AlarmTransition => {
  const { comment, commandId, ...rest } = AlarmTransitionSchema.parse(JSON.parse(text))
  return { ...rest, ...(comment === undefined ? {} : { comment }), ...(commandId === undefined ? {} : { commandId }) }
}
export const parseAlarmState = (text: string) => AlarmStateSchema.parse(JSON.parse(text))
