import { useMemo } from 'react'
import { focusOn, select } from '../../state/navigate.ts'
import { deviceName, floorName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { DeviceRows } from './device-rows.tsx'
import { placeStrings as strings } from './strings.ts'
import './place.css'

/** One building: what it is, its floors to open, and its shared devices (those in homes are reached through the home). */
export function BuildingPanel({ id }: { readonly id: string }) {
  const { places, register } = useTwin()
  const open = useView(({ focus }) => (focus.level === 'floor' || focus.level === 'home' ? focus.floor : null))
  const language = useLanguage()
  const text = useText()
  const devices = useMemo(
    () => [...register.devices.values()].filter(({ device }) => device.place.building === id && device.place.home === undefined),
    [register, id],
  )
  const building = places.buildings.get(id)
  if (!building)
    return (
      <Panel title={text(strings.building)} onClose={() => select(null)}>
        <EmptyFace title={text(strings.unknown, { id })} />
      </Panel>
    )
  const levels = [...new Set(building.units.flatMap(({ floors }) => floors.map(({ level }) => level)))].sort((one, other) => one - other)
  const homes = building.units.reduce((sum, { floors }) => sum + floors.reduce((count, floor) => count + floor.homes.length, 0), 0)
  const lifts = building.units.reduce((sum, unit) => sum + unit.lifts.length, 0)
  return (
    <Panel title={text(strings.building)} className="place" onClose={() => select(null)}>
      <div className="panel-body">
        <h3 data-kind="name" className="place-name">
          {building.name[language]}
        </h3>
        <dl className="facts" data-origin="typed" title={text(strings.declared)}>
          <dt>{text(strings.storeys)}</dt>
          <dd className="number">{building.storeys}</dd>
          <dt>{text(strings.entrances)}</dt>
          <dd className="number">{building.units.length}</dd>
          <dt>{text(strings.homes)}</dt>
          <dd className="number">{homes}</dd>
          {lifts > 0 && (
            <>
              <dt>{text(strings.lifts)}</dt>
              <dd className="number">{lifts}</dd>
            </>
          )}
          {building.yearBuilt !== null && (
            <>
              <dt>{text(strings.year)}</dt>
              <dd className="number">{building.yearBuilt}</dd>
            </>
          )}
        </dl>
        {building.assumed.length > 0 && (
          <p className="assumed faint" data-kind="name">
            {text(strings.assumed, { what: building.assumed.join(', ') })}
          </p>
        )}
        {levels.length > 0 && (
          <div className="floors" data-kind="name" role="group" aria-label={text(strings.floors)}>
            {levels.map((level) => (
              <button
                key={level}
                type="button"
                className="button small"
                aria-pressed={open === level}
                onClick={() => focusOn({ level: 'floor', building: id, floor: level })}
              >
                {floorName(level, language)}
              </button>
            ))}
          </div>
        )}
        <h4 className="place-head">
          {text(strings.devices)}{' '}
          <span className="faint number" data-kind="count">
            {devices.length}
          </span>
        </h4>
        <DeviceRows devices={devices.slice(0, 80)} nameOf={(device) => deviceName(places, device, language)} />
      </div>
    </Panel>
  )
}
