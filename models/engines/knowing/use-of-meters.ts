import type { PointEntry, Register } from '../../register.ts'
import type { CounterPoint } from '../../subsystem.ts'
import { consumed } from '../energy/consumption.ts'
import { bare, type Compared, type Finding, medianOf } from './finding.ts'
import { valueIn } from './moment.ts'
import { dayMs, daysCompared, nightsBefore } from './moments-needed.ts'
import type { Sources } from './sources.ts'

type Meter = { readonly entry: PointEntry; readonly point: CounterPoint }

/** Fewer days than these are no usual. */
const leastDays = 3
/** So many times its own usual, and so many times the usual difference between its days. */
const unusualTimes = 2
const unusualSpreads = 5
/** Days differ by so much at least, however alike the few that are known. */
const leastSpreadShare = 0.15
/** m³: who uses so much a day does not simply use none. */
const dailyWater = 0.03
/** m³ an hour in every hour of the night: no hand is washed as long as that. */
const leastNightFlow = 0.005

const metersOf = (register: Register): Meter[] =>
  register.series.flatMap((entry) => (entry && entry.point.kind === 'counter' ? [{ entry, point: entry.point }] : []))

/** What a meter counted over each of some stretches, the newest first; unknown ones are left out. */
function counted({ entry, point }: Meter, { moments }: Sources, stretches: readonly (readonly [from: number, to: number])[]): Compared[] {
  return stretches.flatMap(([from, to]) => {
    const value = consumed(point, valueIn(moments.get(from), entry.series), valueIn(moments.get(to), entry.series))
    return value === null ? [] : [{ from, to, value }]
  })
}

/** Days that end at this time of day, compared with the meter's own: far above its usual, or no water where people are cared for. */
export function unusualUse(sources: Sources): Finding[] {
  const { register, at } = sources
  const stretches = Array.from({ length: daysCompared }, (_, day) => [at - (day + 1) * dayMs, at - day * dayMs] as const)
  const cared = new Set([...register.devices.values()].flatMap(({ device, subsystem }) => (subsystem.need === 'care' ? (device.place.home ?? []) : [])))
  return metersOf(register).flatMap((meter): Finding[] => {
    const compared = counted(meter, sources, stretches)
    const [now, ...past] = compared
    if (!now || now.to !== at || past.length < leastDays) return []
    const usual = medianOf(past.map(({ value }) => value))
    const { entry, point } = meter
    const about = { ...bare, device: entry.device.id, point: entry.id, value: now.value, usual, compared }
    if (now.value === 0 && point.unit === 'm³' && usual >= dailyWater && cared.has(entry.device.device.place.home ?? ''))
      return [{ ...about, rule: 'noWater', weight: 3.5 }]
    const spread = Math.max(1.4826 * medianOf(past.map(({ value }) => Math.abs(value - usual))), leastSpreadShare * usual, 10 * point.resolution)
    const excess = now.value - usual
    if (now.value < unusualTimes * usual || excess < unusualSpreads * spread || excess < typicalDay(point) / 2) return []
    return [{ ...about, rule: 'unusualUse', weight: 2 + Math.min(0.9, excess / (20 * spread)) }]
  })
}

/** What the declaration expects in a day; 0 for what follows the weather or people. */
function typicalDay({ usual }: CounterPoint): number {
  if (usual.shape === 'steady') return 24 * usual.value
  return usual.shape === 'daily' ? usual.hours.reduce((sum, hour) => sum + hour, 0) : 0
}

/** Water that ran through every hour of the last night, and at least twice what ran in the nights before. */
export function nightFlows(sources: Sources): Finding[] {
  const [last = [], ...before] = nightsBefore(sources.at, sources.offsetMs)
  const hours = last.slice(1).map((to, index) => [last[index] ?? to, to] as const)
  const wholes = [last, ...before].flatMap((night) => (night[0] === undefined ? [] : [[night[0], night.at(-1) ?? night[0]] as const]))
  return metersOf(sources.register).flatMap((meter): Finding[] => {
    if (meter.point.unit !== 'm³' || meter.entry.device.device.place.home === undefined) return []
    const byHour = counted(meter, sources, hours)
    if (byHour.length < hours.length || byHour.some(({ value }) => value < leastNightFlow)) return []
    const compared = counted(meter, sources, wholes)
    const [night, ...past] = compared
    if (!night || past.length === 0) return []
    const usual = medianOf(past.map(({ value }) => value))
    if (night.value < unusualTimes * usual) return []
    const { entry } = meter
    return [
      { ...bare, rule: 'nightFlow', device: entry.device.id, point: entry.id, value: night.value, usual, compared, weight: 2.6 + Math.min(0.3, night.value) },
    ]
  })
}
