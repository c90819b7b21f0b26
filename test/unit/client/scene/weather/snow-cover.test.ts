import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fall, snowCoverOf } from '../../../../../client/scene/weather/snow-cover.ts'

const hour = 3_600_000
const quarter = hour / 4
/** Quarter-hours of the same weather, from the start of time. */
const steady = (hours: number, rainMillimetersPerHour: number, celsius: number, from = 0): Fall[] =>
  Array.from({ length: hours * 4 }, (_, index) => ({ at: from + index * quarter, rainMillimetersPerHour, celsius }))

describe('snow on the ground', () => {
  it('grows with the hours it was measured to fall, and is white all over after three millimetres of water', () => {
    const falls = steady(6, 1, -3)
    expect(snowCoverOf(falls, 0)).toBe(0)
    expect(snowCoverOf(falls, hour)).toBeCloseTo(1 / 3, 5)
    expect(snowCoverOf(falls, 2 * hour)).toBeCloseTo(2 / 3, 5)
    expect(snowCoverOf(falls, 6 * hour)).toBe(1)
  })

  it('does not come from rain, nor from cold without any', () => {
    expect(snowCoverOf(steady(10, 5, 6), 10 * hour)).toBe(0)
    expect(snowCoverOf(steady(10, 0, -15), 10 * hour)).toBe(0)
    expect(snowCoverOf([], hour)).toBe(0)
  })

  it('lies while it is cold and melts when it is warm', () => {
    const fallen = steady(3, 1, -2)
    expect(snowCoverOf([...fallen, ...steady(24, 0, -1, 3 * hour)], 27 * hour)).toBe(1)
    expect(snowCoverOf([...fallen, ...steady(6, 0, 6, 3 * hour)], 9 * hour)).toBe(0)
  })

  it('is not supposed to go on while the station is silent', () => {
    expect(snowCoverOf([{ at: 0, rainMillimetersPerHour: 4, celsius: -3 }], 10 * hour)).toBeCloseTo(1 / 3, 5)
  })

  it('is never less than none or more than all', () => {
    const fall = fc.record({
      at: fc.integer({ min: 0, max: 100 * hour }),
      rainMillimetersPerHour: fc.double({ min: 0, max: 200, noNaN: true }),
      celsius: fc.double({ min: -50, max: 60, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(fall), fc.integer({ min: 0, max: 120 * hour }), (falls, at) => {
        const cover = snowCoverOf(
          falls.sort((a, b) => a.at - b.at),
          at,
        )
        expect(cover >= 0 && cover <= 1).toBe(true)
      }),
    )
  })
})
