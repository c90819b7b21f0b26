import { describe, expect, it } from 'vitest'
import { findWorthKnowing } from '../../../../models/engines/knowing/find-worth-knowing.ts'
import { type Moment, momentOf } from '../../../../models/engines/knowing/moment.ts'
import { dayMs, hourMs, midnightOf, momentsNeeded, nightHours } from '../../../../models/engines/knowing/moments-needed.ts'
import { buildRegister, type PointEntry } from '../../../../models/register.ts'
import type { Device } from '../../../../models/site/device.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { smallCommunity } from '../../client/support/console-twin.tsx'

/** Ten in the morning in Shanghai. */
const at = Date.UTC(2026, 10, 24, 2)
const offsetMs = 8 * hourMs
const home = { building: '3', unit: '3-2', floor: 5, home: '3-2-501' }
const device = (id: string, type: string, place: Device['place'] = home): Device => ({ id, type, place, position: [1, 1, 1] })
const bays = Array.from({ length: 20 }, (_, index) => device(`bay-${index}`, 'parking.bay', { bay: String(index) }))
const register = buildRegister(
  smallCommunity([
    device('smoke', 'smoke.detector'),
    device('water', 'metering.water'),
    device('power', 'metering.electricity'),
    device('button', 'call.button'),
    device('band', 'health.band'),
    ...bays,
  ]),
  subsystems,
)

type Course = (entry: PointEntry, time: number) => number | null
/** Every device as it always is: meters that count a fixed amount a day, by day and none at night, all else one value. */
const flat: Course = ({ point, id }, time) => {
  if (point.kind === 'counter') return Math.floor((time - midnightOf(0, offsetMs)) / dayMs) * (id === 'volume' ? 0.2 : 8) + 100
  if (point.kind === 'number') return point.usual.shape === 'steady' ? point.usual.value : point.range[0]
  return 0
}

function findWith(course: Course, moment = at, timeOf: (entry: PointEntry, time: number) => number = (_, time) => time) {
  const moments = new Map<number, Moment>()
  for (const time of momentsNeeded(moment, offsetMs)) {
    const readingOf = (series: number) => {
      const entry = register.series[series]
      const value = entry ? course(entry, time) : null
      return !entry || value === null ? undefined : { series, time: timeOf(entry, time), value, quality: 0, flags: 0, origin: 0 }
    }
    moments.set(time, momentOf(register, readingOf, time))
  }
  return findWorthKnowing({ register, at: moment, offsetMs, moments })
}
const of =
  (id: string, point: string, course: Course): Course =>
  (entry, time) =>
    entry.device.id === id && entry.id === point ? course(entry, time) : flat(entry, time)

