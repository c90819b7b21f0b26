import type { AlarmTransition } from '../../models/protocol/alarm.ts'
import type { ReadingBatch } from '../../models/protocol/reading.ts'

/** Something refused at the edge, kept with what was sent (bounded) so that a person can assign it later. */
export type Quarantined = {
  readonly id: string
  readonly received: number
  /** The way in; `history` is the store of history, which would not take a reading that was journalled already. */
  readonly via: 'http' | 'line' | 'mqtt' | 'follow' | 'history'
  readonly code: QuarantineCode
  readonly reason: string
  readonly device: string
  readonly point: string
  /** As sent, as text, cut at 2,000 characters. */
  readonly value: string
  readonly time: string
  readonly origin: string
}
export const quarantineCodes = [
  'unknown_device',
  'unknown_point',
  'wrong_type',
  'not_finite',
  'bad_time',
  'conflict',
  'unknown_shape',
  'unknown_state',
  'too_long',
  'wrong_topic',
  'type_conflict',
  'foreign_device',
] as const
export type QuarantineCode = (typeof quarantineCodes)[number]

/** Everything the system accepts is one of these. All but readings are stored as JSON. */
export type Fact =
  | { readonly kind: 'readings'; readonly readings: ReadingBatch }
  | { readonly kind: 'quarantined'; readonly items: readonly Quarantined[] }
  | {
      readonly kind: 'quarantine-resolved'
      readonly id: string
      readonly as: 'assigned' | 'dismissed'
      readonly device?: string
      readonly point?: string
      readonly by: string
    }
  | { readonly kind: 'alarm'; readonly transition: AlarmTransition }
  | {
      readonly kind: 'command'
      readonly id: string
      readonly state: 'requested' | 'sent' | 'confirmed' | 'failed' | 'timedOut'
      readonly device: string
      readonly command: string
      readonly arguments: Readonly<Record<string, unknown>>
      readonly by: string
      readonly reason: string
    }
