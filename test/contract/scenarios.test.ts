import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../models/protocol/value.ts'
import { scenarios } from '../../simulators/scenarios/index.ts'
import { kitchenFire } from '../../simulators/scenarios/kitchen-fire.ts'
import { emissionsOf } from '../../simulators/scenarios/perform.ts'
import { shippedRegister } from '../support/shipped-world.ts'

describe.each(scenarios)('the scenario $id', (scenario) => {
  const plot = scenario.plot(shippedRegister(), undefined, 1)

  it('finds the devices it needs in the shipped community', () => {
    expect(plot).not.toBeNull()
    expect((plot?.tracks.length ?? 0) + (plot?.silent.length ?? 0)).toBeGreaterThan(0)
  })

  it('says only what those devices can say', () => {
    for (const { device, point, value } of plot ? emissionsOf(plot, 0, -1, plot.seconds) : []) {
      const entry = shippedRegister().devices.get(device)?.points.get(point)
      const encoded = entry && encodeValue(entry.point, value)
      expect(encoded, `${device}/${point} = ${JSON.stringify(value)}`).toMatchObject({ ok: true })
    }
  })

  it('tells the same in one piece as second by second', () => {
    if (!plot) return expect(plot).not.toBeNull()
    const whole = emissionsOf(plot, 0, -1, 60)
    const pieces = Array.from({ length: 61 }, (_, second) => emissionsOf(plot, 0, second - 1, second)).flat()
    expect(new Set(pieces.map((each) => JSON.stringify(each)))).toEqual(new Set(whole.map((each) => JSON.stringify(each))))
    expect(pieces.length).toBe(whole.length)
  })

  it('is named and described in both languages', () => {
    for (const text of [scenario.name, scenario.about]) {
      expect(text.zh).toMatch(/\p{Script=Han}/u)
      expect(text.en).toMatch(/[a-z]/)
    }
  })
})

describe('the kitchen fire', () => {
  const plot = kitchenFire.plot(shippedRegister(), undefined, 1)
  const limit = 0.15
  const smokeAt = new Map<string, number>()
  for (const { device, point, value, time } of plot ? emissionsOf(plot, 0, -1, plot.seconds) : [])
    if (point === 'obscuration' && Number(value) > limit && !smokeAt.has(device)) smokeAt.set(device, time / 1000)
  const order = [...smokeAt.keys()]

  it('begins in the kitchen of 3-2-501 within a minute and reaches its other rooms, the nearest first', () => {
    expect(order[0]).toBe('smoke-3-2-501-kitchen')
    expect(smokeAt.get('smoke-3-2-501-kitchen')).toBeLessThan(60)
    expect(order.slice(1, 4)).toEqual(['smoke-3-2-501-bedroom-2', 'smoke-3-2-501-bedroom-1', 'smoke-3-2-501-living'])
  })

  it('then fills the stair above and comes into the homes upstairs, and goes nowhere else', () => {
    expect(order.slice(4)).toEqual(['smoke-3-2-stair-6', 'smoke-3-2-601-kitchen', 'smoke-3-2-602-kitchen'])
    expect(Math.max(...smokeAt.values())).toBeLessThan(360)
  })

  it('can be set in any home, also one with a single detector', () => {
    for (const at of ['1-1-101', '12-1-601']) {
      const devices = new Set(kitchenFire.plot(shippedRegister(), at, 1)?.tracks.map(({ device }) => device))
      expect(devices.has(`smoke-${at}-kitchen`), at).toBe(true)
    }
  })
})
