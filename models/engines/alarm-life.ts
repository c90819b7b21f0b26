import type { AlarmState } from '../protocol/alarm.ts'
import type { Origin } from '../protocol/reading.ts'
import type { AlarmClass } from '../subsystem.ts'

/** What evaluation found out about one (device, alarm) when its condition became true. */
export type Raise = {
  readonly device: string
  readonly alarm: string
  readonly class: AlarmClass
  readonly latch: boolean
  readonly point: string
  readonly value: string
  readonly origin: Origin
  readonly deviceTime: number
  readonly lateBy: number
  readonly historic: boolean
}

export const alarmId = (device: string, alarm: string): string => `${device}/${alarm}`

/** What an act must name: the occurrence and version that were on the operator's screen. */
export type Seen = { readonly occurrence: string; readonly version: number }

/** Why an act was refused; `state` is how things stand, so that the console can show by whom and since when. */
export type Refusal = { readonly refused: 'stale' | 'already_acknowledged' | 'not_acknowledged' | 'still_active' | 'not_latched'; readonly state: AlarmState }

/**
 * The condition became true: a new occurrence, unacknowledged, whatever stood before (alarms.md 1.2, transitions 1–3).
 * `number` is the community's running number of this step; `at` is in ms.
 */
export function raiseAlarm(before: AlarmState | undefined, raise: Raise, at: number, number: number): AlarmState {
  return {
    id: alarmId(raise.device, raise.alarm),
    occurrence: `${alarmId(raise.device, raise.alarm)}@${number}`,
    version: (before?.version ?? 0) + 1,
    number,
    device: raise.device,
    alarm: raise.alarm,
    class: raise.class,
    condition: 'active',
    ack: 'unacked',
    latched: raise.latch,
    suppression: 'none',
    raisedAt: at,
    deviceTime: raise.deviceTime,
    clearedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    point: raise.point,
    value: raise.value,
    origin: raise.origin,
    lateBy: raise.lateBy,
    historic: raise.historic,
    unrecorded: false,
  }
}

/** The condition became false (transitions 7–9). A latched one stays on the list until it is reset. */
export const clearAlarm = (before: AlarmState, at: number, number: number): AlarmState => ({
  ...before,
  version: before.version + 1,
  number,
  condition: 'normal',
  clearedAt: at,
})

/** A person has seen this occurrence (transitions 4–6). Only the newest, and only as it was on screen. */
export function acknowledgeAlarm(before: AlarmState, seen: Seen, by: string, at: number, number: number): AlarmState | Refusal {
  if (before.ack === 'acked') return { refused: 'already_acknowledged', state: before }
  if (seen.occurrence !== before.occurrence || seen.version !== before.version) return { refused: 'stale', state: before }
  return { ...before, version: before.version + 1, number, ack: 'acked', acknowledgedAt: at, acknowledgedBy: by }
}

/** A latched alarm whose condition is gone is put back to normal by a person (transitions 10, 11). */
export function resetAlarm(before: AlarmState, seen: Seen, number: number): AlarmState | Refusal {
  if (!before.latched) return { refused: 'not_latched', state: before }
  if (before.condition === 'active') return { refused: 'still_active', state: before }
  if (before.ack === 'unacked') return { refused: 'not_acknowledged', state: before }
  if (seen.occurrence !== before.occurrence || seen.version !== before.version) return { refused: 'stale', state: before }
  return { ...before, version: before.version + 1, number, latched: false }
}

/** The declaration is gone: the instance is closed, never dropped (transition 24). */
export const closeAlarm = (before: AlarmState, at: number, number: number): AlarmState => ({
  ...before,
  version: before.version + 1,
  number,
  condition: 'normal',
  latched: false,
  ack: 'acked',
  clearedAt: before.clearedAt ?? at,
})

const classOrder: readonly AlarmClass[] = ['lifeSafety', 'high', 'medium', 'low']

/** First-up order of the list: class, unacknowledged first, newest first (alarms.md 1.4). */
export function compareAlarms(a: AlarmState, b: AlarmState): number {
  return (
    classOrder.indexOf(a.class) - classOrder.indexOf(b.class) ||
    Number(a.ack === 'acked') - Number(b.ack === 'acked') ||
    b.raisedAt - a.raisedAt ||
    b.number - a.number
  )
}
