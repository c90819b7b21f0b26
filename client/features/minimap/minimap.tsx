import { X } from 'lucide-react'
import { type MouseEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Community } from '../../../models/site/community.ts'
import { markState, orderAlarms } from '../../state/alarm-order.ts'
import { groupAlarms } from '../../state/group-alarms.ts'
import { cameraNow, onCamera, sceneHand } from '../../state/scene-hand.ts'
import { toggleMap } from '../../state/tools.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { boundsOf, linePath, onPaper, ringsPath } from '../../ui/plan-shapes.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useText } from '../../ui/text.tsx'
import { roundLength } from './scale-bar.ts'
import { minimapStrings as strings } from './strings.ts'
import { viewWedge } from './view-wedge.ts'
import './minimap.css'

/** On a laptop the picture needs the room more. */
const widthFor = (screenPixels: number): number => (screenPixels < 1500 ? 158 : 212)
const mostScaleShare = 0.36
const marginMeters = 14
const markPixels = 15

/** The same community small, north up: where the picture looks, and each house’s most urgent alarm. A press flies there. */
export function Minimap() {
  const { community } = useTwin()
  const text = useText()
  const svg = useRef<SVGSVGElement>(null)
  const bounds = useMemo(() => boundsOf(community.boundary), [community])
  const [width, height] = [bounds.east - bounds.west + marginMeters * 2, bounds.north - bounds.south + marginMeters * 2]
  const [widthPixels] = useState(() => widthFor(window.innerWidth))
  const metersPerPixel = width / widthPixels
  const scale = roundLength(mostScaleShare * width)
  const goThere = (event: MouseEvent): void => {
    const at = svg.current?.getScreenCTM()
    if (!at) return
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(at.inverse())
    sceneHand.getState().hand?.goTo(x, -y)
  }
  return (
    <div className="minimap panel">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a pointer's short cut; the same places are reached by search, breadcrumbs and the arrow keys of the picture */}
      <svg
        ref={svg}
        role="img"
        aria-label={text(strings.map)}
        viewBox={`${bounds.west - marginMeters} ${-bounds.north - marginMeters} ${width} ${height}`}
        width={widthPixels}
        height={Math.round(height / metersPerPixel)}
        onClick={goThere}
      >
        <title>{text(strings.map)}</title>
        <MinimapGround community={community} />
        <Wedge metersPerPixel={metersPerPixel} farthestMeters={Math.hypot(width, height)} />
        <Alarms metersPerPixel={metersPerPixel} />
      </svg>
      <span className="minimap-north" aria-hidden="true">
        <svg viewBox="0 0 10 12" width="10" height="12" aria-hidden="true">
          <path d="M5 0 9.5 12 5 9.4 0.5 12Z" />
        </svg>
        {text(strings.north)}
      </span>
      <span className="minimap-scale" data-origin="computed" style={{ width: scale / metersPerPixel }}>
        {text(strings.metres, { meters: scale })}
      </span>
      <button type="button" className="minimap-close" aria-label={text(strings.close)} onClick={toggleMap}>
        <X size={13} aria-hidden="true" />
      </button>
    </div>
  )
}

/** What never moves. */
const MinimapGround = memo(function MinimapGround({ community }: { readonly community: Community }) {
  return (
    <g>
      <path className="minimap-yard" d={ringsPath(community.boundary)} />
      {community.roads
        .filter(({ kind }) => kind !== 'path' && kind !== 'street')
        .map(({ id, line, widthMeters }) => (
          <path key={id} className="minimap-road" d={linePath(line)} strokeWidth={widthMeters} />
        ))}
      {community.buildings.map(({ id, outline, holes }) => (
        <MinimapBuilding key={id} id={id} d={ringsPath(outline, ...holes)} />
      ))}
    </g>
  )
})

function MinimapBuilding({ id, d }: { readonly id: string; readonly d: string }) {
  const isCurrent = useView(({ focus }) => focus.level !== 'community' && focus.building === id)
  return <path className="minimap-building" data-current={isCurrent || undefined} d={d} />
}

/** What the picture shows of the ground, redrawn with the picture and without React. */
function Wedge({ metersPerPixel, farthestMeters }: { readonly metersPerPixel: number; readonly farthestMeters: number }) {
  const wedge = useRef<SVGPathElement>(null)
  const eye = useRef<SVGCircleElement>(null)
  useEffect(() => {
    const draw = (): void => {
      const away = Math.hypot(cameraNow.targetEast - cameraNow.east, cameraNow.targetNorth - cameraNow.north)
      wedge.current?.setAttribute('d', ringsPath([...viewWedge(cameraNow, farthestMeters + away)]))
      const [x, y] = onPaper([cameraNow.east, cameraNow.north])
      eye.current?.setAttribute('cx', String(x))
      eye.current?.setAttribute('cy', String(y))
    }
    draw()
    return onCamera(draw)
  }, [farthestMeters])
  return (
    <g>
      <path ref={wedge} className="minimap-wedge" />
      <circle ref={eye} className="minimap-eye" r={3 * metersPerPixel} />
    </g>
  )
}

const fromAbove = { level: 'community' } as const

function Alarms({ metersPerPixel }: { readonly metersPerPixel: number }) {
  const { alarms, register } = useTwin()
  const current = useStore(alarms, (state) => state.current)
  return (
    <g className="minimap-alarms">
      {groupAlarms(orderAlarms(current), register.devices, fromAbove)
        .reverse()
        .map(({ urgent, entry }) => {
          const [x, y] = onPaper([entry.device.position[0], entry.device.position[1]])
          return (
            <g
              key={entry.id}
              data-class={urgent.class}
              transform={`translate(${x} ${y}) scale(${metersPerPixel}) translate(${-markPixels / 2} ${-markPixels / 2})`}
            >
              <PriorityMark class={urgent.class} state={markState(urgent)} size={markPixels} />
            </g>
          )
        })}
    </g>
  )
}
