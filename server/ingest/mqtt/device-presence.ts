import type { DeviceEntry } from '../../../models/register.ts'

/** What a device's retained `status` or its last will said, and when (ms). */
export type Presence = { readonly isOnline: boolean; readonly at: number }

/** Reads `online`, `1`, `true` or `{"online": true}`; null for anything that says neither. */
export function readStatus(payload: Buffer): boolean | null {
  const text = payload.toString('utf8', 0, 200).trim().toLowerCase()
  if (/^(?:online|1|true|\{\s*"(?:online|state|status)"\s*:\s*(?:true|1|"online")\s*\})$/.test(text)) return true
  if (/^(?:offline|0|false|\{\s*"(?:online|state|status)"\s*:\s*(?:false|0|"offline")\s*\})$/.test(text)) return false
  return null
}

/** The point in which a device reports being online, where its type declares one. */
export const onlinePoint = ({ points }: DeviceEntry) => {
  const entry = points.get('online')
  return entry?.point.kind === 'boolean' ? entry : null
}
