import { group } from 'd3'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { deviceName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { PriorityMark, priorityNames } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge, formatClock, formatStamp } from '../../ui/time.ts'
import type { Mark } from './bin-marks.ts'
import { standingAt } from './find-stretches.ts'
import { MomentSketch } from './moment-sketch.tsx'
import { timelineStrings as strings } from './strings.ts'

/** As many as one question gives (`useAlarmMarks`). */
const mostAlarms = 500

type MomentCardProps = { readonly at: number; readonly mark: Mark | null; readonly alarms: readonly AlarmState[] }

/** What a moment of the past was like, before one goes there: the alarm that is pointed at, a sketch of where alarms stood, and how many. */
export function MomentCard({ at, mark, alarms }: MomentCardProps) {
  const { community, now } = useTwin()
  const language = useLanguage()
  const text = useText()
  const standing = standingAt(alarms, at)
  const byClass = group(standing, ({ class: priority }) => priority)
  return (
    <div className="panel moment-card" role="status" aria-live="off">
      {mark && <PointedAlarm mark={mark} />}
      <p className="moment-time number">
        {formatStamp(at, community.timeZone)} <span className="muted">{formatAge(now() - at, language)}</span>
      </p>
      <MomentSketch at={at} alarms={standing} />
      <p className="moment-counts" data-origin="computed">
        {standing.length === 0 ? (
          <span className="muted">{text(strings.calm)}</span>
        ) : (
          [...byClass].map(([priority, { length }]) => (
            <span key={priority} title={text(priorityNames[priority])}>
              <PriorityMark class={priority} size={14} /> × {length}
            </span>
          ))
        )}
      </p>
      <p className="faint moment-note">{alarms.length >= mostAlarms ? text(strings.incomplete, { count: mostAlarms }) : text(strings.sketch)}</p>
    </div>
  )
}

function PointedAlarm({ mark: { alarm, count } }: { readonly mark: Mark }) {
  const { community, register, places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const entry = register.devices.get(alarm.device)
  const zone = community.timeZone
  return (
    <div className="moment-alarm">
      <PriorityMark class={alarm.class} size={18} />
      <div>
        <strong>{entry?.type.alarms[alarm.alarm]?.name[language] ?? alarm.alarm}</strong>
        <span>{entry ? deviceName(places, entry, language) : alarm.device}</span>
        <span className="muted number">
          {text(strings.raised, { time: formatClock(alarm.raisedAt, zone) })}
          {alarm.clearedAt !== null && ` · ${text(strings.cleared, { time: formatClock(alarm.clearedAt, zone) })}`}
        </span>
        {count > 1 && <span className="muted">{text(strings.more, { count: count - 1 })}</span>}
      </div>
    </div>
  )
}
