import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { AlarmClass } from '../../models/subsystem.ts'
import type { MarkState } from '../ui/priority-mark.tsx'

const rank: Readonly<Record<AlarmClass, number>> = { lifeSafety: 0, high: 1, medium: 2, low: 3 }

/** How an alarm's mark is drawn (interface.md, States). */
export function markState(alarm: AlarmState): MarkState {
  if (alarm.suppression !== 'none') return 'suppressed'
  if (alarm.condition === 'normal' && !alarm.latched) return 'returned'
  return alarm.ack === 'unacked' ? 'unacknowledged' : 'acknowledged'
}

/** The operator's list: unsuppressed, by priority, unacknowledged first, then newest first. */
export function orderAlarms(alarms: readonly AlarmState[]): AlarmState[] {
  const unacknowledged = (alarm: AlarmState): number => (alarm.ack === 'unacked' ? 0 : 1)
  return alarms
    .filter((alarm) => alarm.suppression === 'none' && !alarm.historic)
    .sort(
      (one, other) =>
        rank[one.class] - rank[other.class] || unacknowledged(one) - unacknowledged(other) || other.raisedAt - one.raisedAt || one.number - other.number,
    )
}

/**
 * Keeps the rows where they are while a hand is over the list: known ones stay in place, ended ones stay until the
 * hand leaves, new ones are added below. `shown` holds ids in the order on screen.
 */
export function holdOrder(shown: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(shown)
  return [...shown, ...wanted.filter((id) => !known.has(id))]
}

/** Within one building, alarms that came within ten minutes of one another: the earliest stays marked as first-out. */
export function firstOuts(alarms: readonly AlarmState[], groupOf: (device: string) => string | undefined): ReadonlySet<string> {
  const windowMs = 600_000
  const first = new Set<string>()
  const groups = new Map<string, AlarmState[]>()
  for (const alarm of alarms) {
    const group = groupOf(alarm.device)
    if (group === undefined || alarm.historic) continue
    groups.set(group, [...(groups.get(group) ?? []), alarm])
  }
  for (const members of groups.values()) {
    const [earliest, second] = members.sort((one, other) => one.raisedAt - other.raisedAt || one.number - other.number)
    if (earliest && second && second.raisedAt - earliest.raisedAt <= windowMs) first.add(earliest.occurrence)
  }
  return first
}

/** More than ten alarms within ten minutes are a flood (EEMUA 191). */
export function isFlood(alarms: readonly AlarmState[], now: number): boolean {
  return alarms.filter(({ raisedAt, historic }) => !historic && now - raisedAt < 600_000).length > 10
}
