import { bisector } from 'd3'
import { type PointerEvent, useState } from 'react'
import { formatStamp } from '../time.ts'
import type { ChartPoint } from './segments.ts'

type Frame = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
type Props = {
  readonly points: readonly ChartPoint[]
  readonly time: { x(ms: number): number; invert(x: number): number }
  readonly y: (value: number) => number
  readonly zone: string
  readonly read: (point: ChartPoint) => string
  readonly frame: Frame
  readonly onZoom: ((from: number, to: number) => void) | undefined
}

const nearest = bisector<ChartPoint, number>((point) => point.time).center

/** Reads the value under the pointer, and a drag as a stretch to zoom into. */
export function PointerLayer({ points, time, y, zone, read, frame, onZoom }: Props) {
  const [hover, setHover] = useState<number | null>(null)
  const [start, setStart] = useState<number | null>(null)
  const locate = (event: PointerEvent<SVGRectElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = box.width > 0 ? (event.clientX - box.left) / box.width : 0
    return frame.left + Math.min(1, Math.max(0, share)) * (frame.right - frame.left)
  }
  const release = (event: PointerEvent<SVGRectElement>): void => {
    const end = locate(event)
    if (onZoom && start !== null && Math.abs(end - start) > 8) onZoom(time.invert(Math.min(start, end)), time.invert(Math.max(start, end)))
    setStart(null)
  }
  const at = hover === null || points.length === 0 ? undefined : points[nearest(points, time.invert(hover))]
  return (
    <g>
      {start !== null && hover !== null && (
        <rect className="selection" x={Math.min(start, hover)} width={Math.abs(hover - start)} y={frame.top} height={frame.bottom - frame.top} />
      )}
      {at && start === null && (
        <g aria-hidden="true">
          <line className="grid" x1={time.x(at.time)} x2={time.x(at.time)} y1={frame.top} y2={frame.bottom} />
          <circle className="newest" cx={time.x(at.time)} cy={y(at.value)} r={3} />
          <text
            className="readout"
            x={time.x(at.time) > (frame.left + frame.right) / 2 ? time.x(at.time) - 8 : time.x(at.time) + 8}
            y={frame.top + 4}
            textAnchor={time.x(at.time) > (frame.left + frame.right) / 2 ? 'end' : 'start'}
          >
            {`${read(at)} · ${formatStamp(at.time, zone)}`}
          </text>
        </g>
      )}
      <rect
        className="hit"
        x={frame.left}
        y={frame.top}
        width={Math.max(0, frame.right - frame.left)}
        height={Math.max(0, frame.bottom - frame.top)}
        onPointerMove={(event) => setHover(locate(event))}
        onPointerLeave={() => {
          setHover(null)
          setStart(null)
        }}
        onPointerDown={(event) => {
          if (onZoom) setStart(locate(event))
        }}
        onPointerUp={release}
      />
    </g>
  )
}