describe('what is worth knowing', () => {
  it('is nothing where the data is as it always was', () => {
    for (const hour of [0, 3, 6, 12, 17, 21]) expect(findWith(flat, midnightOf(at, offsetMs) + hour * hourMs), `at ${hour}`).toEqual([])
  })

  it('is nothing where there is no past to compare with', () => {
    expect(findWith((entry, time) => (time === at ? flat(entry, time) : null))).toEqual([])
  })

  it('names a meter that counted far more than its own usual day, with the days it was compared with', () => {
    const [found, ...others] = findWith(of('power', 'energy', (entry, time) => (flat(entry, time) ?? 0) + (time === at ? 22 : 0)))
    expect(others).toEqual([])
    expect(found).toMatchObject({ rule: 'unusualUse', device: 'power', value: 30, usual: 8 })
    expect(found?.compared.map(({ value }) => value)).toEqual([30, 8, 8, 8, 8, 8, 8])
  })

  it('does not call a day unusual that is within how its days usually differ', () => {
    const days = [8, 20, 3, 15, 6, 22, 5]
    const swinging = of('power', 'energy', (_, time) => {
      const back = Math.round((at - time) / dayMs)
      return 1000 - days.slice(0, back).reduce((sum, day) => sum + day, 0)
    })
    expect(findWith(swinging)).toEqual([])
  })

  it('says where no water was used in a home with a care device that uses it every day', () => {
    const still = of('water', 'volume', (entry, time) => (time === at ? flat(entry, at - dayMs) : flat(entry, time)))
    expect(findWith(still)).toMatchObject([{ rule: 'noWater', device: 'water', value: 0, usual: expect.closeTo(0.2) }])
    const elsewhere = of('water', 'volume', (entry, time) => (flat(entry, time) ?? 0) / 100)
    expect(findWith(elsewhere)).toEqual([])
  })

  it('hears water that ran all night, once', () => {
    const midnight = midnightOf(at, offsetMs)
    const leaking = of('water', 'volume', (entry, time) => {
      const hours = Math.min(3, Math.max(0, (time - midnight) / hourMs - (nightHours[0] ?? 0)))
      return (flat(entry, time) ?? 0) + hours * 0.012
    })
    const found = findWith(leaking)
    expect(found.map(({ rule }) => rule)).toEqual(['nightFlow'])
    expect(found[0]?.value).toBeCloseTo(0.036)
    expect(found[0]?.usual).toBe(0)
  })

  it('foretells that the bays are full by seven when the days before filled so far, not when it is full anyway', () => {
    const taken =
      (morning: number, evening: number): Course =>
      (entry, time) => {
        if (entry.id !== 'occupied') return flat(entry, time)
        const hour = ((time + offsetMs) % dayMs) / hourMs
        return Number(entry.device.id.slice(4)) < (hour >= 17 ? evening : morning) ? 1 : 0
      }
    const [found] = findWith(taken(8, 20))
    expect(found).toMatchObject({ rule: 'baysFull', value: 8, limit: 20, usual: 20 })
    expect(found?.expectedAt).toBeGreaterThan(at)
    expect(found?.expectedAt).toBeLessThanOrEqual(midnightOf(at, offsetMs) + 19 * hourMs)
    expect(findWith(taken(20, 20))).toEqual([])
    expect(findWith(taken(8, 14))).toEqual([])
    expect(findWith(taken(8, 20), midnightOf(at, offsetMs) + 19.5 * hourMs)).toEqual([])
  })

  it('reckons when a battery that fell steadily reaches its limit, and lets one that only swings be', () => {
    const daysBefore = (time: number) => (at - time) / dayMs
    const [found] = findWith(of('smoke', 'battery', (_, time) => 30 + 4 * daysBefore(time)))
    expect(found).toMatchObject({ rule: 'heading', device: 'smoke', point: 'battery', value: 30, limit: 20, alarm: 'batteryLow' })
    expect(((found?.expectedAt ?? 0) - at) / dayMs).toBeCloseTo(2.5)
    expect(findWith(of('smoke', 'battery', (_, time) => 30 + 9 * (Math.round(daysBefore(time)) % 2)))).toEqual([])
  })

  it('leaves out how a person is, and tells what keeps their device going', () => {
    const falling = (id: string) => of('band', id, (_, time) => 60 + (4 * (at - time)) / dayMs)
    expect(findWith(falling('heartRate'))).toEqual([])
    expect(findWith(of('band', 'battery', (_, time) => 32 + (4 * (at - time)) / dayMs))).toMatchObject([{ rule: 'heading', device: 'band', point: 'battery' }])
  })

  it('says that a test is due before its days are up', () => {
    expect(findWith(of('button', 'untested', () => 33))).toMatchObject([{ rule: 'due', device: 'button', limit: 35 }])
    expect(findWith(of('button', 'untested', () => 25))).toEqual([])
  })

  it('tells silent devices by type, and as one thing where most are silent', () => {
    const since = (silent: (entry: PointEntry) => boolean) => findWith(flat, at, (entry, time) => (time === at && silent(entry) ? at - 10 * dayMs : time))
    expect(since((entry) => entry.device.id === 'smoke')).toMatchObject([{ rule: 'silent', device: 'smoke', devices: 1 }])
    const alone = findWith(
      (entry, time) => (entry.device.id === 'smoke' ? flat(entry, time) : null),
      at,
      () => at - 10 * dayMs,
    )
    expect(alone).toMatchObject([{ rule: 'silent', device: 'smoke', devices: 1, weight: expect.closeTo(2, 0) }])
    expect(since(() => true)).toMatchObject([{ rule: 'silent', devices: register.devices.size }])
  })

  it('is at most seven things, two of a kind, the rest of a kind counted', () => {
    const found = findWith((entry, time) => (entry.id === 'battery' ? 30 + (4 * (at - time)) / dayMs : flat(entry, time)))
    expect(found.map(({ rule }) => rule)).toEqual(['heading', 'heading'])
    expect(found.at(-1)?.alike).toBeGreaterThan(10)
  })
})
