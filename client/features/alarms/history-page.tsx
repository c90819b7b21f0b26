import { useState } from 'react'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { AlarmClass } from '../../../models/subsystem.ts'
import { markState } from '../../state/alarm-order.ts'
import { showAlarmValue } from '../../state/alarm-value.ts'
import { useAlarmHistory } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { PriorityMark, priorityNames } from '../../ui/priority-mark.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatSpan, formatStamp } from '../../ui/time.ts'
import { AlarmTags } from './alarm-tags.tsx'
import { alarmWords } from './alarm-text.ts'
import { alarmStrings as strings } from './strings.ts'

const classes: readonly AlarmClass[] = ['lifeSafety', 'high', 'medium', 'low']
const hour = 3_600_000
const roundedMinute = (ms: number): number => Math.ceil(ms / 60_000) * 60_000

/** All alarms of a period, past ones too, with the way back to the moment of each. */
export function AlarmHistoryPage({ onReplay }: { readonly onReplay: (alarm: AlarmState) => void }) {
  const { community, now } = useTwin()
  const text = useText()
  const [priority, setPriority] = useState<AlarmClass | 'any'>('any')
  const [state, setState] = useState<'all' | 'current'>('all')
  const [hours, setHours] = useState(168)
  const [until] = useState(() => roundedMinute(now()))
  const history = useAlarmHistory({
    community: community.id,
    priority: priority === 'any' ? undefined : priority,
    state,
    from: until - hours * hour,
    limit: 200,
  })
  const items = history.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="page" aria-labelledby="history-title">
      <header className="page-head">
        <h1 id="history-title">{text(strings.history)}</h1>
        <Segments
          label={text(strings.span)}
          value={hours}
          onChange={setHours}
          options={[
            { value: 24, name: text(strings.day) },
            { value: 168, name: text(strings.week) },
            { value: 720, name: text(strings.month) },
          ]}
        />
        <Segments
          label={text(strings.priority)}
          value={priority}
          onChange={setPriority}
          options={[{ value: 'any', name: text(strings.any) }, ...classes.map((value) => ({ value, name: text(priorityNames[value]) }))]}
        />
        <Segments
          label={text(strings.state)}
          value={state}
          onChange={setState}
          options={[
            { value: 'all', name: text(strings.any) },
            { value: 'current', name: text(strings.current) },
          ]}
        />
      </header>
      <div className="page-body">
        {history.isPending && <LoadingFace />}
        {history.isError && <ErrorFace error={history.error} retry={() => void history.refetch()} />}
        {history.isSuccess && items.length === 0 && <EmptyFace title={text(strings.none)} />}
        {items.length > 0 && <HistoryTable items={items} onReplay={onReplay} />}
        {history.hasNextPage && (
          <button type="button" className="button" disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {text(strings.more)}
          </button>
        )}
      </div>
    </section>
  )
}

function HistoryTable({ items, onReplay }: { readonly items: readonly AlarmState[]; readonly onReplay: (alarm: AlarmState) => void }) {
  const twin = useTwin()
  const language = useLanguage()
  const text = useText()
  return (
    <table className="table">
      <thead>
        <tr>
          <th />
          <th>{text(strings.raised)}</th>
          <th>{text(strings.alarm)}</th>
          <th>{text(strings.place)}</th>
          <th>{text(strings.value)}</th>
          <th>{text(strings.lasted)}</th>
          <th>{text(strings.by)}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {items.map((alarm) => {
          const { name, place } = alarmWords(twin, alarm, language)
          return (
            <tr key={alarm.occurrence}>
              <td>
                <PriorityMark class={alarm.class} state={markState(alarm)} />
              </td>
              <td className="number" data-kind="time" data-name={text(strings.raised)}>
                {formatStamp(alarm.raisedAt, twin.community.timeZone)}
              </td>
              <td data-kind="name" data-name={text(strings.alarm)}>
                {name}{' '}
                <span className="alarm-tags">
                  <AlarmTags alarm={alarm} firstOut={false} />
                  {alarm.historic && <span className="tag">{text(strings.historic)}</span>}
                </span>
              </td>
              <td data-kind="name" data-name={text(strings.place)}>
                {place}
              </td>
              <td
                className="number"
                data-name={text(strings.value)}
                data-origin={alarm.origin}
                data-age={Math.round((twin.now() - alarm.deviceTime) / 1000)}
                data-quality="good"
              >
                {showAlarmValue(alarm, twin.register.devices.get(alarm.device), language)}
              </td>
              <td className="number" data-kind="time" data-name={text(strings.lasted)}>
                {alarm.clearedAt === null ? text(strings.active) : formatSpan(alarm.clearedAt - alarm.raisedAt, language)}
              </td>
              <td data-kind="name" data-name={text(strings.by)}>
                {alarm.acknowledgedBy ?? '—'}
              </td>
              <td>
                <button type="button" className="button small" onClick={() => onReplay(alarm)}>
                  {text(strings.replay)}
                </button>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
