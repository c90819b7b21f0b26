import type { DeviceEntry } from '../../../models/register.ts'
import { isLost, lastHeard } from '../../state/counts.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { placeName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useProvenance } from '../../state/use-provenance.ts'
import { Icon } from '../../ui/icon.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { devicesStrings as strings } from './strings.ts'

export function DeviceLine({ device, at, onOpen }: { readonly device: DeviceEntry; readonly at: number; readonly onOpen: () => void }) {
  const { buffer, places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const provenance = useProvenance()
  const heard = lastHeard(buffer, device)
  const never = Number.isNaN(heard)
  const lost = !never && isLost(buffer, device, at)
  const values = device.type.headline
    .slice(0, 3)
    .flatMap((id) => device.points.get(id) ?? [])
    .map((entry) => latestOf(buffer, entry, at))
    .filter(({ standing }) => standing !== 'never')
  return (
    <button type="button" className="device-line" onClick={onOpen}>
      <Icon name={device.subsystem.icon} />
      <span className="number" data-kind="name">
        {device.id}
      </span>
      <span className="muted" data-kind="name">
        {device.type.name[language]}
      </span>
      <span data-kind="name">{placeName(places, device, language)}</span>
      <span {...provenance(values, at)} className={`number ${lost ? 'hatched' : ''}`}>
        {values
          .map(({ entry, value, text: detail }) =>
            Object.values(showValue(entry, value, detail, language))
              .join(' ')
              .trim(),
          )
          .join(' · ')}
      </span>
      <span className="number muted" data-kind="time">
        {never ? text(strings.never) : `${lost ? `${text(strings.lost)} · ` : ''}${formatAge(at - heard, language)}`}
      </span>
    </button>
  )
}
