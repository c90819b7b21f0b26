import { useStore } from 'zustand'
import type { DeviceEntry } from '../../../models/register.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { select } from '../../state/navigate.ts'
import { deviceName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock, formatSpan } from '../../ui/time.ts'
import { parkingStrings as strings } from './strings.ts'

/** The fire lanes: how many are clear, and each that is blocked with what stands there and since when. */
export function LaneRows({ lanes, now }: { readonly lanes: readonly DeviceEntry[]; readonly now: number }) {
  const { buffer, places, alarms, community } = useTwin()
  const { current } = useStore(alarms)
  const language = useLanguage()
  const text = useText()
  const read = lanes.map((lane) => {
    const point = lane.points.get('blocked')
    const latest = point && latestOf(buffer, point, now)
    return { lane, isKnown: latest?.standing === 'good' || latest?.standing === 'uncertain', isBlocked: (latest?.value ?? 0) > 0, since: latest?.time ?? now }
  })
  const blocked = read.filter(({ isKnown, isBlocked }) => isKnown && isBlocked)
  const clear = read.filter(({ isKnown, isBlocked }) => isKnown && !isBlocked).length
  const unknown = read.length - clear - blocked.length
  return (
    <>
      <h3 className="card-head">
        {text(strings.lanes)}
        <span className="value number">
          {[text(strings.lanesClear, { count: clear }), unknown > 0 ? text(strings.laneUnknown, { count: unknown }) : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </h3>
      {blocked.length > 0 && (
        <ul className="rows">
          {blocked.map(({ lane, since }) => (
            <li key={lane.id}>
              <button type="button" className="row" onClick={() => select({ kind: 'device', id: lane.id })}>
                <span className="grow">{deviceName(places, lane, language)}</span>
                <span className="value">{words(lane, since)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )

  /** Since when it stands: told by its alarm, by the watch's own stopwatch, else by its newest word. */
  function words(lane: DeviceEntry, heard: number): string {
    const alarm = current.find(({ device, alarm: kind }) => device === lane.id && kind === 'blocked')
    const stopwatch = lane.points.get('blockedFor')
    const minutes = stopwatch && latestOf(buffer, stopwatch, now)
    const since = alarm?.deviceTime ?? (minutes?.standing === 'good' && minutes.value > 0 ? minutes.time - minutes.value * 60_000 : heard)
    const obstacle = lane.points.get('obstacle')
    const what = obstacle && latestOf(buffer, obstacle, now)
    return text(strings.laneBlocked, {
      what: obstacle && what && what.value > 0 ? showValue(obstacle, what.value, null, language).value : '',
      time: formatClock(since, community.timeZone).slice(0, 5),
      span: formatSpan(now - since, language),
    })
  }
}
