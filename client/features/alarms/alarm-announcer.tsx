import { useEffect, useRef, useState } from 'react'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { alarmWords } from './alarm-text.ts'
import { alarmStrings as strings } from './strings.ts'

/** Tells screen readers of alarms that arrive: at once for life safety and high, when there is a pause for the others; never of the past. */
export function AlarmAnnouncer({ alarms }: { readonly alarms: readonly AlarmState[] }) {
  const twin = useTwin()
  const language = useLanguage()
  const text = useText()
  const replaying = useView((view) => view.cursor !== null)
  const told = useRef<ReadonlySet<string> | null>(null)
  const [spoken, setSpoken] = useState<{ readonly urgent: string; readonly other: string }>({ urgent: '', other: '' })
  useEffect(() => {
    const before = told.current
    told.current = new Set(alarms.map(({ occurrence }) => occurrence))
    const [arrived] = before === null || replaying ? [] : alarms.filter(({ occurrence }) => !before.has(occurrence))
    if (!arrived) return
    const { name, place } = alarmWords(twin, arrived, language)
    const words = text(strings.arrived, { place, alarm: name })
    setSpoken(arrived.class === 'lifeSafety' || arrived.class === 'high' ? { urgent: words, other: '' } : { urgent: '', other: words })
  }, [alarms, replaying, twin, language, text])
  return (
    <div className="visually-hidden">
      <p aria-live="assertive" role="alert">
        {spoken.urgent}
      </p>
      <p aria-live="polite" role="status">
        {spoken.other}
      </p>
    </div>
  )
}
