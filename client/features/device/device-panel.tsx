import { type ReactNode, useState } from 'react'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { PointEntry } from '../../../models/register.ts'
import { useDevice } from '../../live/use-device.ts'
import { isLost, lastHeard } from '../../state/counts.ts'
import { latestOf } from '../../state/latest.ts'
import { select } from '../../state/navigate.ts'
import { deviceName } from '../../state/places.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace, StaleNote } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { DeclaredAlarms } from './declared-alarms.tsx'
import { DeviceAlarms } from './device-alarms.tsx'
import { DeviceFacts } from './device-facts.tsx'
import { Headline } from './headline.tsx'
import { HistoryChart } from './history-chart.tsx'
import { OriginMark } from './origin-mark.tsx'
import { PointTable } from './point-table.tsx'
import { RawMessages } from './raw-messages.tsx'
import { deviceStrings as strings } from './strings.ts'
import './device.css'

type DevicePanelProps = {
  readonly id: string
  /** What can be done about an alarm of the device, shown with it. */
  readonly actOn?: ((alarm: AlarmState) => ReactNode) | undefined
  /** What is known beyond the device itself, e.g. of the fire it reports: shown below its first values. */
  readonly lead?: ReactNode
}

/** One device: what it says now and how far to believe it, what alarms and what to do, its history, every point it has. */
export function DevicePanel({ id, actOn, lead }: DevicePanelProps) {
  const { register } = useTwin()
  const text = useText()
  if (register.devices.has(id)) return <KnownDevice key={id} id={id} actOn={actOn} lead={lead} />
  return (
    <Panel title={id} className="device" onClose={() => select(null)}>
      <EmptyFace title={text(strings.unknown, { id })}>{text(strings.unknownWhy)}</EmptyFace>
    </Panel>
  )
}

function KnownDevice({ id, actOn, lead }: DevicePanelProps) {
  useDevice(id)
  useEverySecond()
  const { register, buffer, places, now } = useTwin()
  const cursor = useView((view) => view.cursor)
  const language = useLanguage()
  const text = useText()
  const [picked, setPicked] = useState<string | null>(null)
  const device = register.devices.get(id)
  if (!device) return null
  const at = cursor ?? now()
  const heard = lastHeard(buffer, device)
  const lost = !Number.isNaN(heard) && isLost(buffer, device, at)
  const inOrder = pointsInOrder(device.type.headline, device.points)
  const charted = device.points.get(picked ?? '') ?? inOrder[0]
  const newest = inOrder.map((entry) => latestOf(buffer, entry, at)).find(({ time }) => time === heard)
  return (
    <Panel
      title={`${device.subsystem.name[language]} · ${device.type.name[language]}`}
      className="device"
      onClose={() => select(null)}
      actions={newest && <OriginMark origin={newest.origin} />}
    >
      <div className="panel-body device-body" data-lost={lost || undefined}>
        <h3 className="device-name" data-kind="name">
          {deviceName(places, device, language)}
        </h3>
        {Number.isNaN(heard) && <EmptyFace title={text(strings.never)}>{text(strings.neverWhy)}</EmptyFace>}
        {lost && <StaleNote>{text(strings.lost, { age: formatAge(at - heard, language) })}</StaleNote>}
        <Headline
          points={inOrder.slice(0, Math.max(1, device.type.headline.length)).map((entry) => latestOf(buffer, entry, at))}
          at={at}
          picked={charted?.id}
          onPick={setPicked}
        />
        {lead}
        <DeviceAlarms device={device} actOn={actOn} />
        {charted && <HistoryChart entry={charted} />}
        <DeclaredAlarms device={device} />
        <PointTable points={inOrder.map((entry) => latestOf(buffer, entry, at))} at={at} picked={charted?.id} onPick={setPicked} />
        <RawMessages device={device} />
        <DeviceFacts device={device} />
      </div>
    </Panel>
  )
}

/** The declared headline first, then the others as declared. */
function pointsInOrder(headline: readonly string[], points: ReadonlyMap<string, PointEntry>): PointEntry[] {
  const first = headline.flatMap((id) => points.get(id) ?? [])
  return [...first, ...[...points.values()].filter(({ id }) => !headline.includes(id))]
}
