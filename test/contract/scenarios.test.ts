import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../models/protocol/value.ts'
import { scenarios } from '../../simulators/scenarios/index.ts'
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
