import type { DeviceType } from '../../subsystem.ts'

/** dB/m at which a type raises its fire alarm; infinite where it raises none by smoke. */
export function fireLimitOf({ alarms }: Pick<DeviceType, 'alarms'>): number {
  for (const { class: kind, when } of Object.values(alarms))
    if (kind === 'lifeSafety' && when.test === 'above' && when.point === 'obscuration') return when.limit
  return Number.POSITIVE_INFINITY
}
