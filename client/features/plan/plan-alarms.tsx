import { useStore } from 'zustand'
import { markState, orderAlarms } from '../../state/alarm-order.ts'
import { type AlarmGroup, groupAlarms } from '../../state/group-alarms.ts'
import { focusOfPlace } from '../../state/navigate.ts'
import { placeName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { view } from '../../state/view.ts'
import { onPaper } from '../../ui/plan-shapes.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { planStrings as strings } from './strings.ts'

/** Every alarm on the operator's list at its place, the most urgent on top. */
export function PlanAlarms() {
  const { register, alarms } = useTwin()
  const focus = useView((state) => state.focus)
  const current = useStore(alarms, (state) => state.current)
  return (
    <g>
      {groupAlarms(orderAlarms(current), register.devices, focus)
        .reverse()
        .map((group) => (
          <PlanAlarm key={group.entry.id} {...group} />
        ))}
    </g>
  )
}

/** The same mark as in the list; with words for the urgent. Choosing it opens its storey. */
function PlanAlarm({ urgent, first, entry, count }: AlarmGroup) {
  const { places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const [x, y] = onPaper([entry.device.position[0], entry.device.position[1]])
  const name = `${placeName(places, entry, language)} ${entry.type.alarms[first.alarm]?.name[language] ?? first.alarm}`
  const words = count === 1 ? name : text(strings.andOthers, { first: name, count: String(count) })
  const open = (): void => view.setState({ selection: { kind: 'device', id: entry.id }, focus: focusOfPlace(places, entry.device.place) })
  return (
    <g
      className="plan-alarm"
      data-alarm={urgent.id}
      data-class={urgent.class}
      data-count={count}
      role="button"
      tabIndex={0}
      aria-label={words}
      style={{ transform: `translate(${x}px, ${y}px) scale(var(--plan-mark))` }}
      onClick={open}
      onKeyDown={(event) => event.key === 'Enter' && open()}
    >
      <rect className="plan-alarm-ground" x="-11" y="-11" width="22" height="22" rx="3" />
      <g transform="translate(-11 -11)">
        <PriorityMark class={urgent.class} state={markState(urgent)} size={22} />
      </g>
      {(count > 1 || urgent.class === 'lifeSafety' || urgent.class === 'high') && (
        <text className="plan-words" data-kind="name" x="16" y="5">
          {words}
        </text>
      )}
    </g>
  )
}
