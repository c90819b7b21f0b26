import { z } from 'zod'
import { alarmEvents } from '../alarm.ts'
import { origins } from '../reading.ts'
import { PointTable } from './point-table.ts'

/** An alarm as it comes over the wire; the same shape as `AlarmState`. */
export const LiveAlarm = z.object({
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

export const LiveTransition = z.object({ event: z.enum(alarmEvents), at: z.number(), by: z.string(), state: LiveAlarm })

export const AlarmsNow = z.object({ newest: z.number(), current: z.array(LiveAlarm) })

/** The acknowledgement of `join`. `table` is left out when the client already holds that version; `current` when it said where its alarms stand. */
export const JoinReply = z.object({
  community: z.string(),
  /** The server's clock, ms since 1970. */
  time: z.number(),
  sequence: z.number(),
  tableVersion: z.string(),
  table: PointTable.optional(),
  alarms: z.object({ newest: z.number(), current: z.array(LiveAlarm).nullable() }),
})
export type JoinReply = z.infer<typeof JoinReply>

export const Refusal = z.object({ code: z.string(), message: z.string() })
export const PastAlarms = z.object({ at: z.number(), current: z.array(LiveAlarm) })
