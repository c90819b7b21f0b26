import { max, scaleLinear } from 'd3'
import { useWidth } from '../use-width.ts'
import { TimeAxis, ValueAxis, zoneScale } from './axis.tsx'

export type Bar = { readonly from: number; readonly to: number; readonly value: number }
type BarsProps = {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly domain: readonly [number, number]
  readonly zone: string
  readonly unit: string
  readonly height?: number
}

/** Amounts per stretch of time, e.g. what a meter counted in each hour. */
export function Bars({ label, bars, domain, zone, unit, height = 130 }: BarsProps) {
  const { element, width } = useWidth(420)
  const base = height - 22
  const time = zoneScale(domain, [44, width - 12], zone)
  const y = scaleLinear()
    .domain([0, max(bars, ({ value }) => value) || 1])
    .nice(3)
    .range([base, 10])
  return (
    <div className="chart" ref={element}>
      <svg viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={label}>
        <ValueAxis scale={y} count={3} left={44} right={width - 12} format={(value) => value.toLocaleString('en-US')} />
        {bars.map((bar) => (
          <rect
            key={bar.from}
            data-part="bar"
            className="state-1"
            x={time.x(bar.from) + 0.5}
            width={Math.max(1, time.x(bar.to) - time.x(bar.from) - 1)}
            y={y(bar.value)}
            height={Math.max(0, base - y(bar.value))}
          >
            <title>{`${bar.value.toLocaleString('en-US', { maximumFractionDigits: 3 })} ${unit}`}</title>
          </rect>
        ))}
        <TimeAxis ticks={time.ticks(Math.max(2, Math.floor(width / 110)))} x={time.x} y={height - 5} />
      </svg>
    </div>
  )
}
