import type { DeviceEntry, PointEntry, Register } from '../../../models/register.ts'
import type { Alarm, Condition } from '../../../models/subsystem.ts'
import type { Language } from '../../../models/text.ts'
import type { TelemetryBuffer } from '../../live/telemetry-buffer.ts'
import { isLost, lastHeard } from '../../state/counts.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { deviceName, type Places } from '../../state/places.ts'
import { say } from '../../ui/text.tsx'
import { formatAge, formatSpan } from '../../ui/time.ts'
import { knowingStrings as strings } from './strings.ts'

export type Remark = { readonly key: string; readonly device: string; readonly words: string; readonly why: string; readonly weight: number }
type Sources = { readonly register: Register; readonly buffer: TelemetryBuffer; readonly places: Places; readonly now: number; readonly language: Language }

/** Derived from the data alone, each with its reasoning: silent devices, batteries near their end, readings near an alarm's limit. At most `count`, the weightiest first, at most two of a kind. */
export function findWorthKnowing(sources: Sources, count: number): Remark[] {
  const remarks = [...silentDevices(sources), ...nearLimits(sources)].sort((one, other) => other.weight - one.weight)
  const perKind = new Map<string, number>()
  return remarks
    .filter(({ key }) => {
      const seen = perKind.get(key) ?? 0
      perKind.set(key, seen + 1)
      return seen < 2
    })
    .slice(0, count)
}

function silentDevices({ register, buffer, places, now, language }: Sources): Remark[] {
  const silent = new Map<string, DeviceEntry[]>()
  for (const device of register.devices.values()) {
    const heard = lastHeard(buffer, device)
    if (Number.isNaN(heard) || !isLost(buffer, device, now)) continue
    silent.set(device.typeId, [...(silent.get(device.typeId) ?? []), device])
  }
  return [...silent].flatMap(([typeId, devices]) => {
    const [first] = devices
    if (!first) return []
    const every = Math.min(...[...first.points.values()].filter(({ point }) => point.kind !== 'event').map(({ point }) => point.everySeconds))
    const words =
      devices.length === 1
        ? say(language, strings.silentOne, { device: deviceName(places, first, language) })
        : say(language, strings.silentMany, { type: first.type.name[language], count: devices.length })
    const why = say(language, strings.silentWhy, { age: formatAge(now - lastHeard(buffer, first), language), every: formatSpan(every * 1000, language) })
    return [{ key: `silent-${typeId}`, device: first.id, words, why, weight: 2 + Math.min(1, devices.length / 100) }]
  })
}

type Limit = { readonly alarm: Alarm; readonly limit: number; readonly above: boolean }

function limitsOf(condition: Condition, point: string, alarm: Alarm): Limit[] {
  switch (condition.test) {
    case 'above':
    case 'below':
      return condition.point === point ? [{ alarm, limit: condition.limit, above: condition.test === 'above' }] : []
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => limitsOf(part, point, alarm))
    case 'rising':
    case 'falling':
    case 'is':
    case 'event':
    case 'silent':
    case 'hours':
      return []
  }
}

/** Numbers that have left what is usual for them and come near an alarm's limit. */
function nearLimits(sources: Sources): Remark[] {
  const remarks: Remark[] = []
  for (const device of sources.register.devices.values())
    for (const entry of device.points.values()) {
      if (entry.point.kind !== 'number') continue
      const latest = latestOf(sources.buffer, entry, sources.now)
      if (latest.standing !== 'good') continue
      const closest = closestLimit(entry, latest.value, limitsByPoint(entry))
      if (closest) remarks.push(remarkOf(sources, entry, latest.value, closest))
    }
  return remarks
}

const limitCache = new WeakMap<object, readonly Limit[]>()

function limitsByPoint(entry: PointEntry): readonly Limit[] {
  const known = limitCache.get(entry.point)
  if (known) return known
  const found = Object.values(entry.device.type.alarms).flatMap((alarm) => limitsOf(alarm.when, entry.id, alarm))
  limitCache.set(entry.point, found)
  return found
}

/** What is normal for a point: the declared mean; for percentages that follow people or weather, the far end of the range. */
function normalOf({ point }: PointEntry, limit: Limit): { readonly mean: number; readonly spread: number } | null {
  if (point.kind !== 'number') return null
  if (point.usual.shape === 'steady') return { mean: point.usual.value, spread: point.usual.spread }
  if (point.usual.shape === 'daily') return { mean: limit.above ? Math.max(...point.usual.hours) : Math.min(...point.usual.hours), spread: point.usual.spread }
  return point.unit === '%' ? { mean: limit.above ? point.range[0] : point.range[1], spread: 0 } : null
}

/** The limit that is nearest: at most a quarter of the way from normal is left, and the value is out of the usual spread. */
function closestLimit(entry: PointEntry, value: number, limits: readonly Limit[]): (Limit & { readonly share: number }) | null {
  let closest: (Limit & { share: number }) | null = null
  for (const limit of limits) {
    const normal = normalOf(entry, limit)
    if (!normal) continue
    const sign = limit.above ? 1 : -1
    const left = sign * (limit.limit - value)
    const share = left / (sign * (limit.limit - normal.mean))
    const isUnusual = sign * (value - normal.mean) > 2 * normal.spread
    if (left < 0 || !(share >= 0 && share <= 0.25) || !isUnusual || (closest && closest.share <= share)) continue
    closest = { ...limit, share }
  }
  return closest
}

function remarkOf({ places, language }: Sources, entry: PointEntry, value: number, { alarm, limit, above, share }: Limit & { readonly share: number }): Remark {
  const shown = (number: number): string => {
    const { value: digits, unit } = showValue(entry, number, null, language)
    return `${digits} ${unit}`
  }
  const device = deviceName(places, entry.device, language)
  const battery = entry.id === 'battery'
  return {
    key: `${battery ? 'battery' : entry.id}-${entry.device.typeId}`,
    device: entry.device.id,
    words: battery
      ? say(language, strings.battery, { device, value: shown(value) })
      : say(language, strings.near, { device, point: entry.point.name[language], value: shown(value) }),
    why: battery
      ? say(language, strings.batteryWhy, { limit: shown(limit) })
      : say(language, above ? strings.nearWhy : strings.nearWhyAbove, {
          alarm: alarm.name[language],
          limit: shown(limit),
          left: shown(Math.abs(limit - value)),
        }),
    weight: 1 - share * 2 + (battery ? 0 : 0.3) + (alarm.class === 'lifeSafety' || alarm.class === 'high' ? 0.5 : 0),
  }
}
