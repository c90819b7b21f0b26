import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useAlarmMarks } from '../../state/queries.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { zoneScale } from '../../ui/charts/axis.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge, formatStamp } from '../../ui/time.ts'
import { useWidth } from '../../ui/use-width.ts'
import type { Mark } from './bin-marks.ts'
import { Marks } from './marks.tsx'
import { MomentCard } from './moment-card.tsx'
import { timelineStrings as strings } from './strings.ts'
import { TrackGround } from './track-ground.tsx'
import { type LineWindow, useWheel } from './use-line-window.ts'

const minute = 60_000
const hour = 60 * minute
const inset = 18
const halfCard = 128

/** A stretch of time as one line: drag to any moment, wheel for more or less of it, marks where alarms were; the right end is at most now. */
export function Track({ window }: { readonly window: LineWindow }) {
  useEverySecond()
  const { community, now, seek } = useTwin()
  const cursor = useView((view) => view.cursor)
  const language = useLanguage()
  const text = useText()
  const { element, width } = useWidth(900)
  const [dragged, setDragged] = useState<number | null>(null)
  const [hovered, setHovered] = useState<number | null>(null)
  const [pointed, setPointed] = useState<Mark | null>(null)
  const sought = useRef(0)
  const present = now()
  const { spanMs, end } = window
  const start = end - spanMs
  const scale = zoneScale([start, end], [inset, width - inset], community.timeZone)
  const within = (x: number): number => Math.min(width - inset, Math.max(inset, x))
  const at = dragged ?? cursor ?? present
  const momentAt = (clientX: number): number => {
    const box = element.current?.getBoundingClientRect()
    if (!box || box.width === 0) return at
    // The bar may be drawn larger than it is laid out (wall screens).
    return Math.min(present, Math.max(start, scale.invert(((clientX - box.left) / box.width) * width)))
  }
  useWheel(element, window, momentAt)
  const rounded = Math.ceil(end / (5 * minute)) * 5 * minute
  const alarms = useAlarmMarks(community.id, rounded - Math.ceil(spanMs / (5 * minute)) * 5 * minute - 5 * minute, rounded).data?.items ?? []
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const moment = momentAt(event.clientX)
    if (event.pointerType !== 'touch') setHovered(moment)
    if (dragged === null) return
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
  const told = pointed?.alarm.raisedAt ?? dragged ?? hovered
  return (
    <div ref={element} className="line" onPointerLeave={() => setHovered(null)}>
      <div
        className="track"
        role="slider"
        tabIndex={0}
        aria-label={text(strings.title)}
        aria-valuemin={Math.round(start)}
        aria-valuemax={Math.round(end)}
        aria-valuenow={Math.round(Math.min(end, Math.max(start, at)))}
        aria-valuetext={words}
        data-live={cursor === null || undefined}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragged(momentAt(event.clientX))
        }}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={() => setDragged(null)}
        onKeyDown={(event) => stepByKey(event, at, present, seek, window)}
      >
        <svg viewBox={`0 0 ${width} 64`} height={64} aria-hidden="true">
          <TrackGround from={start} to={end} width={width} inset={inset} x={scale.x} alarms={alarms} />
          <line className="track-line" x1={inset} x2={width - inset} y1={36} y2={36} />
          <line className="track-past" x1={inset} x2={within(scale.x(at))} y1={36} y2={36} />
          {scale.ticks(Math.max(3, Math.floor(width / 120))).map((tick) => (
            <g key={tick.ms}>
              <line className="track-tick" x1={scale.x(tick.ms)} x2={scale.x(tick.ms)} y1={36} y2={41} />
              <text x={Math.min(width - 20, Math.max(20, scale.x(tick.ms)))} y={57} textAnchor="middle">
                {tick.label}
              </text>
            </g>
          ))}
          {hovered !== null && dragged === null && <line className="track-hover" x1={within(scale.x(hovered))} x2={within(scale.x(hovered))} y1={6} y2={36} />}
          <line className="track-needle" x1={within(scale.x(at))} x2={within(scale.x(at))} y1={4} y2={36} />
          <circle className="track-handle" cx={within(scale.x(at))} cy={36} r={6} />
        </svg>
      </div>
      <Marks alarms={alarms} from={start} to={end} x={scale.x} onPoint={setPointed} />
      {told !== null && (
        <div
          className="moment-place"
          style={{ insetInlineStart: Math.min(Math.max(halfCard - 60, width - halfCard + 8), Math.max(halfCard - 8, scale.x(told))) }}
        >
          <MomentCard at={told} mark={pointed} alarms={alarms} />
        </div>
      )}
    </div>
  )
}

function stepByKey(event: KeyboardEvent, at: number, present: number, seek: (ms: number | null) => void, window: LineWindow): void {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -minute, ArrowRight: minute, PageDown: -hour, PageUp: hour }
  const step = steps[event.key]
  if (event.key === 'End') seek(null)
  else if (event.key === 'Home') seek(window.end - window.spanMs)
  else if (event.key === '+' || event.key === '=') window.zoom(0.5)
  else if (event.key === '-') window.zoom(2)
  else if (step === undefined) return
  else seek(at + step >= present ? null : at + step)
  event.preventDefault()
  event.stopPropagation()
}
