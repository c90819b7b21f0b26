import { useWidth } from '../use-width.ts'
import { TimeAxis, zoneScale } from './axis.tsx'

export type Stretch = { readonly from: number; readonly to: number; readonly state: number; readonly name: string }
type StateStripProps = {
  readonly label: string
  readonly stretches: readonly Stretch[]
  readonly domain: readonly [number, number]
  readonly zone: string
  readonly height?: number
}

const inset = { left: 44, right: 12 }

/** A state over time as one strip: the normal state is pale, the others stand out and are named where they have room. */
export function StateStrip({ label, stretches, domain, zone, height = 56 }: StateStripProps) {
  const { element, width } = useWidth(420)
  const time = zoneScale(domain, [inset.left, width - inset.right], zone)
  const base = height - 24
  return (
    <div className="chart" ref={element}>
      <svg viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={label}>
        {stretches.map((stretch) => {
          const left = Math.max(inset.left, time.x(stretch.from))
          const span = Math.max(1.5, Math.min(width - inset.right, time.x(stretch.to)) - left)
          return (
            <g key={stretch.from} data-part="stretch">
              <rect className={`state-${Math.min(3, stretch.state)}`} x={left} y={8} width={span} height={base - 10}>
                <title>{stretch.name}</title>
              </rect>
              {span > 64 && stretch.state === 0 && (
                <text x={left + 6} y={base - 8}>
                  {stretch.name}
                </text>
              )}
            </g>
          )
        })}
        <TimeAxis ticks={time.ticks(Math.max(2, Math.floor(width / 110)))} x={time.x} y={height - 5} />
      </svg>
    </div>
  )
}
