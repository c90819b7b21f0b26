import { maskPlate } from '../../../models/engines/parking/mask-plate.ts'
import type { DeviceEntry } from '../../../models/register.ts'
import { select } from '../../state/navigate.ts'
import { type Happened, useEvents } from '../../state/totals-queries.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock } from '../../ui/time.ts'
import { parkingStrings as strings } from './strings.ts'

type Props = { readonly gates: readonly DeviceEntry[]; readonly midnight: number; readonly until: number; readonly now: number }

/** The gates for vehicles: how many came and went today by their own passages, and who was last, the plate hidden in part. Choosing one draws the way from there. */
export function GateRows({ gates, midnight, until, now }: Props) {
  const { community, places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const passages = useEvents(
    community.id,
    gates.map(({ id }) => id),
    'passage',
    midnight,
    until,
  )
  return (
    <ul className="rows">
      {gates.map((gate, number) => {
        const events = (passages[number]?.data ?? []).filter(({ time }) => time <= now)
        const name = places.gates.get(gate.device.place.gate ?? '')?.name[language] ?? gate.id
        return (
          <li key={gate.id}>
            <button type="button" className="row gate-row" title={text(strings.route)} onClick={() => select({ kind: 'device', id: gate.id })}>
              <span className="grow">{name}</span>
              <span className="value number">
                {passages[number]?.data
                  ? `${text(strings.in)} ${countOf(events, 'in')} · ${text(strings.out)} ${countOf(events, 'out')}`
                  : text(strings.unread)}
              </span>
              <span className="value faint number last-plate">{lastOf(events)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )

  function lastOf(events: readonly Happened[]): string {
    const last = events.findLast(({ code }) => code === 'in' || code === 'out')
    if (!last) return text(strings.noPassage)
    const time = formatClock(last.time, community.timeZone).slice(0, 5)
    return text(strings.lastPlate, { plate: maskPlate(last.detail), time, way: text(last.code === 'in' ? strings.in : strings.out) })
  }
}

const countOf = (events: readonly Happened[], code: string): number => events.reduce((sum, event) => sum + (event.code === code ? 1 : 0), 0)
