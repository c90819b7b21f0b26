import type { Building } from '../../../models/site/building.ts'
import { centroidOf } from '../../../models/site/planar.ts'
import { goToHome } from '../../state/navigate.ts'
import { type Places, roomNames } from '../../state/places.ts'
import { linePath, onPaper, ringsPath } from '../../ui/plan-shapes.ts'
import { useLanguage } from '../../ui/text.tsx'

type Props = { readonly places: Places; readonly building: Building; readonly level: number; readonly home: string | null }

/** A storey in plan: homes with their rooms and doors, stairs, landings and shafts. */
export function PlanFloor({ places, building, level, home: chosen }: Props) {
  const language = useLanguage()
  const homes = building.units.flatMap(({ floors }) => floors.filter((floor) => floor.level === level).flatMap(({ homes: all }) => all))
  return (
    <g className="plan-floor">
      {building.units.map(({ id, stairs, landing, lifts }) => (
        <g key={id}>
          {landing && <path className="plan-landing" d={ringsPath(landing)} />}
          {stairs && <path className="plan-stairs" d={ringsPath(stairs)} />}
          {lifts.map(({ id: lift, shaft }) => (
            <path key={lift} className="plan-shaft" d={ringsPath(shaft)} />
          ))}
        </g>
      ))}
      {homes.map(({ id }) => {
        const plan = places.homes.get(id)?.plan
        if (!plan) return null
        const [x, y] = onPaper(centroidOf(plan.outline))
        return (
          <g key={id} className="plan-home" data-current={chosen === id || undefined}>
            <path
              className="plan-home-outline"
              d={ringsPath(plan.outline)}
              tabIndex={0}
              role="button"
              aria-label={id}
              onClick={() => goToHome(places, id)}
              onKeyDown={(event) => event.key === 'Enter' && goToHome(places, id)}
            />
            {plan.rooms.map(({ key, kind, outline }) => (
              <RoomInPlan key={key} name={chosen === id ? roomNames[kind][language] : null} d={ringsPath(outline)} at={onPaper(centroidOf(outline))} />
            ))}
            {plan.doors.map(({ at, along, widthMeters }) => {
              const half: readonly [number, number] = [(Math.cos(along) * widthMeters) / 2, (Math.sin(along) * widthMeters) / 2]
              return (
                <path
                  key={at.join(' ')}
                  className="plan-door"
                  d={linePath([
                    [at[0] - half[0], at[1] - half[1]],
                    [at[0] + half[0], at[1] + half[1]],
                  ])}
                />
              )
            })}
            {chosen !== id && (
              <text className="plan-name" style={{ transform: `translate(${x}px, ${y}px) scale(var(--plan-mark))` }}>
                {id}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** Its name stands below the middle, where the detector hangs. */
function RoomInPlan({ name, d, at: [x, y] }: { readonly name: string | null; readonly d: string; readonly at: readonly [number, number] }) {
  return (
    <>
      <path className="plan-room" d={d} />
      {name !== null && (
        <text className="plan-name" y="20" style={{ transform: `translate(${x}px, ${y}px) scale(var(--plan-mark))` }}>
          {name}
        </text>
      )}
    </>
  )
}
