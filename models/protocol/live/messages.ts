import { z } from 'zod'

/** What a client may send on `/live`. Each is answered by the acknowledgement, with `{code, message}` when it is refused. */
export const Join = z.strictObject({
  community: z.string().min(1).max(64),
  /** The sequence the client already stands at, from this or an earlier connection. */
  since: z.number().int().min(0).optional(),
  /** 1: frames come as bare binary messages (docs/live-protocol.md); absent: as ordinary Socket.IO events. */
  wire: z.literal(1).optional(),
  /** Version of the point table the client already holds; it is not sent again. */
  table: z.string().max(64).optional(),
  /** Number of the last alarm transition the client has; what came after it is sent. */
  alarmsAfter: z.number().int().min(0).optional(),
})
export type Join = z.infer<typeof Join>

export const Resync = z.strictObject({ since: z.number().int().min(0).optional() })
export const Resume = z.strictObject({ after: z.number().int().min(0) })

const Moment = z.number().int().min(0).max(8.64e15)
export const slowestReplay = 1
export const fastestReplay = 600
const Speed = z.number().min(slowestReplay).max(fastestReplay)

export const ReplayOpen = z.strictObject({
  community: z.string().min(1).max(64),
  /** The moment to start at, ms since 1970. */
  at: Moment,
  speed: Speed.default(60),
  playing: z.boolean().default(false),
  wire: z.literal(1).optional(),
  table: z.string().max(64).optional(),
})
export type ReplayOpen = z.infer<typeof ReplayOpen>
export const ReplaySeek = z.strictObject({ at: Moment })
export const ReplayPause = z.strictObject({ paused: z.boolean() })
export const ReplaySpeed = z.strictObject({ speed: Speed })

/** Codes of a refusal on `/live`. */
export const liveRefusals = [
  'bad_message',
  'unknown_community',
  'not_joined',
  'too_many_requests',
  'too_many_sessions',
  'no_session',
  'history_unavailable',
] as const
export type LiveRefusal = (typeof liveRefusals)[number]

/** Where a replay stands: sent every second and after each change. `waiting` while history is being read. */
export const ReplayClock = z.object({ at: z.number(), speed: z.number(), playing: z.boolean(), waiting: z.boolean(), atEnd: z.boolean() })
export type ReplayClock = z.infer<typeof ReplayClock>
