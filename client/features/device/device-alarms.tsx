import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { DeviceEntry } from '../../../models/register.ts'
import { markState } from '../../state/alarm-order.ts'
import { showAlarmValue } from '../../state/alarm-value.ts'
import { useTwin } from '../../state/twin.ts'
import { AlarmAdvice } from '../../ui/alarm-advice.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage } from '../../ui/text.tsx'
import { formatClock } from '../../ui/time.ts'

type DeviceAlarmsProps = { readonly device: DeviceEntry; readonly actOn?: ((alarm: AlarmState) => ReactNode) | undefined }

/** What alarms now, with what to do and the way to do it. */
export function DeviceAlarms({ device, actOn }: DeviceAlarmsProps) {
  const { alarms, community, now } = useTwin()
  const { current } = useStore(alarms)
  const language = useLanguage()
  return current
    .filter((alarm) => alarm.device === device.id && !alarm.historic)
    .map((state) => {
      const declared = device.type.alarms[state.alarm]
      return (
        <article
          key={state.id}
          className="device-alarm"
          data-origin={state.origin}
          data-age={Math.round((now() - state.deviceTime) / 1000)}
          data-quality="good"
          data-class={state.class}
          data-state={markState(state)}
        >
          <h4>
            <PriorityMark class={state.class} state={markState(state)} />
            {declared?.name[language] ?? state.alarm}
            <span className="number faint">
              {formatClock(state.raisedAt, community.timeZone)} · {showAlarmValue(state, device, language)}
            </span>
          </h4>
          {declared && <AlarmAdvice alarm={declared} />}
          {actOn && <div className="device-alarm-acts">{actOn(state)}</div>}
        </article>
      )
    })
}
