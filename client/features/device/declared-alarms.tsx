import type { DeviceEntry } from '../../../models/register.ts'
import { AlarmAdvice } from '../../ui/alarm-advice.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { deviceStrings as strings } from './strings.ts'

/** What this kind of device can raise, with cause, consequence and what to do. */
export function DeclaredAlarms({ device }: { readonly device: DeviceEntry }) {
  const language = useLanguage()
  const text = useText()
  const declared = Object.entries(device.type.alarms)
  return (
    <details className="device-part">
      <summary>
        {text(strings.declared)}{' '}
        <span className="faint number" data-kind="count">
          {declared.length}
        </span>
      </summary>
      {declared.map(([id, alarm]) => (
        <article key={id} className="device-alarm" data-kind="name">
          <h4>
            <PriorityMark class={alarm.class} />
            {alarm.name[language]}
          </h4>
          <AlarmAdvice alarm={alarm} />
        </article>
      ))}
    </details>
  )
}
