import { useMemo } from 'react'
import { camerasThatSee } from '../../../models/engines/fire/fire-ground.ts'
import { blockersOf } from '../../../models/engines/view/blockers.ts'
import { pixelClassOf } from '../../../models/engines/view/pixel-classes.ts'
import type { DeviceEntry } from '../../../models/register.ts'
import { latestOf } from '../../state/latest.ts'
import { select } from '../../state/navigate.ts'
import { deviceName } from '../../state/places.ts'
import { readSpot } from '../../state/spot.ts'
import { useTwiceASecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { cameraStrings as strings } from './strings.ts'
import './camera.css'

/** Half a person's height: what is to be seen at a spot is seldom the ground itself. */
const lookedAtMeters = 0.9

/** Which cameras see a spot on the ground, how well, and whether they work; choosing one opens it. */
export function SpotPanel({ id }: { readonly id: string }) {
  useTwiceASecond()
  const { register, community, places, buffer, now } = useTwin()
  const cursor = useView((view) => view.cursor)
  const text = useText()
  const language = useLanguage()
  const blockers = useMemo(() => blockersOf(community), [community])
  const spot = readSpot(id)
  const seen = useMemo(() => {
    const place = readSpot(id)
    return place ? camerasThatSee(register, blockers, [...place, lookedAtMeters]) : []
  }, [register, blockers, id])
  const works = ({ type, points }: DeviceEntry): boolean => {
    const point = type.shows.overlay === 'cone' ? points.get(type.shows.by) : undefined
    if (!point) return false
    const latest = latestOf(buffer, point, cursor ?? now())
    return latest.standing === 'good' && latest.value === 1
  }
  return (
    <Panel title={text(strings.spot)} className="spot" onClose={() => select(null)}>
      <div className="panel-body">
        {spot && (
          <p className="spot-at number faint">
            {text(strings.spotAt, { east: spot[0].toFixed(1), north: spot[1].toFixed(1) })}
            {seen.length > 0 && ` · ${text(strings.sees, { count: seen.length })}`}
          </p>
        )}
        {seen.length === 0 ? (
          <EmptyFace title={text(strings.nobody)}>{text(strings.nobodyWhy)}</EmptyFace>
        ) : (
          <ul className="rows">
            {seen.map(({ camera, sight }) => (
              <li key={camera.id}>
                <button type="button" className="row" onClick={() => select({ kind: 'device', id: camera.id })}>
                  <Icon name={camera.subsystem.icon} />
                  <span className="grow">{deviceName(places, camera, language)}</span>
                  <span className={`value number ${works(camera) ? '' : 'hatched'}`}>
                    {pixelClassOf(sight.pixelsPerMeter)?.name[language] ?? text(strings.coarse)} ·{' '}
                    {text(strings.sight, { pixels: Math.round(sight.pixelsPerMeter), metres: Math.round(sight.meters) })}
                    {!works(camera) && ` · ${text(strings.silent)}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <p className="spot-note faint">{text(strings.classes)}</p>
      </div>
    </Panel>
  )
}
