import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { markState } from '../../state/alarm-order.ts'
import { useAlarmMarks } from '../../state/queries.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { zoneScale } from '../../ui/charts/axis.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge, formatStamp } from '../../ui/time.ts'
import { useWidth } from '../../ui/use-width.ts'
import { binMarks, type Mark } from './bin-marks.ts'
import { timelineStrings as strings } from './strings.ts'

const minute = 60_000
const hour = 60 * minute
const inset = 18

/** The last day or week as one line: drag to any moment, marks where alarms were, the right end is now. */
export function Track({ spanMs }: { readonly spanMs: number }) {
  useEverySecond()
  const twin = useTwin()
  const { community, now, seek } = twin
  const cursor = useView((view) => view.cursor)
  const language = useLanguage()
  const text = useText()
  const { element, width } = useWidth(900)
  const [dragged, setDragged] = useState<number | null>(null)
  const sought = useRef(0)
  const present = now()
  const end = Math.max(present, cursor ?? 0)
  const scale = zoneScale([end - spanMs, end], [inset, width - inset], community.timeZone)
  const at = dragged ?? cursor ?? present
  const x = Math.min(width - inset, Math.max(inset, scale.x(at)))
  const momentAt = (event: PointerEvent<HTMLDivElement>): number =>
    Math.min(present, Math.max(end - spanMs, scale.invert(event.clientX - event.currentTarget.getBoundingClientRect().left)))
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (dragged === null) return
    const moment = momentAt(event)
    setDragged(moment)
    if (event.timeStamp - sought.current < 250) return
    sought.current = event.timeStamp
    seek(moment)
  }
  const release = (): void => {
    if (dragged !== null) seek(present - dragged < spanMs / 400 ? null : dragged)
    setDragged(null)
  }
  const words =
    cursor === null && dragged === null
      ? text(strings.nowLive)
      : text(strings.moment, { time: formatStamp(at, community.timeZone), ago: formatAge(present - at, language) })
  return (
    <div
      ref={element}
      className="track"
      role="slider"
      tabIndex={0}
      aria-label={text(strings.title)}
      aria-valuemin={end - spanMs}
      aria-valuemax={end}
      aria-valuenow={Math.round(at)}
      aria-valuetext={words}
      data-live={cursor === null || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged(momentAt(event))
      }}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={() => setDragged(null)}
      onKeyDown={(event) => stepByKey(event, at, present, seek)}
    >
      <svg viewBox={`0 0 ${width} 64`} height={64} aria-hidden="true">
        <line className="track-line" x1={inset} x2={width - inset} y1={36} y2={36} />
        <line className="track-past" x1={inset} x2={x} y1={36} y2={36} />
        {scale.ticks(Math.max(3, Math.floor(width / 120))).map((tick) => (
          <g key={tick.ms}>
            <line className="track-tick" x1={scale.x(tick.ms)} x2={scale.x(tick.ms)} y1={36} y2={41} />
            <text x={scale.x(tick.ms)} y={57} textAnchor="middle">
              {tick.label}
            </text>
          </g>
        ))}
        <line className="track-needle" x1={x} x2={x} y1={14} y2={36} />
        <circle className="track-handle" cx={x} cy={36} r={6} />
      </svg>
      <Marks spanMs={spanMs} end={end} x={scale.x} />
      {dragged !== null && (
        <output className="track-bubble number" style={{ insetInlineStart: Math.min(width - 90, Math.max(90, x)) }}>
          {words}
        </output>
      )}
    </div>
  )
}

function stepByKey(event: KeyboardEvent, at: number, present: number, seek: (ms: number | null) => void): void {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -minute, ArrowRight: minute, PageDown: -hour, PageUp: hour }
  const step = steps[event.key]
  if (event.key === 'End') seek(null)
  else if (step === undefined) return
  else seek(at + step >= present ? null : at + step)
  event.preventDefault()
  event.stopPropagation()
}

function Marks({ spanMs, end, x }: { readonly spanMs: number; readonly end: number; readonly x: (ms: number) => number }) {
  const { community, register, seek } = useTwin()
  const language = useLanguage()
  const text = useText()
  const rounded = Math.ceil(end / (5 * minute)) * 5 * minute
  const past = useAlarmMarks(community.id, rounded - spanMs, rounded)
  const marks = binMarks(
    (past.data?.items ?? []).filter(({ raisedAt }) => raisedAt >= end - spanMs && raisedAt <= end),
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
      title={title(mark)}
      aria-label={title(mark)}
      style={{ insetInlineStart: mark.x - 8 }}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => seek(mark.alarm.raisedAt)}
    >
      <PriorityMark class={mark.alarm.class} size={14} state={markState(mark.alarm) === 'unacknowledged' ? 'acknowledged' : markState(mark.alarm)} />
    </button>
  ))
}
