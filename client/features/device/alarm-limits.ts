import type { PointEntry } from '../../../models/register.ts'
import type { Condition } from '../../../models/subsystem.ts'
import type { Language } from '../../../models/text.ts'
import type { Limit } from '../../ui/charts/line-chart.tsx'

/** The limits at which a point raises its device's alarms, with the alarm's name. */
export function alarmLimits(entry: PointEntry, language: Language): Limit[] {
  return Object.values(entry.device.type.alarms).flatMap((alarm) =>
    valuesOf(alarm.when, entry.id).map((value) => ({ value, class: alarm.class, label: `${alarm.name[language]} ${value}` })),
  )
}

function valuesOf(condition: Condition, point: string): number[] {
  if (condition.test === 'above' || condition.test === 'below') return condition.point === point ? [condition.limit] : []
  if (condition.test === 'all' || condition.test === 'any') return condition.of.flatMap((part) => valuesOf(part, point))
  return []
}
