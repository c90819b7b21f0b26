import { useMemo, useRef } from 'react'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useText } from '../../ui/text.tsx'
import { PlanAlarms } from './plan-alarms.tsx'
import { boundsOfFocus } from './plan-bounds.ts'
import { PlanBuildings } from './plan-buildings.tsx'
import { PlanDevices } from './plan-devices.tsx'
import { PlanFloor } from './plan-floor.tsx'
import { PlanGround } from './plan-ground.tsx'
import { planStrings as strings } from './strings.ts'
import { usePlanZoom } from './use-plan-zoom.ts'
import './plan.css'

type Props = {
  readonly insets: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  /** True where it stands in for a 3D view that this device cannot show. */
  readonly instead?: boolean
}

/** The same community, levels, alarms and layers on paper: north up, to scale, without WebGL. */
export function Plan({ insets, instead = false }: Props) {
  const { community, places } = useTwin()
  const text = useText()
  const focus = useView((state) => state.focus)
  const motion = useView((state) => state.motion)
  const svg = useRef<SVGSVGElement>(null)
  const drawing = useRef<SVGGElement>(null)
  const bounds = useMemo(() => boundsOfFocus(focus, community, places), [focus, community, places])
  usePlanZoom(svg, drawing, bounds, insets, motion)
  const building = focus.level === 'community' ? undefined : places.buildings.get(focus.building)
  return (
    <div className="plan">
      <svg ref={svg} role="group" aria-label={text(strings.plan)}>
        <g ref={drawing}>
          <PlanGround community={community} />
          <PlanBuildings community={community} focused={building?.id ?? null} />
          {building && (focus.level === 'floor' || focus.level === 'home') && (
            <PlanFloor places={places} building={building} level={focus.floor} home={focus.level === 'home' ? focus.home : null} />
          )}
          <PlanDevices />
          <PlanAlarms />
        </g>
      </svg>
      <span className="plan-north" aria-hidden="true" style={{ left: insets.left + 16, bottom: insets.bottom + 12 }}>
        ↑ {text(strings.north)}
      </span>
      {instead && (
        <p className="plan-note" role="status" style={{ left: insets.left + 16, right: insets.right + 16, top: insets.top + 12 }}>
          {text(strings.noWebGl)}
        </p>
      )}
    </div>
  )
}
