import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { DeviceEntry } from '../../models/register.ts'
import type { Focus } from './view.ts'

/** Alarms that stand as one mark: it looks like the most urgent, and stands at and names the first of that class, for there it began. */
export type AlarmGroup = { readonly urgent: AlarmState; readonly first: AlarmState; readonly entry: DeviceEntry; readonly count: number }

/**
 * Seen from afar a house has one mark with a count; on an open storey each of its alarms stands where it is, and the storeys
 * above and below keep one mark each. No alarm is left out. `ordered`: the most urgent first.
 */
export function groupAlarms(ordered: readonly AlarmState[], devices: ReadonlyMap<string, DeviceEntry>, focus: Focus): AlarmGroup[] {
  const groups = new Map<string, AlarmGroup>()
  for (const alarm of ordered) {
    const entry = devices.get(alarm.device)
    if (!entry) continue
    const key = keyOf(entry, focus)
    const group = groups.get(key)
    if (!group) groups.set(key, { urgent: alarm, first: alarm, entry, count: 1 })
    else {
      const isEarlier = alarm.class === group.first.class && alarm.raisedAt < group.first.raisedAt
      groups.set(key, { ...group, ...(isEarlier ? { first: alarm, entry } : {}), count: group.count + 1 })
    }
  }
  return [...groups.values()]
}

function keyOf({ id, device: { place } }: DeviceEntry, focus: Focus): string {
  if (place.building === undefined) return `device ${id}`
  if (focus.level === 'community' || focus.building !== place.building) return `building ${place.building}`
  if (focus.level === 'building' || place.floor !== focus.floor) return `storey ${place.floor}`
  return `device ${id}`
}
