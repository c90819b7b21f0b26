import { line, scaleLinear } from 'd3'
import type { Fullness, UsualDay } from '../../../models/engines/parking/forecast-fullness.ts'
import { TimeAxis, ValueAxis, zoneScale } from '../../ui/charts/axis.tsx'
import { useWidth } from '../../ui/use-width.ts'

type Props = {
  readonly label: string
  readonly measured: readonly Fullness[]
  readonly usual: UsualDay
  readonly midnight: number
  readonly now: number
  readonly bays: number
  readonly zone: string
}

const height = 138
const margin = { left: 34, right: 10, top: 8, bottom: 22 }
const dayMs = 86_400_000

/** How full the bays are over today: what was heard as a line, what is usual dashed, the number of bays at the top. */
export function FullnessChart({ label, measured, usual, midnight, now, bays, zone }: Props) {
  const { element, width } = useWidth(360)
  const right = width - margin.right
  const base = height - margin.bottom
  const time = zoneScale([midnight, midnight + dayMs], [margin.left, right], zone)
  const values = [...measured.map(({ taken }) => taken), ...usual.at.map(({ taken }) => taken)]
  const least = Math.floor(Math.max(0, Math.min(bays, ...values) - bays * 0.08) / 10) * 10
  const y = scaleLinear().domain([least, bays]).range([base, margin.top])
  const today = line<Fullness>(
    (at) => time.x(at.time),
    (at) => y(at.taken),
  )
  const dashed = line<UsualDay['at'][number]>(
    (at) => time.x(midnight + at.sinceMidnightMs),
    (at) => y(at.taken),
  )
  const newest = measured.at(-1)
  return (
    <div className="chart" ref={element}>
      <svg viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={label}>
        <ValueAxis scale={y} count={3} left={margin.left} right={right} format={(value) => value.toLocaleString('en-US')} />
        <line className="capacity" x1={margin.left} x2={right} y1={y(bays)} y2={y(bays)} />
        <path className="line compared" data-part="usual" d={dashed(usual.at) ?? ''} />
        <path className="line" data-part="measured" d={today(measured) ?? ''} />
        {newest && <circle className="newest" cx={time.x(newest.time)} cy={y(newest.taken)} r={3.5} />}
        <line className="cursor-line" x1={time.x(now)} x2={time.x(now)} y1={margin.top} y2={base} />
        <TimeAxis ticks={time.ticks(5)} x={time.x} y={height - 5} />
      </svg>
    </div>
  )
}
