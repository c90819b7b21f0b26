import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { markState } from '../../state/alarm-order.ts'
import { useTwin } from '../../state/twin.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatStamp } from '../../ui/time.ts'
import { binMarks, type Mark } from './bin-marks.ts'
import { timelineStrings as strings } from './strings.ts'

type MarksProps = {
  readonly alarms: readonly AlarmState[]
  readonly from: number
  readonly to: number
  readonly x: (ms: number) => number
  /** Told which mark the pointer or the focus is on. */
  readonly onPoint: (mark: Mark | null) => void
}

/** Where alarms were raised, by the shape of their priority; a press goes to that moment. By keyboard, J and K go from one to the next. */
export function Marks({ alarms, from, to, x, onPoint }: MarksProps) {
  const { community, register, seek } = useTwin()
  const language = useLanguage()
  const text = useText()
  const marks = binMarks(
    alarms.filter(({ raisedAt }) => raisedAt >= from && raisedAt <= to),
    x,
    14,
  )
  const title = ({ alarm, count }: Mark): string => {
    const name = register.devices.get(alarm.device)?.type.alarms[alarm.alarm]?.name[language] ?? alarm.alarm
    return text(count > 1 ? strings.moreMarks : strings.mark, {
      time: formatStamp(alarm.raisedAt, community.timeZone),
      alarm: `${name} ${alarm.device}`,
      count: count - 1,
    })
  }
  return marks.map((mark) => (
    <button
      key={mark.alarm.occurrence}
      type="button"
      className="track-mark"
      tabIndex={-1}
      aria-label={title(mark)}
      style={{ insetInlineStart: mark.x - 12 }}
      onPointerEnter={() => onPoint(mark)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(mark)}
      onBlur={() => onPoint(null)}
      onClick={() => seek(mark.alarm.raisedAt)}
    >
      <PriorityMark class={mark.alarm.class} size={14} state={markState(mark.alarm) === 'unacknowledged' ? 'acknowledged' : markState(mark.alarm)} />
    </button>
  ))
}
