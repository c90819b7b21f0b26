import { useMemo } from 'react'
import { solarPosition } from '../../../models/engines/sun/solar-position.ts'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Community } from '../../../models/site/community.ts'
import { useTwin } from '../../state/twin.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'

const width = 232
const height = 116
const markPixels = 12
/** Degrees of the sun under the horizon at which lamps are on and the picture is one of night. */
const dark = -4

/** The houses of the community, small and north up, dark by night, with the alarms that stood where they stood. */
export function MomentSketch({ at, alarms }: { readonly at: number; readonly alarms: readonly AlarmState[] }) {
  const { community, register } = useTwin()
  const { houses, place } = useMemo(() => sketchOf(community), [community])
  const night = solarPosition(at, community.origin).altitude < dark
  return (
    <svg className="moment-sketch" data-night={night || undefined} viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <rect className="sketch-ground" width={width} height={height} rx="4" />
      <path className="sketch-houses" d={houses} />
      {alarms.toReversed().map((alarm) => {
        const position = register.devices.get(alarm.device)?.device.position
        if (!position) return null
        const [x, y] = place(position)
        return (
          <g key={alarm.occurrence} transform={`translate(${x - markPixels / 2} ${y - markPixels / 2})`}>
            <PriorityMark class={alarm.class} size={markPixels} />
          </g>
        )
      })}
    </svg>
  )
}

function sketchOf({ buildings }: Pick<Community, 'buildings'>) {
  const corners = buildings.flatMap(({ outline }) => outline)
  const west = Math.min(...corners.map(([east]) => east))
  const easternmost = Math.max(...corners.map(([east]) => east))
  const south = Math.min(...corners.map(([, north]) => north))
  const northernmost = Math.max(...corners.map(([, north]) => north))
  const scale = Math.min((width - 20) / Math.max(1, easternmost - west), (height - 16) / Math.max(1, northernmost - south))
  const place = ([east, north]: readonly [number, number, ...number[]]): readonly [number, number] => [
    width / 2 + (east - (west + easternmost) / 2) * scale,
    height / 2 - (north - (south + northernmost) / 2) * scale,
  ]
  const houses = buildings
    .map(
      ({ outline }) =>
        `M${outline
          .map((corner) =>
            place(corner)
              .map((value) => value.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('')
  return { houses, place }
}
