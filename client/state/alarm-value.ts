import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { DeviceEntry } from '../../models/register.ts'
import type { Point } from '../../models/subsystem.ts'
import type { Language } from '../../models/text.ts'
import { showValue } from './latest.ts'

/** The value that raised an alarm, with its unit and in the reader's words; as it was spoken where the point is not declared. */
export function showAlarmValue({ point, value }: Pick<AlarmState, 'point' | 'value'>, device: DeviceEntry | undefined, language: Language): string {
  const entry = device?.points.get(point)
  if (!entry || value === '') return value
  const stored = storedValue(entry.point, value)
  if (!Number.isFinite(stored)) return value
  const shown = showValue(entry, stored, null, language)
  return `${shown.value} ${shown.unit}`.trim()
}

function storedValue(point: Point, value: string): number {
  switch (point.kind) {
    case 'number':
    case 'counter':
      return Number(value)
    case 'boolean':
      return value === 'true' ? 1 : 0
    case 'state':
      return knownIndex(Object.keys(point.states), value)
    case 'event':
      return knownIndex(Object.keys(point.events), value)
    case 'location':
      return Number.NaN
  }
}

function knownIndex(codes: readonly string[], code: string): number {
  const index = codes.indexOf(code)
  return index < 0 ? Number.NaN : index
}
