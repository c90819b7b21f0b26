import type { DeviceEntry } from '../../../models/register.ts'
import { focusOfPlace, focusOn, select } from '../../state/navigate.ts'
import { placeName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { deviceStrings as strings } from './strings.ts'

/** Where it is, what it hangs on, and where its list of points comes from. */
export function DeviceFacts({ device }: { readonly device: DeviceEntry }) {
  const { places, community, register } = useTwin()
  const language = useLanguage()
  const text = useText()
  const place = placeName(places, device, language)
  const [east, north, up] = device.device.position
  const sources = community.links.filter(({ to }) => to === device.id)
  const targets = community.links.filter(({ from }) => from === device.id)
  const end = (id: string) =>
    register.devices.has(id) ? (
      <button key={id} type="button" className="link" onClick={() => select({ kind: 'device', id })}>
        {id}
      </button>
    ) : (
      <span key={id}>{id}</span>
    )
  return (
    <dl className="facts" data-origin="typed">
      <dt>{text(strings.place)}</dt>
      <dd>
        {place || `${east.toFixed(1)}, ${north.toFixed(1)} m`}{' '}
        <button type="button" className="link" onClick={() => focusOn(focusOfPlace(places, device.device.place))}>
          {text(strings.fly)}
        </button>
      </dd>
      <dt>{text(strings.mounted)}</dt>
      <dd>
        {text(strings.height, { metres: up.toFixed(1) })}
        {device.type.mount.rule && ` · ${device.type.mount.rule}`}
      </dd>
      {sources.length > 0 && (
        <>
          <dt>{text(strings.fedBy)}</dt>
          <dd className="ends">{sources.map(({ from }) => end(from))}</dd>
        </>
      )}
      {targets.length > 0 && (
        <>
          <dt>{text(strings.feeds)}</dt>
          <dd className="ends">
            {targets.slice(0, 12).map(({ to }) => end(to))}
            {targets.length > 12 && `… ${targets.length}`}
          </dd>
        </>
      )}
      <dt>{text(strings.id)}</dt>
      <dd className="number">{device.id}</dd>
      <dt>{text(strings.source)}</dt>
      <dd>{device.type.source}</dd>
    </dl>
  )
}
