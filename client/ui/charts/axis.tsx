import { type ScaleLinear, type ScaleTime, scaleUtc, utcFormat } from 'd3'
import { zoneOffsetMs } from '../time.ts'

/** A time scale that reads the wall clock of `zone`; the zone's offset at the start of the domain holds for all of it. */
export function zoneScale(domain: readonly [number, number], range: readonly [number, number], zone: string) {
  const offset = zoneOffsetMs(domain[0], zone)
  const scale: ScaleTime<number, number> = scaleUtc()
    .domain([domain[0] + offset, domain[1] + offset])
    .range(range)
  return {
    x: (ms: number): number => scale(ms + offset),
    invert: (x: number): number => scale.invert(x).getTime() - offset,
    ticks: (count: number): { ms: number; label: string }[] => labelled(scale, count, offset),
  }
}

const minute = utcFormat('%H:%M')
const day = utcFormat('%m-%d')
const second = utcFormat('%H:%M:%S')

function labelled(scale: ScaleTime<number, number>, count: number, offset: number): { ms: number; label: string }[] {
  const [from, to] = scale.domain()
  const span = (to?.getTime() ?? 0) - (from?.getTime() ?? 0)
  return scale.ticks(count).map((date) => ({ ms: date.getTime() - offset, label: tickLabel(date, span) }))
}

function tickLabel(date: Date, spanMs: number): string {
  if (date.getUTCHours() === 0 && date.getUTCMinutes() === 0 && spanMs > 2 * 3_600_000) return day(date)
  return spanMs < 300_000 ? second(date) : minute(date)
}

export function TimeAxis({
  ticks,
  x,
  y,
}: {
  readonly ticks: readonly { ms: number; label: string }[]
  readonly x: (ms: number) => number
  readonly y: number
}) {
  return (
    <g aria-hidden="true">
      {ticks.map(({ ms, label }) => (
        <text key={ms} x={x(ms)} y={y} textAnchor="middle">
          {label}
        </text>
      ))}
    </g>
  )
}

export function ValueAxis({
  scale,
  count,
  left,
  right,
  format,
}: {
  readonly scale: ScaleLinear<number, number>
  readonly count: number
  readonly left: number
  readonly right: number
  readonly format: (value: number) => string
}) {
  return (
    <g aria-hidden="true">
      {scale.ticks(count).map((value) => (
        <g key={value}>
          <line className="grid" x1={left} x2={right} y1={scale(value)} y2={scale(value)} />
          <text x={left - 8} y={scale(value) + 4} textAnchor="end">
            {format(value)}
          </text>
        </g>
      ))}
    </g>
  )
}
