import { useMemo } from 'react'
import { focusOn, select } from '../../state/navigate.ts'
import { floorName, roomNames } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { DeviceRows } from './device-rows.tsx'
import { placeStrings as strings } from './strings.ts'
import './place.css'

/** One home: its plan in words, its meters, detectors and whatever else is in it. */
export function HomePanel({ id }: { readonly id: string }) {
  const { places, register } = useTwin()
  const language = useLanguage()
  const text = useText()
  const devices = useMemo(() => [...register.devices.values()].filter(({ device }) => device.place.home === id), [register, id])
  const at = places.homes.get(id)
  if (!at)
    return (
      <Panel title={text(strings.home)} onClose={() => select(null)}>
        <EmptyFace title={text(strings.unknown, { id })} />
      </Panel>
    )
  const { building, unit, level, plan } = at
  const rooms = plan.rooms.map(({ kind }) => roomNames[kind][language])
  return (
    <Panel title={text(strings.home)} className="place" onClose={() => select(null)}>
      <div className="panel-body">
        <h3 data-kind="name" className="place-name number">
          {id}
        </h3>
        <dl className="facts" data-origin="typed" title={text(strings.declared)}>
          <dt>{text(strings.entrance)}</dt>
          <dd>
            <button type="button" className="link" onClick={() => focusOn({ level: 'building', building: building.id })}>
              {building.name[language]}
            </button>{' '}
            {unit.name[language]}
          </dd>
          <dt>{text(strings.floor)}</dt>
          <dd>
            <button type="button" className="link" onClick={() => focusOn({ level: 'floor', building: building.id, floor: level })}>
              {floorName(level, language)}
            </button>
          </dd>
          <dt>{text(strings.area)}</dt>
          <dd>{plan.areaSquareMeters.toFixed(1)} m²</dd>
          <dt>{text(strings.rooms)}</dt>
          <dd>{rooms.join(language === 'zh' ? '、' : ', ')}</dd>
        </dl>
        <h4 className="place-head">
          {text(strings.devices)}{' '}
          <span className="faint number" data-kind="count">
            {devices.length}
          </span>
        </h4>
        <DeviceRows
          devices={devices}
          nameOf={({ type, device }) => device.name?.[language] ?? [roomOf(device.place.room), type.name[language]].filter((part) => part !== '').join(' ')}
        />
      </div>
    </Panel>
  )

  function roomOf(room: string | undefined): string {
    const kind = plan.rooms.find(({ key }) => room === `${id}-${key}`)?.kind
    return kind ? roomNames[kind][language] : ''
  }
}
