import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Language } from '../../../models/text.ts'
import { orderAlarms } from '../../state/alarm-order.ts'
import { placeName } from '../../state/places.ts'
import type { Twin } from '../../state/twin.ts'
import { type Say, say } from '../../ui/text.tsx'
import { formatSpan } from '../../ui/time.ts'
import { topBarStrings as strings } from './strings.ts'

export type Sentence = { readonly alarm: AlarmState | null; readonly words: string }

/** What is going on, in one sentence: where the most urgent began and how many alarms more, else how many devices are reporting. */
export function sentenceOf(
  twin: Pick<Twin, 'register' | 'places'>,
  alarms: readonly AlarmState[],
  reporting: { readonly devices: number; readonly lost: number },
  now: number,
  language: Language,
): Sentence {
  const ordered = orderAlarms(alarms)
  const first = originOf(ordered)
  if (!first) {
    const words = reporting.devices === 0 ? strings.nothingHeard : reporting.lost > 0 ? strings.calmWithLost : strings.calm
    return { alarm: null, words: say(language, words, { devices: reporting.devices.toLocaleString('en-US'), lost: reporting.lost.toLocaleString('en-US') }) }
  }
  const entry = twin.register.devices.get(first.device)
  const place = entry ? placeName(twin.places, entry, language) || entry.id : first.device
  const alarm = entry?.type.alarms[first.alarm]?.name[language] ?? first.alarm
  const rest = ordered.length > 1 ? say(language, strings.moreAlarms, { count: ordered.length - 1 }) : ''
  return {
    alarm: first,
    words: say(language, strings.oneAlarm, { place, alarm, span: formatSpan(now - first.raisedAt, language), standing: standing(first, language) }) + rest,
  }
}

/** Without a connection nothing is said of the present; the last known alarm keeps its mark. */
export const blindSentence = ({ alarm }: Sentence, count: number, text: Say): Sentence => ({
  alarm,
  words: text(count > 0 ? strings.blindWithAlarms : strings.blind, { count }),
})

/** Of the most urgent the earliest: where it began, not where it has spread to. */
function originOf([top, ...others]: readonly AlarmState[]): AlarmState | undefined {
  return others.reduce(
    (earliest, alarm) => (earliest && alarm.class === earliest.class && alarm.ack === earliest.ack && alarm.raisedAt < earliest.raisedAt ? alarm : earliest),
    top,
  )
}

function standing(alarm: AlarmState, language: Language): string {
  if (alarm.ack === 'acked') return say(language, strings.acknowledgedBy, { who: alarm.acknowledgedBy ?? '—' })
  return say(language, alarm.condition === 'normal' && !alarm.latched ? strings.returned : strings.waiting)
}
