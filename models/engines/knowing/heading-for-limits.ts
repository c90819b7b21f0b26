import type { PointEntry } from '../../register.ts'
import type { Alarm, NumberPoint } from '../../subsystem.ts'
import { limitsOn } from '../limits-on.ts'
import { bare, type Compared, classWeights, type Finding } from './finding.ts'
import { valueIn } from './moment.ts'
import { dayMs, daysCompared } from './moments-needed.ts'
import type { Sources } from './sources.ts'

/** A trend is asked for on so many days that all go one way, and must explain nearly all of what changed: of 30,000 points that swing, none should look like one. */
const leastDays = 7
const leastFit = 0.95
const leastSpreads = 3
const soonDays = 21
/** What counts days since a test or a service is due when so few are left. */
const dueDays = 3
/** Of a person's device only what keeps it going is told here (`models/capabilities.ts`): how somebody is does not belong on a wall. */
const ofTheDeviceItself = new Set(['battery', 'signal'])

type Way = { readonly id: string; readonly alarm: Alarm; readonly limit: number; readonly isAbove: boolean }

/** Values that moved steadily for days towards the limit of an alarm and will reach it within three weeks; counts of days that are nearly up. */
export function headingForLimits({ register, at, moments }: Sources): Finding[] {
  return register.series.flatMap((entry): Finding[] => {
    if (entry?.point.kind !== 'number') return []
    if (entry.device.subsystem.need === 'care' && entry.point.unit !== 'd' && !ofTheDeviceItself.has(entry.id)) return []
    const ways = waysOf(entry)
    if (ways.length === 0) return []
    const compared = Array.from({ length: daysCompared + 1 }, (_, day) => at - day * dayMs).flatMap((time) => {
      const value = valueIn(moments.get(time), entry.series)
      return value === null ? [] : [{ from: time, to: time, value }]
    })
    const found = ways.flatMap((way) => (entry.point.kind === 'number' ? (findingOf(entry, entry.point, way, compared, at) ?? []) : []))
    return found.sort((one, other) => other.weight - one.weight).slice(0, 1)
  })
}

function waysOf(entry: PointEntry): Way[] {
  return Object.entries(entry.device.type.alarms).flatMap(([id, alarm]) => limitsOn(alarm.when, entry.id).map((limit) => ({ id, alarm, ...limit })))
}

function findingOf(entry: PointEntry, point: NumberPoint, way: Way, compared: readonly Compared[], at: number): Finding | null {
  const [now] = compared
  if (!now || now.from !== at) return null
  const left = way.isAbove ? way.limit - now.value : now.value - way.limit
  if (left <= 0) return null
  const weight = classWeights[way.alarm.class]
  const about = { ...bare, device: entry.device.id, point: entry.id, value: now.value, limit: way.limit, alarm: way.id, compared }
  // A point whose unit is the day grows by one a day: there is nothing to be fitted.
  if (point.unit === 'd') return way.isAbove && left <= dueDays ? { ...about, rule: 'due', expectedAt: at + left * dayMs, weight: weight + 0.2 } : null
  // What follows the hours, the weather or people has its ups and downs; only what should stand still can drift.
  if (point.usual.shape !== 'steady') return null
  const trend = trendOf(compared, at)
  if (!trend || trend.fit < leastFit || !goesOneWay(compared)) return null
  const perDay = way.isAbove ? trend.perDay : -trend.perDay
  const change = Math.abs(trend.perDay) * trend.days
  if (perDay <= 0 || left / perDay > soonDays || change < Math.max(4 * point.resolution, leastSpreads * point.usual.spread)) return null
  return {
    ...about,
    rule: 'heading',
    usual: compared.at(-1)?.value ?? null,
    expectedAt: at + (left / perDay) * dayMs,
    weight: weight + 0.9 * (1 - left / perDay / soonDays),
  }
}

type Trend = { readonly perDay: number; readonly days: number; readonly fit: number }

/** A straight line through the days by least squares; `fit` is the share of the variance it explains. Null for too few days or none that differ. */
function trendOf(compared: readonly Compared[], at: number): Trend | null {
  if (compared.length < leastDays) return null
  const days = compared.map(({ from }) => (from - at) / dayMs)
  const meanDay = mean(days)
  const meanValue = mean(compared.map(({ value }) => value))
  let [across, along, up] = [0, 0, 0]
  for (const [index, { value }] of compared.entries()) {
    const day = (days[index] ?? 0) - meanDay
    across += day * (value - meanValue)
    along += day * day
    up += (value - meanValue) ** 2
  }
  return along === 0 || up === 0 ? null : { perDay: across / along, days: Math.max(...days) - Math.min(...days), fit: across ** 2 / (along * up) }
}

function goesOneWay(compared: readonly Compared[]): boolean {
  const steps = compared.slice(1).map(({ value }, index) => value - (compared[index]?.value ?? value))
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
