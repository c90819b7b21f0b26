import type { AlarmClass } from '../subsystem.ts'
import type { Origin } from './reading.ts'

/** The stored facts of one alarm instance (device, alarm type); the letter of ISA-18.2 is derived (alarms.md 1.1). */
export type AlarmFacts = {
  readonly condition: 'normal' | 'active'
  readonly ack: 'acked' | 'unacked'
  readonly latched: boolean
  readonly suppression: 'none' | 'shelved' | 'byDesign' | 'outOfService'
}

/** One occurrence of an alarm as it is shown. `version` counts its transitions; an act must name the one it saw. */
export type AlarmState = AlarmFacts & {
  /** `{device}/{alarm}`. */
  readonly id: string
  readonly occurrence: string
  readonly version: number
  /** Running number of the last transition over the whole community; clients resume after the last one they have. */
  readonly number: number
  readonly device: string
  readonly alarm: string
  readonly class: AlarmClass
  readonly raisedAt: number
  /** The device's time of the reading that raised it. */
  readonly deviceTime: number
  readonly clearedAt: number | null
  readonly acknowledgedAt: number | null
  readonly acknowledgedBy: string | null
  /** The point whose reading raised it; empty where silence did. */
  readonly point: string
  /** What that point said, as it is spoken (a state by its code), without unit. */
  readonly value: string
  readonly origin: Origin
  /** Reported late: how many ms passed between the device's time and receipt, 0 if not late. */
  readonly lateBy: number
  /** True for what a back-fill put into history: never sounds, never in the list; its `number` is negative. */
  readonly historic: boolean
  /** True while the journal refuses and this is known to this process alone (未记录). */
  readonly unrecorded: boolean
}

export const alarmEvents = ['raised', 'cleared', 'acknowledged', 'reset', 'ruleRemoved'] as const
export type AlarmEvent = (typeof alarmEvents)[number]

/** One step of an alarm's life, journalled before it is shown. `through` is the journal's sequence up to which readings had been evaluated. */
export type AlarmTransition = {
  readonly event: AlarmEvent
  readonly at: number
  readonly by: string
  readonly through: number
  readonly comment?: string
  readonly commandId?: string
  readonly state: AlarmState
}

/** What is on the operator's list: active, latched, or gone but never acknowledged. */
export const isCurrent = (state: AlarmFacts): boolean => state.condition === 'active' || state.latched || state.ack === 'unacked'
