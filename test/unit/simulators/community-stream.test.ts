import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../../models/protocol/value.ts'
import { createCommunityStream } from '../../../simulators/community-stream.ts'
import type { Emission } from '../../../simulators/device-stream.ts'
import { createDeviceStream } from '../../../simulators/device-stream.ts'
import { shippedRegister, shippedWorld, tuesdayEvening } from '../../support/shipped-world.ts'

const hour = 3_600_000
const minute = 60_000

const sorted = (emissions: readonly Emission[]) => emissions.map((emission) => JSON.stringify(emission)).sort()

const deviceOfType = (typeId: string) => {
  const device = [...shippedRegister().devices.values()].find((each) => each.typeId === typeId)
  if (!device) throw new Error(`no ${typeId}`)
  return device
}

describe('the simulated community', () => {
  it('reports the same readings whenever a span is asked', () => {
    const [once, again] = [createCommunityStream(shippedWorld()), createCommunityStream(shippedWorld())]
    again(tuesdayEvening - 40 * hour, tuesdayEvening - 40 * hour + minute, 1)
    expect(once(tuesdayEvening, tuesdayEvening + 5 * minute, 1)).toEqual(again(tuesdayEvening, tuesdayEvening + 5 * minute, 1))
  })

  it('reports another day with another seed', () => {
    const [one, two] = [createCommunityStream(shippedWorld(1)), createCommunityStream(shippedWorld(2))]
    expect(one(tuesdayEvening, tuesdayEvening + minute, 1)).not.toEqual(two(tuesdayEvening, tuesdayEvening + minute, 1))
  })

  it('reports the same whether a span is asked whole or in two parts, for every kind of device', () => {
    const world = shippedWorld()
    const kinds = [...new Set([...shippedRegister().devices.values()].map((device) => device.typeId))]
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 24 * 60 }), fc.integer({ min: 1, max: 3599 }), (kind, startMinute, cutSeconds) => {
        const stream = createDeviceStream(deviceOfType(kind), world)
        const from = tuesdayEvening - startMinute * minute
        const cut = from + cutSeconds * 1000
        // A lamp's switching is told when it is noticed: asked in parts it is noticed at the same second.
        expect(sorted([...stream(from, cut, 1), ...stream(cut, from + hour, 1)])).toEqual(sorted(stream(from, from + hour, 1)))
      }),
      { numRuns: 150 },
    )
  })

  it('speaks only what the declarations allow', () => {
    const stream = createCommunityStream(shippedWorld())
    const refused = new Set<string>()
    for (const hours of [0, 5, 9, 13, 19])
      for (const { device, point, value } of stream(tuesdayEvening - hours * hour, tuesdayEvening - hours * hour + 10 * minute, 1)) {
        const entry = shippedRegister().devices.get(device)?.points.get(point)
        const encoded = entry && encodeValue(entry.point, value)
        if (!encoded?.ok) refused.add(`${entry?.device.typeId}.${point} ${JSON.stringify(value)}`)
      }
    expect([...refused]).toEqual([])
  })

  it('lets a water meter tell every large step of its flow at once, and back', () => {
    const world = shippedWorld()
    for (const home of ['3-2-501', '1-1-101', '7-2-302']) {
      const device = shippedRegister().devices.get(`water-${home}`)
      if (!device) throw new Error(`no water meter in ${home}`)
      const flows = createDeviceStream(device, world)(tuesdayEvening - 14 * hour, tuesdayEvening, 1)
        .filter(({ point }) => point === 'flow')
        .sort((a, b) => a.time - b.time)
      const high = flows.filter(({ value }) => Number(value) >= 300)
      for (const { time } of high) {
        const after = flows.find((each) => each.time > time)
        expect((after?.time ?? Number.POSITIVE_INFINITY) - time, `${home} ${new Date(time).toISOString()}`).toBeLessThan(20 * minute)
      }
      if (home === '3-2-501') expect(high.length).toBeGreaterThan(0)
    }
  })

  it('lets a meter’s energy grow by what its power draws', () => {
    const stream = createDeviceStream(deviceOfType('metering.electricity'), shippedWorld())
    const day = stream(tuesdayEvening - 24 * hour, tuesdayEvening, 0.02)
    const of = (point: string) =>
      day
        .filter((emission) => emission.point === point)
        .map(({ value, time }) => ({ value: Number(value), time }))
        .sort((a, b) => a.time - b.time)
    const [energy, power] = [of('energy'), of('power')]
    const grown = (energy.at(-1)?.value ?? 0) - (energy[0]?.value ?? 0)
    const drawn = power.slice(1).reduce((sum, { value, time }, index) => sum + (value * (time - (power[index]?.time ?? time))) / hour, 0)
    expect(grown).toBeGreaterThan(0)
    expect(Math.abs(grown - drawn)).toBeLessThan(0.1 * grown + 0.05)
    expect(energy.every(({ value }, index) => index === 0 || value >= (energy[index - 1]?.value ?? 0))).toBe(true)
  })

  it('lets every car that takes a bay pass a gate first', () => {
    const world = shippedWorld()
    const devices = [...shippedRegister().devices.values()]
    const streamOf = (typeId: string) =>
      devices
        .filter((device) => device.typeId === typeId)
        .flatMap((device) => createDeviceStream(device, world)(tuesdayEvening - 3 * hour, tuesdayEvening, 1000))
    const arrivals = streamOf('parking.bay').filter(({ point, value, time }) => point === 'occupied' && value === true && time > tuesdayEvening - 2 * hour)
    const passages = streamOf('parking.gate').filter(({ point }) => point === 'passage')
    const entries = passages.filter(({ value }) => typeof value === 'object' && 'code' in value && value.code === 'in')
    expect(arrivals.length).toBeGreaterThan(5)
    for (const { time } of arrivals) expect(entries.some((entry) => time - entry.time >= 90_000 && time - entry.time <= 170_000)).toBe(true)
  })
})
