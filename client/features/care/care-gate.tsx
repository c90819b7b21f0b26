import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { isPersonal, openDetails, opened } from '../../state/care.ts'
import { select } from '../../state/navigate.ts'
import { deviceName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { careStrings as strings } from './strings.ts'

/** Before the details of a person's device: that it is there, and who may look. An alarm is told to everybody, its details are not. */
export function CareGate({ id, actOn, children }: { readonly id: string; readonly actOn: (alarm: AlarmState) => ReactNode; readonly children: ReactNode }) {
  const { register, places, alarms } = useTwin()
  const { current } = useStore(alarms)
  const { devices } = useStore(opened)
  const language = useLanguage()
  const text = useText()
  const entry = register.devices.get(id)
  if (!entry || !isPersonal(entry) || devices.has(id)) return children
  return (
    <Panel title={entry.type.name[language]} onClose={() => select(null)}>
      <EmptyFace title={text(strings.title)}>
        <span>{deviceName(places, entry, language)}</span>
        {current
          .filter(({ device }) => device === id)
          .map((alarm) => (
            <span key={alarm.id}>
              <strong>{entry.type.alarms[alarm.alarm]?.name[language] ?? alarm.alarm}</strong> {actOn(alarm)}
            </span>
          ))}
        <span>{text(strings.why)}</span>
        <button type="button" className="button small" onClick={() => openDetails(id)}>
          <Lock size={14} aria-hidden="true" /> {text(strings.open)}
        </button>
      </EmptyFace>
    </Panel>
  )
}
