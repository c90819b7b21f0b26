import { memo } from 'react'
import type { Community } from '../../../models/site/community.ts'
import { linePath, onPaper, ringsPath } from '../../ui/plan-shapes.ts'

/** What never changes: areas, roads, fences, gates, trees, hydrants. */
export const PlanGround = memo(function PlanGround({ community }: { readonly community: Community }) {
  const { areas, roads, fences, gates, trees, hydrants, boundary } = community
  return (
    <g className="plan-ground">
      <path className="plan-yard" d={ringsPath(boundary)} />
      {areas.map(({ id, kind, outline, holes }) => (
        <path key={id} className="plan-area" data-kind={kind} d={ringsPath(outline, ...holes)} />
      ))}
      {roads.map(({ id, kind, line, widthMeters, fireLane }) => (
        <path key={id} className="plan-road" data-kind={kind} data-fire-lane={fireLane || undefined} d={linePath(line)} strokeWidth={widthMeters} />
      ))}
      {trees.map(({ position, heightMeters, kind }) => {
        const [x, y] = onPaper(position)
        return <circle key={`${x} ${y}`} className="plan-tree" data-kind={kind} cx={x} cy={y} r={Math.min(3.2, 0.6 + heightMeters * 0.16)} />
      })}
      {fences.map(({ id, kind, line }) => (
        <path key={id} className="plan-fence" data-kind={kind} d={linePath(line)} />
      ))}
      {gates.map(({ id, position, heading, widthMeters }) => {
        const [x, y] = onPaper(position)
        return <line key={id} className="plan-gate" x1={-widthMeters / 2} x2={widthMeters / 2} transform={`translate(${x} ${y}) rotate(${heading})`} />
      })}
      {hydrants.map(({ id, position }) => {
        const [x, y] = onPaper(position)
        return <circle key={id} className="plan-hydrant" cx={x} cy={y} r={0.7} />
      })}
    </g>
  )
})
