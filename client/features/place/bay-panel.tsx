import { useMemo } from 'react'
import { select } from '../../state/navigate.ts'
import { useTwin } from '../../state/twin.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { DeviceRows } from './device-rows.tsx'
import { placeStrings as strings } from './strings.ts'
import './place.css'

export function BayPanel({ id }: { readonly id: string }) {
  const { places, register } = useTwin()
  const language = useLanguage()
  const text = useText()
  const devices = useMemo(() => [...register.devices.values()].filter(({ device }) => device.place.bay === id), [register, id])
  const bay = places.bays.get(id)
  if (!bay)
    return (
      <Panel title={text(strings.bay)} onClose={() => select(null)}>
        <EmptyFace title={text(strings.unknown, { id })} />
      </Panel>
    )
  return (
    <Panel title={text(strings.bay)} className="place" onClose={() => select(null)}>
      <div className="panel-body">
        <h3 data-kind="name" className="place-name number">
          {id}
        </h3>
        <dl className="facts" data-origin="typed" title={text(strings.declared)}>
          <dt>{text(strings.use)}</dt>
          <dd>{text(strings[bay.use])}</dd>
          <dt>{text(strings.size)}</dt>
          <dd>
            {bay.lengthMeters} × {bay.widthMeters} m
          </dd>
        </dl>
        <DeviceRows devices={devices} nameOf={({ type }) => type.name[language]} />
      </div>
    </Panel>
  )
}
