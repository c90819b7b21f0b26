import { group } from 'd3'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { firstOuts, isFlood, orderAlarms } from '../../state/alarm-order.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { AlarmAnnouncer } from './alarm-announcer.tsx'
import { AlarmRow } from './alarm-row.tsx'
import { alarmStrings as strings } from './strings.ts'
import { type Rows, useHeldOrder } from './use-held-order.ts'
import './alarms.css'

/** Where the skip link goes. */
export const alarmListId = 'alarms'

/** The operator's list. While a hand or the focus is on it no row moves: what is new waits below and is counted on top. */
export function AlarmList() {
  const text = useText()
  const { alarms, register, now } = useTwin()
  const { current } = useStore(alarms)
  const cursor = useView((view) => view.cursor)
  const [hand, setHand] = useState({ pointer: false, focus: false })
  const ordered = useMemo(() => orderAlarms(current), [current])
  const { rows, waiting } = useHeldOrder(ordered, hand.pointer || hand.focus)
  const first = useMemo(() => firstOuts(current, (device) => register.devices.get(device)?.device.place.building), [current, register])
  const flood = isFlood(current, cursor ?? now())
  return (
    <Panel
      title={text(strings.title)}
      className="alarm-list"
      actions={
        <span className="number muted" data-kind="count">
          {text(strings.count, { count: ordered.length })}
        </span>
      }
    >
      <AlarmAnnouncer alarms={ordered} />
      {waiting > 0 && (
        <p className="alarm-waiting" data-kind="count">
          {text(strings.held, { count: waiting })}
        </p>
      )}
      {flood && <p className="alarm-flood">{text(strings.flood)}</p>}
      <div
        className="panel-body"
        id={alarmListId}
        tabIndex={-1}
        onPointerEnter={() => setHand((was) => ({ ...was, pointer: true }))}
        onPointerLeave={() => setHand((was) => ({ ...was, pointer: false }))}
        onFocus={() => setHand((was) => ({ ...was, focus: true }))}
        onBlur={() => setHand((was) => ({ ...was, focus: false }))}
      >
        {flood ? (
          <Grouped rows={rows} first={first} />
        ) : (
          <ul>
            {rows.map(({ alarm, ended }) => (
              <AlarmRow key={alarm.id} alarm={alarm} ended={ended} firstOut={first.has(alarm.occurrence)} />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  )
}

function Grouped({ rows, first }: { readonly rows: Rows['rows']; readonly first: ReadonlySet<string> }) {
  const { register, places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const groups = group(rows, ({ alarm }) => register.devices.get(alarm.device)?.device.place.building ?? '')
  return [...groups].map(([building, members]) => (
    <details key={building} open={groups.size < 4 || members.some(({ alarm }) => alarm.class === 'lifeSafety')}>
      <summary className="alarm-group" data-kind="name">
        {places.buildings.get(building)?.name[language] ?? (building || text(strings.grounds))}
        <span className="number" data-kind="count">
          {members.length}
        </span>
      </summary>
      <ul>
        {members.map(({ alarm, ended }) => (
          <AlarmRow key={alarm.id} alarm={alarm} ended={ended} firstOut={first.has(alarm.occurrence)} />
        ))}
      </ul>
    </details>
  ))
}
