import { area, extent, line, scaleLinear } from 'd3'
import { useId } from 'react'
import type { AlarmClass } from '../../../models/subsystem.ts'
import { useWidth } from '../use-width.ts'
import { TimeAxis, ValueAxis, zoneScale } from './axis.tsx'
import { PointerLayer } from './pointer-layer.tsx'
import { type ChartPoint, segment } from './segments.ts'

export type Limit = { readonly value: number; readonly class: AlarmClass; readonly label: string }
/** A time an alarm stood, ms since 1970. */
export type Stood = { readonly from: number; readonly to: number; readonly class: AlarmClass; readonly label: string }
export type Band = readonly { readonly time: number; readonly low: number; readonly high: number }[]

export type LineChartProps = {
  readonly label: string
  readonly points: readonly ChartPoint[]
  readonly domain: readonly [number, number]
  readonly zone: string
  readonly unit: string
  readonly digits: number
  /** Longest honest distance between two points; a longer one is a gap. */
  readonly longestMs: number
  readonly band?: Band
  readonly limits?: readonly Limit[]
  readonly stood?: readonly Stood[]
  /** Another time of the same length, moved onto this one. */
  readonly compared?: readonly ChartPoint[]
  readonly cursor?: number | null
  readonly height?: number
  readonly onZoom?: (from: number, to: number) => void
}

const margin = { top: 10, right: 12, bottom: 22, left: 44 }

/** A line over time with its gaps as gaps, the usual band behind it and the alarm limits across it; dragging zooms. */
export function LineChart({
  label,
  points,
  domain,
  zone,
  unit,
  digits,
  longestMs,
  band = [],
  limits = [],
  stood = [],
  compared = [],
  cursor = null,
  height = 150,
  onZoom,
}: LineChartProps) {
  const { element, width } = useWidth(420)
  const hatch = useId()
  const right = width - margin.right
  const base = height - margin.bottom
  const time = zoneScale(domain, [margin.left, right], zone)
  const y = scaleLinear()
    .domain(valueDomain([...points, ...compared], band, limits, digits))
    .nice(4)
    .range([base, margin.top])
  const { runs, gaps } = segment(points, longestMs, domain)
  const path = line<ChartPoint>(
    (point) => time.x(point.time),
    (point) => y(point.value),
  )
  const envelope = area<ChartPoint>(
    (point) => time.x(point.time),
    (point) => y(point.minimum),
    (point) => y(point.maximum),
  )
  const usual = area<Band[number]>(
    (at) => time.x(at.time),
    (at) => y(at.low),
    (at) => y(at.high),
  )
  const newest = points.at(-1)
  const format = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: digits })
  return (
    <div className="chart" ref={element}>
      <svg viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="hatch-line" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        {gaps.map(([from, to]) => (
          <rect
            key={from}
            data-part="gap"
            x={time.x(from)}
            y={margin.top}
            width={Math.max(0, time.x(to) - time.x(from))}
            height={base - margin.top}
            fill={`url(#${hatch})`}
          />
        ))}
        <ValueAxis scale={y} count={4} left={margin.left} right={right} format={format} />
        {stood.map((alarm) => (
          <StoodBand
            key={`${alarm.label}${alarm.from}`}
            alarm={alarm}
            left={Math.max(margin.left, time.x(alarm.from))}
            right={Math.min(right, time.x(alarm.to))}
            base={base}
          />
        ))}
        {band.length > 1 && <path className="usual" data-part="usual" d={usual(band) ?? ''} />}
        {segment(compared, longestMs, domain).runs.map((run) => (
          <path key={run[0]?.time} className="line compared" data-part="compared" d={path(run) ?? ''} />
        ))}
        {runs.map((run) => (
          <g key={run[0]?.time} data-part="run">
            <path className="envelope" d={envelope(run) ?? ''} />
            <path className="line" d={path(run) ?? ''} />
            {run.length === 1 && run.map((point) => <circle key={point.time} className="newest" cx={time.x(point.time)} cy={y(point.value)} r={1.8} />)}
          </g>
        ))}
        {limits.map((limit) => (
          <LimitLine key={`${limit.label}${limit.value}`} limit={limit} y={y(limit.value)} left={margin.left} right={right} />
        ))}
        {newest && gaps.at(-1)?.[1] !== domain[1] && <circle className="newest" cx={time.x(newest.time)} cy={y(newest.value)} r={3} />}
        {cursor !== null && cursor >= domain[0] && cursor <= domain[1] && (
          <line className="cursor-line" x1={time.x(cursor)} x2={time.x(cursor)} y1={margin.top} y2={base} />
        )}
        <TimeAxis ticks={time.ticks(Math.max(2, Math.floor(width / 110)))} x={time.x} y={height - 5} />
        <PointerLayer
          points={points}
          time={time}
          y={y}
          zone={zone}
          read={(point) => `${format(point.value)} ${unit}`}
          frame={{ left: margin.left, right, top: margin.top, bottom: base }}
          onZoom={onZoom}
        />
      </svg>
    </div>
  )
}

/** Holds values and band; a limit is let in only when it does not squeeze the line into less than a third of the height. */
function valueDomain(points: readonly ChartPoint[], band: Band, limits: readonly Limit[], digits: number): [number, number] {
  const values = points
    .flatMap((point) => [point.minimum, point.maximum])
    .concat(band.flatMap(({ low, high }) => [low, high]))
    .filter(Number.isFinite)
  const [least = 0, most = 1] = values.length > 0 ? extent(values) : [0, 1]
  const span = Math.max(most - least, 4 * 10 ** -digits)
  const near = limits.map(({ value }) => value).filter((value) => value > least - 2 * span && value < most + 2 * span)
  const low = Math.min(least, ...near)
  const high = Math.max(most, ...near)
  return high - low < span ? [low - span / 2, high + span / 2] : [low, high]
}

function LimitLine({ limit, y, left, right }: { readonly limit: Limit; readonly y: number; readonly left: number; readonly right: number }) {
  if (!Number.isFinite(y) || y < 0) return null
  return (
    <g data-part="limit">
      <line className="limit" data-class={limit.class} x1={left} x2={right} y1={y} y2={y} />
      <text className="limit-label" x={right} y={y - 4} textAnchor="end">
        {limit.label}
      </text>
    </g>
  )
}

/** While an alarm stood: a wash over the whole height under a bar, so that it is seen without its colour. */
function StoodBand({ alarm, left, right, base }: { readonly alarm: Stood; readonly left: number; readonly right: number; readonly base: number }) {
  if (right < margin.left || left > right) return null
  const width = Math.max(2, right - left)
  return (
    <g data-part="stood" data-class={alarm.class} className="stood">
      <title>{alarm.label}</title>
      <rect className="wash" x={left} y={margin.top} width={width} height={base - margin.top} />
      <rect x={left} y={margin.top - 6} width={width} height={4} />
    </g>
  )
}
