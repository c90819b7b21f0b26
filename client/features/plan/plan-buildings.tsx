import { memo } from 'react'
import type { Community } from '../../../models/site/community.ts'
import { centroidOf } from '../../../models/site/planar.ts'
import { goToBuilding } from '../../state/navigate.ts'
import { onPaper, ringsPath } from '../../ui/plan-shapes.ts'
import { useLanguage } from '../../ui/text.tsx'

type Props = { readonly community: Community; readonly focused: string | null }

/** Every house by its footprint and name; the one looked at stays clear, the others step back. */
export const PlanBuildings = memo(function PlanBuildings({ community, focused }: Props) {
  const language = useLanguage()
  return (
    <g className="plan-buildings" data-focused={focused !== null || undefined}>
      {community.buildings.map(({ id, name, kind, outline, holes, units }) => {
        const [x, y] = onPaper(centroidOf(outline))
        return (
          <g key={id} className="plan-building" data-kind={kind} data-current={focused === id || undefined}>
            <path
              d={ringsPath(outline, ...holes)}
              tabIndex={0}
              role="button"
              aria-label={name[language]}
              onClick={() => goToBuilding(id)}
              onKeyDown={(event) => event.key === 'Enter' && goToBuilding(id)}
            />
            {units.map(({ id: unit, entrance }) => {
              const [doorX, doorY] = onPaper(entrance.position)
              return <path key={unit} className="plan-entrance" d="M-1 0 0 1.8 1 0Z" transform={`translate(${doorX} ${doorY}) rotate(${entrance.facing})`} />
            })}
            <text className="plan-name" style={{ transform: `translate(${x}px, ${y}px) scale(var(--plan-mark))` }}>
              {name[language]}
            </text>
          </g>
        )
      })}
    </g>
  )
})
