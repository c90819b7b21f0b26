import type { DeviceEntry } from '../../../models/register.ts'
import type { Clock } from '../../platform/clock.ts'
import { Candidates } from '../candidates.ts'
import type { Topic } from './telemetry-topic.ts'

/** What a device's retained `status` or its last will said, and when (ms). */
export type Presence = { readonly isOnline: boolean; readonly at: number }

/** Remembers what devices say of being there. A status is a reading as well, where the type declares a point `online`. */
export function createPresence(clock: Pick<Clock, 'now'>): {
  readonly known: ReadonlyMap<string, Presence>
  hear(topic: Topic, payload: Buffer): Candidates | null
} {
  const known = new Map<string, Presence>()
  return {
    known,
    /** The reading a status makes, without a time of its own; null where it says nothing that a point could hold. */
    hear: (topic: Topic, payload: Buffer): Candidates | null => {
      const isOnline = readStatus(payload)
      if (isOnline === null || !topic.entry) return null
      known.set(topic.entry.id, { isOnline, at: clock.now() })
      const point = onlinePoint(topic.entry)
      if (!point) return null
      const candidates = new Candidates(1)
      candidates.add(point, Number.NaN, isOnline ? 1 : 0, null, 0)
      return candidates
    },
  }
}

/** Reads `online`, `1`, `true` or `{"online": true}`; null for anything that says neither. */
function readStatus(payload: Buffer): boolean | null {
  const text = payload.toString('utf8', 0, 200).trim().toLowerCase()
  if (/^(?:online|1|true|\{\s*"(?:online|state|status)"\s*:\s*(?:true|1|"online")\s*\})$/.test(text)) return true
  if (/^(?:offline|0|false|\{\s*"(?:online|state|status)"\s*:\s*(?:false|0|"offline")\s*\})$/.test(text)) return false
  return null
}

/** The point in which a device reports being online, where its type declares one. */
const onlinePoint = ({ points }: DeviceEntry) => {
  const entry = points.get('online')
  return entry?.point.kind === 'boolean' ? entry : null
}
