import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Subsystem } from '../../../models/subsystem.ts'
import { countLayer } from '../../state/layer-counts.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useText } from '../../ui/text.tsx'
import { layerStrings as strings } from './strings.ts'

/** How all devices of a layer stand, adding up to what the register holds. */
export function LayerCounts({ subsystem, alarms }: { readonly subsystem: Subsystem; readonly alarms: readonly AlarmState[] }) {
  useEveryTwoSeconds()
  const { register, buffer, now } = useTwin()
  const cursor = useView((state) => state.cursor)
  const text = useText()
  const counts = countLayer(register, buffer, subsystem.id, alarms, cursor ?? now())
  const rows = [
    { name: strings.normal, count: counts.normal },
    { name: strings.inAlarm, count: counts.alarm },
    { name: strings.lost, count: counts.lost },
    { name: strings.never, count: counts.never },
    { name: strings.outOfService, count: counts.outOfService },
    { name: strings.simulated, count: counts.simulated },
  ]
  return (
    <dl className="layer-counts">
      <div>
        <dt>{text(strings.devices)}</dt>
        <dd className="number" data-kind="count">
          {(register.bySubsystem.get(subsystem.id)?.length ?? 0).toLocaleString('en-US')}
        </dd>
      </div>
      {rows.map(({ name, count }) => (
        <div key={name.en} data-zero={count === 0 || undefined}>
          <dt>{text(name)}</dt>
          <dd className="number" data-kind="count">
            {count.toLocaleString('en-US')}
          </dd>
        </div>
      ))}
    </dl>
  )
}
