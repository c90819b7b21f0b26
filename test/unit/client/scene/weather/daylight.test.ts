import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daylight, handOverDegrees } from '../../../../../client/scene/weather/daylight.ts'
import { foliageOn } from '../../../../../client/scene/weather/season.ts'

const altitude = fc.double({ min: -90, max: 90, noNaN: true })

describe('the day', () => {
  it('grows dark without ever growing lighter on the way: walls, lamps and the paper alike', () => {
    fc.assert(
      fc.property(altitude, altitude, (one, other) => {
        const [low, high] = [daylight(Math.min(one, other)), daylight(Math.max(one, other))]
        expect(low.night).toBeGreaterThanOrEqual(high.night)
        expect(low.lampShare).toBeGreaterThanOrEqual(high.lampShare)
        expect(low.haze[1]).toBeLessThanOrEqual(high.haze[1] + 1e-9)
      }),
    )
  })

  it('has no step in it: a hundredth of a degree changes nothing one can see', () => {
    fc.assert(
      fc.property(altitude, (at) => {
        const [before, after] = [daylight(at), daylight(at + 0.01)]
        expect(Math.abs(after.beamStrength - before.beamStrength)).toBeLessThan(0.01)
        expect(Math.abs(after.skyStrength - before.skyStrength)).toBeLessThan(0.01)
        for (const channel of [0, 1, 2] as const) expect(Math.abs(after.haze[channel] - before.haze[channel])).toBeLessThan(0.01)
      }),
    )
  })

  it('passes from the sun to the moon when neither shines, so that nobody sees shadows jump', () => {
    expect(daylight(handOverDegrees).beamStrength).toBe(0)
    expect(daylight(-16).beamStrength).toBeGreaterThan(0)
    expect(daylight(40).beamStrength).toBeGreaterThan(0)
  })
})

describe('the season', () => {
  const days = { winter: 20, spring: 100, summer: 190, autumn: 308 }

  it('has bare trees in winter, young leaves in spring, all of them in summer, and colour in autumn', () => {
    for (const kind of ['poplar', 'sophora', 'ginkgo', 'willow'] as const) {
      expect(foliageOn(kind, days.winter, 40).leaves).toBeLessThan(0.1)
      expect(foliageOn(kind, days.summer, 40)).toEqual({ leaves: 1, autumn: 0, young: 0 })
    }
    expect(foliageOn('willow', days.spring, 40).young).toBeGreaterThan(0.1)
    expect(foliageOn('ginkgo', days.autumn, 40).autumn).toBe(1)
  })

  it('leaves a pine as it is all year, and turns round south of the equator', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 366, noNaN: true }), (day) => {
        expect(foliageOn('pine', day, 40).leaves).toBe(1)
      }),
    )
    expect(foliageOn('ginkgo', days.winter, -33).leaves).toBe(1)
    expect(foliageOn('ginkgo', days.summer + 10, -33).leaves).toBeLessThan(0.1)
  })
})
