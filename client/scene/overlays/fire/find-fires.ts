import type { AlarmState } from '../../../../models/protocol/alarm.ts'
import type { DeviceEntry, Register } from '../../../../models/register.ts'
import type { RoomAt, SiteIndex } from '../../site-index.ts'
import { isShown, isStanding } from '../alarm-standing.ts'

/** A room where a fire alarm stands, with the detector that raised it first. */
export type BurningRoom = { readonly room: RoomAt; readonly entry: DeviceEntry; readonly since: number }

/** The rooms in which what measures smoke has a life-safety alarm standing, the first out first. */
export function findFires(alarms: readonly AlarmState[], register: Register, index: SiteIndex): BurningRoom[] {
  const found = new Map<string, BurningRoom>()
  for (const alarm of alarms) {
    if (alarm.class !== 'lifeSafety' || !isShown(alarm) || !isStanding(alarm)) continue
    const entry = register.devices.get(alarm.device)
    const room = index.rooms.get(entry?.device.place.room ?? '')
    if (!entry || !room || !entry.points.has('obscuration')) continue
    const before = found.get(room.id)
    if (!before || alarm.raisedAt < before.since) found.set(room.id, { room, entry, since: alarm.raisedAt })
  }
  return [...found.values()].sort((one, other) => one.since - other.since)
}
