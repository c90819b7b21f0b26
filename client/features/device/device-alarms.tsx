import { useStore } from 'zustand'
import type { DeviceEntry } from '../../../models/register.ts'
import { markState } from '../../state/alarm-order.ts'
import { showAlarmValue } from '../../state/alarm-value.ts'
import { useTwin } from '../../state/twin.ts'
import { AlarmAdvice } from '../../ui/alarm-advice.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock } from '../../ui/time.ts'
import { deviceStrings as strings } from './strings.ts'

/** What alarms now, with what to do; and what this kind of device can raise. */
export function DeviceAlarms({ device }: { readonly device: DeviceEntry }) {
  const { alarms, community } = useTwin()
  const { current } = useStore(alarms)
  const language = useLanguage()
  const text = useText()
  const own = current.filter((alarm) => alarm.device === device.id && !alarm.historic)
  return (
    <>
      {own.map((state) => {
        const declared = device.type.alarms[state.alarm]
        return (
          <article key={state.id} className="device-alarm" data-class={state.class}>
            <h4>
              <PriorityMark class={state.class} state={markState(state)} />
              {declared?.name[language] ?? state.alarm}
              <span className="number faint">
                {formatClock(state.raisedAt, community.timeZone)} · {showAlarmValue(state, device, language)}
              </span>
            </h4>
            {declared && <AlarmAdvice alarm={declared} />}
          </article>
        )
      })}
      <details className="device-part">
        <summary>
          {text(strings.declared)} <span className="faint number">{Object.keys(device.type.alarms).length}</span>
        </summary>
        {Object.entries(device.type.alarms).map(([id, alarm]) => (
          <article key={id} className="device-alarm">
            <h4>
              <PriorityMark class={alarm.class} />
              {alarm.name[language]}
            </h4>
            <AlarmAdvice alarm={alarm} />
          </article>
        ))}
      </details>
    </>
  )
}
