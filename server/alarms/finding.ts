import type { CompiledAlarm } from '../../models/engines/compile-alarms.ts'
import { pointsOf } from '../../models/engines/compile-condition.ts'
import type { AlarmOutcome } from '../../models/engines/evaluate-alarm.ts'
import { decodeValue } from '../../models/protocol/value.ts'
import type { StateColumns } from '../state/device-state.ts'
import type { PlannedDevice } from './alarm-plan.ts'

/** What evaluation found about one instance; `time` is the device's, `received` the server's. */
export type Finding = {
  readonly device: PlannedDevice
  readonly alarm: CompiledAlarm
  readonly outcome: Exclude<AlarmOutcome, 'none'>
  readonly time: number
  readonly received: number
  readonly origin: number
  readonly point: string
  readonly value: string
}

type Heard = {
  readonly time: number
  readonly received: number
  readonly origin: number
  readonly point: string
  readonly value: number
  readonly text: string | null
}

/** Names the point and value that a person should see: those of the reading, where the condition looks at it, else the newest of its first point. */
export function findingOf(device: PlannedDevice, alarm: CompiledAlarm, outcome: Finding['outcome'], heard: Heard, state: StateColumns): Finding {
  const [first = ''] = pointsOf(alarm.declared.when)
  const { time, received, origin } = heard
  const entry = device.entry.points.get(first)
  if (!entry) return { device, alarm, outcome, time, received, origin, point: '', value: '' }
  const [value, text] = heard.point === first ? [heard.value, heard.text] : [state.value[entry.series] ?? Number.NaN, state.text.get(entry.series) ?? null]
  return { device, alarm, outcome, time, received, origin, point: first, value: Number.isNaN(value) ? '' : spoken(decodeValue(entry.point, value, text)) }
}

function spoken(value: ReturnType<typeof decodeValue>): string {
  if (typeof value !== 'object') return String(value)
  return 'code' in value ? `${value.code} ${value.detail}` : value.join(', ')
}
