import { limitsOn } from '../../../models/engines/limits-on.ts'
import type { PointEntry } from '../../../models/register.ts'
import type { Language } from '../../../models/text.ts'
import type { Limit } from '../../ui/charts/line-chart.tsx'

/** The limits at which a point raises its device's alarms, with the alarm's name. */
export function alarmLimits(entry: PointEntry, language: Language): Limit[] {
  return Object.values(entry.device.type.alarms).flatMap((alarm) =>
    limitsOn(alarm.when, entry.id).map(({ limit }) => ({ value: limit, class: alarm.class, label: `${alarm.name[language]} ${limit}` })),
  )
}
