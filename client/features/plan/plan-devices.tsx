import { useStore } from 'zustand'
import type { DeviceEntry } from '../../../models/register.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { deviceName } from '../../state/places.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { type Focus, view } from '../../state/view.ts'
import { bayPath, linePath, onPaper } from '../../ui/plan-shapes.ts'
import { useLanguage } from '../../ui/text.tsx'

/** Whether a device belongs on the plan of what is looked at: out of doors with the community, by storey once one is open. */
function isInView({ device: { place } }: DeviceEntry, focus: Focus): boolean {
  if (focus.level === 'community') return true
  if (place.building !== focus.building) return false
  return focus.level === 'building' || place.floor === undefined || place.floor === focus.floor
}

/** What is measured, drawn in plan: cars in their bays, and the devices of the layers that are on. One in alarm has the alarm's mark instead. */
export function PlanDevices() {
  useEveryTwoSeconds()
  const { register, now, alarms } = useTwin()
  const layers = useView((state) => state.layers)
  const focus = useView((state) => state.focus)
  const cursor = useView((state) => state.cursor)
  const selected = useView((state) => (state.selection?.kind === 'device' ? state.selection.id : null))
  const current = useStore(alarms, (state) => state.current)
  const alarmed = new Set(current.map(({ device }) => device))
  const shown = [...register.devices.values()].filter((entry) => {
    if (entry.type.shows.overlay === 'bay' || entry.id === selected) return true
    return layers.has(entry.subsystem.id) && !alarmed.has(entry.id) && isInView(entry, focus)
  })
  return (
    <g>
      {shown.map((entry) => (
        <PlanDevice key={entry.id} entry={entry} isSelected={entry.id === selected} at={cursor ?? now()} />
      ))}
    </g>
  )
}

type PlanDeviceProps = { readonly entry: DeviceEntry; readonly isSelected: boolean; readonly at: number }

function PlanDevice({ entry, isSelected, at }: PlanDeviceProps) {
  const { places, buffer } = useTwin()
  const language = useLanguage()
  const { id, device, type } = entry
  const point = entry.points.get('by' in type.shows && type.shows.by !== undefined ? type.shows.by : (type.headline[0] ?? ''))
  const latest = point && latestOf(buffer, point, at)
  const standing = latest?.standing ?? 'never'
  const value = latest && point && standing !== 'never' ? showValue(point, latest.value, latest.text, language) : null
  const bay = type.shows.overlay === 'bay' && device.place.bay !== undefined ? places.bays.get(device.place.bay) : undefined
  const [x, y] = onPaper([device.position[0], device.position[1]])
  const common = {
    'data-device': id,
    'data-standing': standing,
    'data-selected': isSelected || undefined,
    onClick: () => view.setState({ selection: { kind: 'device', id } }),
  }
  const title = <title>{`${deviceName(places, entry, language)}${value ? ` · ${value.value} ${value.unit}` : ''}`}</title>
  if (bay)
    return (
      <path className="plan-bay" data-taken={(value !== null && latest?.value !== 0) || undefined} d={bayPath(bay)} {...common}>
        {title}
      </path>
    )
  if (device.line)
    return (
      <path className="plan-line" d={linePath(device.line)} {...common}>
        {title}
      </path>
    )
  return (
    <circle className="plan-device" r="4.5" style={{ transform: `translate(${x}px, ${y}px) scale(var(--plan-mark))` }} {...common}>
      {title}
    </circle>
  )
}
