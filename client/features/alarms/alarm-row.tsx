import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { markState } from '../../state/alarm-order.ts'
import { showAlarmValue } from '../../state/alarm-value.ts'
import { focusOfPlace } from '../../state/navigate.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { view } from '../../state/view.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock, formatElapsed } from '../../ui/time.ts'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { AlarmTags } from './alarm-tags.tsx'
import { alarmWords } from './alarm-text.ts'
import { alarmStrings as strings } from './strings.ts'

type AlarmRowProps = { readonly alarm: AlarmState; readonly ended: boolean; readonly firstOut: boolean }

/** One alarm: what, where, since when, believed or not, and the way to acknowledge it. Choosing it flies there. */
export function AlarmRow({ alarm, ended, firstOut }: AlarmRowProps) {
  useEverySecond()
  const twin = useTwin()
  const cursor = useView((state) => state.cursor)
  const chosen = useView((state) => state.selection?.kind === 'device' && state.selection.id === alarm.device)
  const language = useLanguage()
  const text = useText()
  const { name, place, declared } = alarmWords(twin, alarm, language)
  const value = showAlarmValue(alarm, twin.register.devices.get(alarm.device), language)
  const zone = twin.community.timeZone
  const state = ended ? 'returned' : markState(alarm)
  const fly = (): void => {
    const entry = twin.register.devices.get(alarm.device)
    view.setState({ selection: { kind: 'device', id: alarm.device }, ...(entry ? { focus: focusOfPlace(twin.places, entry.device.place) } : {}) })
  }
  return (
    <li className="alarm" data-class={alarm.class} data-state={state} data-chosen={chosen || undefined}>
      <button type="button" className="alarm-main" onClick={fly}>
        <PriorityMark class={alarm.class} state={state} size={22} />
        <span className="alarm-title" data-kind="name">
          {name} · {place}
        </span>
        <span className="alarm-elapsed number" data-kind="time">
          {formatElapsed((cursor ?? twin.now()) - alarm.raisedAt)}
        </span>
        <span className="alarm-detail">
          <span className="number" data-kind="time">
            {formatClock(alarm.raisedAt, zone)}
          </span>
          {value !== '' && (
            <span className="alarm-value" data-origin={alarm.origin} data-age={Math.round((twin.now() - alarm.deviceTime) / 1000)} data-quality="good">
              {value}
            </span>
          )}
          <AlarmTags alarm={alarm} firstOut={firstOut} />
          {ended && <span className="tag">{text(strings.ended)}</span>}
          {alarm.condition === 'normal' && alarm.latched && <span className="tag">{text(strings.latched)}</span>}
          {alarm.clearedAt !== null && !alarm.latched && <span data-kind="time">{text(strings.returned, { time: formatClock(alarm.clearedAt, zone) })}</span>}
        </span>
        {alarm.class === 'lifeSafety' && declared && state === 'unacknowledged' && (
          <span className="alarm-response" data-kind="name">
            {declared.response[language]}
          </span>
        )}
      </button>
      <div className="alarm-acts">
        {alarm.acknowledgedAt !== null && (
          <span className="faint" data-kind="time">
            {text(strings.acknowledged, { who: alarm.acknowledgedBy ?? '—', time: formatClock(alarm.acknowledgedAt, zone) })}
          </span>
        )}
        {!ended && <AcknowledgeButton alarm={alarm} />}
      </div>
    </li>
  )
}
