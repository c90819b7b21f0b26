import type { FireGround } from '../../../models/engines/fire/fire-ground.ts'
import { fireLimitOf } from '../../../models/engines/fire/fire-limit.ts'
import type { Register } from '../../../models/register.ts'
import type { HomeAt } from '../../../models/site/homes.ts'
import type { TelemetryBuffer } from '../../live/telemetry-buffer.ts'
import { latestOf } from '../../state/latest.ts'
import { goToHome } from '../../state/navigate.ts'
import { useTwin } from '../../state/twin.ts'
import { useText } from '../../ui/text.tsx'
import { FireChip, FireRow } from './fire-row.tsx'
import { fireStrings as strings } from './strings.ts'

type FireNeighboursProps = { readonly ground: FireGround; readonly at: number }

/** The homes above, below and beside, with the most smoke measured in each; choosing one goes there. */
export function FireNeighbours({ ground: { neighbours, home }, at }: FireNeighboursProps) {
  const text = useText()
  if (!home) return null
  const rows = [
    [strings.above, neighbours.above],
    [strings.beside, neighbours.beside],
    [strings.below, neighbours.below],
  ] as const
  return rows.map(([name, homes]) => (
    <FireRow key={name.en} name={text(name)}>
      {homes.length === 0 ? <span className="faint">{text(strings.none)}</span> : homes.map((each) => <Neighbour key={each.home.id} home={each} at={at} />)}
    </FireRow>
  ))
}

function Neighbour({ home: { home }, at }: { readonly home: HomeAt; readonly at: number }) {
  const { places, register, buffer } = useTwin()
  const smoke = smokeIn(register, buffer, home.id, at)
  return (
    <FireChip onPick={() => goToHome(places, home.id)} isGrave={smoke !== null && smoke.value >= smoke.gravest}>
      {home.id}
      {smoke !== null && ` · ${smoke.value.toFixed(2)}\u2009dB/m`}
    </FireChip>
  )
}

/** The thickest smoke measured in a home now, and from where on it is an alarm; null where nothing is measured in time. */
function smokeIn({ devices }: Register, buffer: TelemetryBuffer, home: string, at: number): { readonly value: number; readonly gravest: number } | null {
  let worst: { readonly value: number; readonly gravest: number } | null = null
  for (const { device, points, type } of devices.values()) {
    const point = device.place.home === home ? points.get('obscuration') : undefined
    if (!point) continue
    const { standing, value } = latestOf(buffer, point, at)
    if (standing === 'good' && (worst === null || value > worst.value)) worst = { value, gravest: fireLimitOf(type) }
  }
  return worst
}
