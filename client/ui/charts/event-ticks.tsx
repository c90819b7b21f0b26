import { useWidth } from '../use-width.ts'
import { TimeAxis, zoneScale } from './axis.tsx'

export type Happening = { readonly time: number; readonly name: string }
type EventTicksProps = { readonly label: string; readonly events: readonly Happening[]; readonly domain: readonly [number, number]; readonly zone: string }

const height = 48

/** Events as ticks on a line; each names itself when pointed at. */
export function EventTicks({ label, events, domain, zone }: EventTicksProps) {
  const { element, width } = useWidth(420)
  const time = zoneScale(domain, [44, width - 12], zone)
  return (
    <div className="chart" ref={element}>
      <svg viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={label}>
        <line className="grid" x1={44} x2={width - 12} y1={24} y2={24} />
        {events.map((event) => (
          <line key={`${event.time}${event.name}`} data-part="event" className="tick-mark" x1={time.x(event.time)} x2={time.x(event.time)} y1={12} y2={24}>
            <title>{event.name}</title>
          </line>
        ))}
        <TimeAxis ticks={time.ticks(Math.max(2, Math.floor(width / 110)))} x={time.x} y={height - 5} />
      </svg>
    </div>
  )
}
