import type { Alarm } from '../../models/subsystem.ts'
import { useLanguage, useText } from './text.tsx'

/** What to do, why, and what follows: as declared with the alarm. */
export function AlarmAdvice({ alarm }: { readonly alarm: Alarm }) {
  const language = useLanguage()
  const text = useText()
  return (
    <dl className="alarm-advice" data-kind="name">
      <dt>{text({ zh: '处置', en: 'Response' })}</dt>
      <dd className="strong">{alarm.response[language]}</dd>
      <dt>{text({ zh: '原因', en: 'Cause' })}</dt>
      <dd>{alarm.cause[language]}</dd>
      <dt>{text({ zh: '后果', en: 'Consequence' })}</dt>
      <dd>{alarm.consequence[language]}</dd>
    </dl>
  )
}
