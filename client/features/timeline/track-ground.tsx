import { useMemo } from 'react'
import { solarPosition } from '../../../models/engines/sun/solar-position.ts'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { useTwin } from '../../state/twin.ts'
import { useText } from '../../ui/text.tsx'
import { countStanding, findStretches } from './find-stretches.ts'
import { timelineStrings as strings } from './strings.ts'
import { useGaps } from './use-gaps.ts'

type TrackGroundProps = {
  readonly from: number
  readonly to: number
  readonly width: number
  readonly inset: number
  readonly x: (ms: number) => number
  readonly alarms: readonly AlarmState[]
}

const minute = 60_000
/** Degrees: the upper rim of the sun at the horizon, with refraction. */
const sunset = -0.833

/** What lies under the line: the nights, how many alarms stood, and where nothing was heard. */
export function TrackGround({ from, to, width, inset, x, alarms }: TrackGroundProps) {
  const { community } = useTwin()
  const text = useText()
  const step = Math.max(minute, Math.ceil((to - from) / 400 / minute) * minute)
  const first = Math.floor(from / step) * step
  const last = Math.ceil(to / step) * step
  const nights = useMemo(
    () => findStretches(first, last, step, (at) => solarPosition(at, community.origin).altitude < sunset),
    [first, last, step, community.origin],
  )
  const { gaps, source } = useGaps(from, to)
  const bins = Math.max(1, Math.floor((width - 2 * inset) / 3))
  const standing = countStanding(alarms, from, to, bins)
  const most = Math.max(1, ...standing)
  const clamp = (ms: number): number => x(Math.min(to, Math.max(from, ms)))
  return (
    <>
      <defs>
        <pattern id="line-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="line-hatch" y2="6" />
        </pattern>
      </defs>
      {nights.map((night) => (
        <rect key={night.from} className="track-night" x={clamp(night.from)} width={Math.max(0, clamp(night.to) - clamp(night.from))} y={6} height={30} />
      ))}
      <path
        className="track-standing"
        d={`M${inset} 36${standing.map((count, bin) => `L${inset + bin * 3} ${36 - (count === 0 ? 0 : 2 + (9 * count) / most)}h3`).join('')}L${width - inset} 36Z`}
      />
      {gaps.map((gap) => (
        <rect
          key={gap.from}
          className="track-gap"
          x={clamp(gap.from)}
          width={Math.max(1, clamp(gap.to) - clamp(gap.from))}
          y={31}
          height={10}
          fill="url(#line-gap)"
        >
          {source && <title>{text(strings.gap, { source: text(source) })}</title>}
        </rect>
      ))}
    </>
  )
}
