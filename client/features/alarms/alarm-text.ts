import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Alarm } from '../../../models/subsystem.ts'
import type { Language } from '../../../models/text.ts'
import { placeName } from '../../state/places.ts'
import type { Twin } from '../../state/twin.ts'

export type AlarmWords = { readonly name: string; readonly place: string; readonly declared: Alarm | undefined }

/** What an alarm is called and where it is; ids where the declaration or the device is no more. */
export function alarmWords(
  { register, places }: Pick<Twin, 'register' | 'places'>,
  alarm: Pick<AlarmState, 'device' | 'alarm'>,
  language: Language,
): AlarmWords {
  const entry = register.devices.get(alarm.device)
  const declared = entry?.type.alarms[alarm.alarm]
  return { name: declared?.name[language] ?? alarm.alarm, place: entry ? placeName(places, entry, language) || entry.id : alarm.device, declared }
}
