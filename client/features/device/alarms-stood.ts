import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { PointEntry } from '../../../models/register.ts'
import type { Language } from '../../../models/text.ts'
import type { Stood } from '../../ui/charts/line-chart.tsx'
import { formatStamp } from '../../ui/time.ts'

/** When the alarms stood that this point raised, up to `now` where they still do. */
export function alarmsStood(alarms: readonly AlarmState[], entry: PointEntry, now: number, zone: string, language: Language): Stood[] {
  return alarms
    .filter(({ point }) => point === entry.id)
    .map((alarm) => {
      const name = entry.device.type.alarms[alarm.alarm]?.name[language] ?? alarm.alarm
      const until = alarm.clearedAt === null ? '' : formatStamp(alarm.clearedAt, zone)
      return { from: alarm.deviceTime, to: alarm.clearedAt ?? now, class: alarm.class, label: `${name} · ${formatStamp(alarm.deviceTime, zone)} – ${until}` }
    })
}
