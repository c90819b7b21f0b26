import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { DeviceEntry, Register } from '../../../models/register.ts'
import { subsystems } from '../../../models/subsystems/index.ts'
import { isLost } from '../../state/counts.ts'
import { deviceName, type Places, placeName } from '../../state/places.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { DeviceLine } from './device-line.tsx'
import { devicesStrings as strings } from './strings.ts'
import './devices.css'

const rowPixels = 38

/** Every device of the community; only the rows in sight exist. */
export function DevicesPage({ onOpen }: { readonly onOpen: (device: DeviceEntry) => void }) {
  useEveryTwoSeconds()
  const { register, places, buffer, now } = useTwin()
  const cursor = useView((view) => view.cursor)
  const [query, setQuery] = useState('')
  const [subsystem, setSubsystem] = useState('')
  const [lostOnly, setLostOnly] = useState(false)
  const language = useLanguage()
  const text = useText()
  const index = useMemo(() => indexDevices(register, places), [register, places])
  const wanted = useDeferredValue(query.trim().toLowerCase())
  const matching = useMemo(
    () => index.filter(({ device, haystack }) => (subsystem === '' || device.subsystem.id === subsystem) && haystack.includes(wanted)),
    [index, wanted, subsystem],
  )
  const at = cursor ?? now()
  const shown = lostOnly ? matching.filter(({ device }) => isLost(buffer, device, at)) : matching
  return (
    <section className="page" aria-labelledby="devices-title">
      <header className="page-head">
        <h1 id="devices-title">
          {text(strings.title)}{' '}
          <span className="faint number" data-kind="count">
            {text(strings.count, { shown: shown.length.toLocaleString('en-US'), all: register.devices.size.toLocaleString('en-US') })}
          </span>
        </h1>
        <label className="check">
          <input type="checkbox" checked={lostOnly} onChange={(event) => setLostOnly(event.target.checked)} />
          {text(strings.onlyLost)}
        </label>
        <select className="field" aria-label={text(strings.subsystem)} value={subsystem} onChange={(event) => setSubsystem(event.target.value)}>
          <option value="">{text(strings.all)}</option>
          {subsystems.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </select>
        <input
          className="field filter"
          type="search"
          placeholder={text(strings.filter)}
          aria-label={text(strings.filter)}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </header>
      {shown.length === 0 ? <EmptyFace title={text(strings.none)} /> : <VirtualRows devices={shown.map(({ device }) => device)} at={at} onOpen={onOpen} />}
    </section>
  )
}

function indexDevices(register: Register, places: Places): { device: DeviceEntry; haystack: string }[] {
  return [...register.devices.values()].map((device) => ({
    device,
    haystack: [
      device.id,
      device.typeId,
      device.type.name.zh,
      device.type.name.en,
      deviceName(places, device, 'zh'),
      deviceName(places, device, 'en'),
      placeName(places, device, 'zh'),
    ]
      .join('|')
      .toLowerCase(),
  }))
}

function VirtualRows({
  devices,
  at,
  onOpen,
}: {
  readonly devices: readonly DeviceEntry[]
  readonly at: number
  readonly onOpen: (device: DeviceEntry) => void
}) {
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: devices.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 12,
    initialRect: { width: 1200, height: 800 },
  })
  return (
    <>
      <div className="device-line device-line-head" aria-hidden="true">
        <span />
        <span>{text(strings.device)}</span>
        <span>{text(strings.kind)}</span>
        <span>{text(strings.place)}</span>
        <span>{text(strings.values)}</span>
        <span>{text(strings.heard)}</span>
      </div>
      <div ref={scroller} className="page-body virtual">
        <ul style={{ height: rows.getTotalSize() }} aria-label={text(strings.title)}>
          {rows.getVirtualItems().map((row) => {
            const device = devices[row.index]
            return (
              device && (
                <li key={device.id} style={{ transform: `translateY(${row.start}px)` }} aria-setsize={devices.length} aria-posinset={row.index + 1}>
                  <DeviceLine device={device} at={at} onOpen={() => onOpen(device)} />
                </li>
              )
            )
          })}
        </ul>
      </div>
    </>
  )
}
