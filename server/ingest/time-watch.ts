import type { Register } from '../../models/register.ts'
import type { Text } from '../../models/text.ts'
import type { Clock } from '../platform/clock.ts'
import type { Notices } from '../platform/notices.ts'
import type { Candidates } from './candidates.ts'
import { judgeTime, type TimeUnit, timeUnits } from './reading-time.ts'

const hourMs = 3_600_000

export type TimeReport = {
  /** Readings whose clock was off: kept under the time of receipt, or in quarantine when by more than a day. */
  readonly badClockReadings: number
  /** Readings with a bare number for a time, by the unit it was found to be in. */
  readonly units: Readonly<Record<'second' | 'millisecond' | 'microsecond' | 'nanosecond', number>>
}

export type TimeWatch = {
  /** Looks at the times of what is about to be taken in, `received` (ms). */
  look(candidates: Candidates, received: number, register: Register): void
  readonly report: () => TimeReport
}

/** Notices whose clock is off and who changes the unit of its times, each told once an hour for a device. A clock that is slow looks like a late reading, and is not told. */
export function createTimeWatch({ notices, clock }: { readonly notices: Notices; readonly clock: Pick<Clock, 'monotonic'> }): TimeWatch {
  const toldAt = new Map<string, number>()
  /** The last unit by series number; 0 while none was heard. */
  let lastUnit = new Uint8Array(0)
  let known: Register | null = null
  let badClockReadings = 0
  const units = { s: 0, ms: 0, us: 0, ns: 0 }

  const tellHourly = (code: 'clock_off' | 'mixed_time_units', device: string, text: () => Text): void => {
    const key = `${code} ${device}`
    const now = clock.monotonic()
    if (now - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < hourMs) return
    toldAt.set(key, now)
    notices.tell({ code, subject: device, text: text() })
  }
  const hearUnit = (series: number, number: number, device: string): void => {
    const unit = timeUnits[number - 1]
    if (unit === undefined) return
    units[unit] += 1
    const before = timeUnits[(lastUnit[series] ?? 0) - 1]
    lastUnit[series] = number
    if (before !== undefined && before !== unit) tellHourly('mixed_time_units', device, () => mixedText(device, before, unit))
  }

  return {
    look: ({ count, series, time, unit }, received, register) => {
      if (register !== known) {
        known = register
        lastUnit = new Uint8Array(register.series.length)
      }
      for (let i = 0; i < count; i += 1) {
        const [at = Number.NaN, number = 0, of = 0] = [time[i], series[i], unit[i]]
        const judged = Number.isNaN(at) ? 'good' : judgeTime(at, received)
        if (of === 0 && judged !== 'badClock' && judged !== 'impossible') continue
        const device = register.series[number]?.device.id ?? ''
        hearUnit(number, of, device)
        if (judged !== 'badClock' && judged !== 'impossible') continue
        badClockReadings += 1
        tellHourly('clock_off', device, () => clockText(device, at - received))
      }
    },
    report: () => ({ badClockReadings, units: { second: units.s, millisecond: units.ms, microsecond: units.us, nanosecond: units.ns } }),
  }
}

function clockText(device: string, aheadMs: number): Text {
  const isAhead = aheadMs > 0
  const span = spanOf(Math.abs(aheadMs))
  return {
    zh: `设备 ${device} 的时钟${isAhead ? '快' : '慢'} ${span.zh}：请校时。`,
    en: `The clock of ${device} is ${span.en} ${isAhead ? 'ahead' : 'behind'}: set it.`,
  }
}

const mixedText = (device: string, before: TimeUnit, now: TimeUnit): Text => ({
  zh: `设备 ${device} 的时间单位由 ${before} 变为 ${now}：数值已按大小识别，请统一单位。`,
  en: `${device} changed the unit of its times from ${before} to ${now}: they were recognised by their size; let it keep to one.`,
})

const steps = [
  [86_400_000, '天', 'days'],
  [3_600_000, '小时', 'hours'],
  [60_000, '分钟', 'minutes'],
  [1000, '秒', 'seconds'],
] as const

function spanOf(ms: number): Text {
  const [size, zh, en] = steps.find(([step]) => ms >= 2 * step) ?? steps[3]
  const count = Math.round(ms / size).toLocaleString('en-US')
  return { zh: `${count} ${zh}`, en: `${count} ${en}` }
}
