import type { DeviceEntry } from '../../../models/register.ts'
import { isLost } from '../../state/counts.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { select } from '../../state/navigate.ts'
import { useTwiceASecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useProvenance } from '../../state/use-provenance.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { placeStrings as strings } from './strings.ts'

/** Devices as rows with their first values; choosing one opens its panel. */
export function DeviceRows({ devices, nameOf }: { readonly devices: readonly DeviceEntry[]; readonly nameOf: (device: DeviceEntry) => string }) {
  useTwiceASecond()
  const { buffer, now } = useTwin()
  const cursor = useView((view) => view.cursor)
  const language = useLanguage()
  const text = useText()
  const provenance = useProvenance()
  const at = cursor ?? now()
  if (devices.length === 0) return <EmptyFace title={text(strings.noDevices)} />
  return (
    <ul className="rows">
      {devices.map((device) => {
        const shown = device.type.headline
          .slice(0, 2)
          .flatMap((id) => device.points.get(id) ?? [])
          .map((entry) => latestOf(buffer, entry, at))
        const lost = isLost(buffer, device, at)
        const never = shown.every(({ standing }) => standing === 'never')
        return (
          <li key={device.id}>
            <button type="button" className="row" onClick={() => select({ kind: 'device', id: device.id })}>
              <Icon name={device.subsystem.icon} />
              <span className="grow" data-kind="name">
                {nameOf(device)}
              </span>
              <span {...provenance(shown, at)} className={`value number ${lost && !never ? 'hatched' : ''}`}>
                {never
                  ? text(strings.never)
                  : shown
                      .filter(({ standing }) => standing !== 'never')
                      .map(({ entry, value, text: detail }) => Object.values(showValue(entry, value, detail, language)).join(' '))
                      .join(' · ')}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
