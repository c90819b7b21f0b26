import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Origin } from '../../../models/protocol/reading.ts'
import type { Text } from '../../../models/text.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatSpan } from '../../ui/time.ts'
import { alarmStrings as strings } from './strings.ts'

const originNames: Readonly<Record<Exclude<Origin, 'measured'>, Text>> = {
  simulated: strings.simulated,
  replayed: strings.replayed,
  typed: strings.typed,
  computed: strings.computed,
}

/** First-out, late, simulated…: what one must know before believing an alarm. */
export function AlarmTags({ alarm, firstOut }: { readonly alarm: AlarmState; readonly firstOut: boolean }) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      {firstOut && (
        <span className="tag" data-tone="warn">
          {text(strings.firstOut)}
        </span>
      )}
      {alarm.lateBy > 0 && (
        <span className="tag" data-kind="time">
          {text(strings.late, { span: formatSpan(alarm.lateBy, language) })}
        </span>
      )}
      {alarm.unrecorded && (
        <span className="tag" data-tone="warn">
          {text(strings.unrecorded)}
        </span>
      )}
      {alarm.origin !== 'measured' && <span className="tag">{text(originNames[alarm.origin])}</span>}
    </>
  )
}
