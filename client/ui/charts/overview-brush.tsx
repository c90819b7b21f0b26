import { area, brushX, extent, scaleLinear, select } from 'd3'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { formatStamp } from '../time.ts'
import { useWidth } from '../use-width.ts'
import { zoneScale } from './axis.tsx'
import { type ChartPoint, segment } from './segments.ts'
import { type Span, spanForKey } from './spans.ts'

type OverviewBrushProps = {
  readonly label: string
  readonly points: readonly ChartPoint[]
  readonly whole: Span
  readonly shown: Span
  readonly zone: string
  readonly longestMs: number
  /** Null: the whole again. */
  readonly onShow: (span: Span | null) => void
}

const inset = { left: 44, right: 12 }
const height = 34

/**
 * The whole period small, with the stretch that is charted above it framed: the frame is dragged, its edges are pulled, a new one is drawn. By key:
 * arrows move it, + and − narrow and widen it, Home and End go to the ends, Escape shows all.
 */
export function OverviewBrush({ label, points, whole, shown, zone, longestMs, onShow }: OverviewBrushProps) {
  const { element, width } = useWidth(420)
  const group = useRef<SVGGElement>(null)
  const latest = useRef(onShow)
  latest.current = onShow
  const time = zoneScale(whole, [inset.left, width - inset.right], zone)
  const scale = useRef(time)
  scale.current = time
  const [from, to] = shown
  const isWhole = from <= whole[0] && to >= whole[1]
  const [left, right] = [time.x(from), time.x(to)]
  useEffect(() => {
    if (!group.current) return
    const brush = brushX<unknown>()
      .extent([
        [inset.left, 1],
        [width - inset.right, height - 1],
      ])
      .on('end', (event: { readonly sourceEvent: unknown; readonly selection: unknown }) => {
        if (!event.sourceEvent) return
        const span = Array.isArray(event.selection) ? event.selection.map((x) => scale.current.invert(Number(x))) : []
        const [begin, end] = span
        latest.current(begin !== undefined && end !== undefined ? [begin, end] : null)
      })
    const drawn = select<SVGGElement, unknown>(group.current)
    drawn.call(brush)
    drawn.call(brush.move, isWhole ? null : [left, right])
    return () => {
      drawn.on('.brush', null).selectAll('*').remove()
    }
  }, [width, left, right, isWhole])
  const [least = 0, most = 1] = extent(points.flatMap(({ minimum, maximum }) => [minimum, maximum]).filter(Number.isFinite))
  const y = scaleLinear()
    .domain(least === most ? [least - 1, most + 1] : [least, most])
    .range([height - 4, 4])
  const shape = area<ChartPoint>(
    (point) => time.x(point.time),
    () => height - 3,
    (point) => y(point.value),
  )
  const press = (event: KeyboardEvent): void => {
    const next = spanForKey(event.key, shown, whole)
    if (next === undefined) return
    event.preventDefault()
    onShow(next)
  }
  return (
    <div
      className="chart overview"
      ref={element}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={whole[0]}
      aria-valuemax={whole[1]}
      aria-valuenow={Math.round((from + to) / 2)}
      aria-valuetext={`${formatStamp(from, zone)} – ${formatStamp(to, zone)}`}
      onKeyDown={press}
    >
      <svg viewBox={`0 0 ${width} ${height}`} height={height} aria-hidden="true">
        {segment(points, longestMs, whole).runs.map((run) => (
          <path key={run[0]?.time} className="envelope" data-part="overview" d={shape(run) ?? ''} />
        ))}
        <g ref={group} className="brush" />
      </svg>
    </div>
  )
}
