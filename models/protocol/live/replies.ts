import { z } from 'zod'
import { alarmEvents } from '../alarm.ts'
import { AlarmStateSchema } from '../alarm-schema.ts'
import { PointTable } from './point-table.ts'

export const LiveTransition = z.object({ event: z.enum(alarmEvents), at: z.number(), by: z.string(), state: AlarmStateSchema })

export const AlarmsNow = z.object({ newest: z.number(), current: z.array(AlarmStateSchema) })

/** The acknowledgement of `join`. `table` is left out when the client already holds that version; `current` when it said where its alarms stand. */
export const JoinReply = z.object({
  community: z.string(),
  /** The server's clock, ms since 1970. */
  time: z.number(),
  sequence: z.number(),
  tableVersion: z.string(),
  table: PointTable.optional(),
  alarms: z.object({ newest: z.number(), current: z.array(AlarmStateSchema).nullable() }),
})
export type JoinReply = z.infer<typeof JoinReply>

export const Refusal = z.object({ code: z.string(), message: z.string() })
export const PastAlarms = z.object({ at: z.number(), current: z.array(AlarmStateSchema) })
