import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { occludersOf, visibleRim } from '../../../../client/scene/build/visibility.ts'
import { contains } from '../../../../client/scene/space.ts'
import type { Ring } from '../../../../models/site/geometry.ts'

const house: Ring = [
  [-5, 10],
  [5, 10],
  [5, 16],
  [-5, 16],
]

describe('what a camera sees of the ground', () => {
  it('reaches its range where nothing stands in the way', () => {
    const rim = visibleRim({ eye: [0, 0], headingDegrees: 90, fieldOfViewDegrees: 60, rangeMeters: 30 }, occludersOf([house]))
    for (const [east, north] of rim) expect(Math.hypot(east, north)).toBeCloseTo(30, 6)
  })

  it('ends at a wall and goes on beside it', () => {
    const rim = visibleRim({ eye: [0, 0], headingDegrees: 0, fieldOfViewDegrees: 90, rangeMeters: 30 }, occludersOf([house]))
    const straight = rim.reduce((best, spot) => (Math.abs(spot[0]) < Math.abs(best[0]) ? spot : best))
    expect(straight[1]).toBeCloseTo(10, 3)
    expect(Math.max(...rim.map(([east, north]) => Math.hypot(east, north)))).toBeCloseTo(30, 6)
    const seen: Ring = [[0, 0], ...rim]
    expect(contains(seen, 0, 13)).toBe(false)
  })

  it('never sees farther than its range, never through a wall, always in order of angle', () => {
    const walls = fc.array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 3, max: 40 }), fc.integer({ min: 1, max: 8 })), { maxLength: 6 })
    fc.assert(
      fc.property(walls, fc.integer({ min: 0, max: 359 }), fc.integer({ min: 20, max: 350 }), (boxes, headingDegrees, fieldOfViewDegrees) => {
        const rings = boxes.map(
          ([east, north, size]): Ring => [
            [east, north],
            [east + size, north],
            [east + size, north + size],
            [east, north + size],
          ],
        )
        const rim = visibleRim({ eye: [0.13, 0.07], headingDegrees, fieldOfViewDegrees, rangeMeters: 35 }, occludersOf(rings))
        let last = Number.NEGATIVE_INFINITY
        for (const [east, north] of rim) {
          const distance = Math.hypot(east - 0.13, north - 0.07)
          expect(distance).toBeLessThanOrEqual(35 + 1e-6)
          const before: [number, number] = [0.13 + (east - 0.13) * 0.98, 0.07 + (north - 0.07) * 0.98]
          for (const ring of rings) if (distance > 1) expect(contains(ring, before[0], before[1]) && !nearEdge(ring, before)).toBe(false)
          const angle = Math.atan2(east - 0.13, north - 0.07) - (headingDegrees * Math.PI) / 180
          const turned = angle - Math.PI * 2 * Math.round(angle / (Math.PI * 2))
          expect(turned).toBeGreaterThanOrEqual(last - 1e-6)
          last = turned
        }
      }),
      { numRuns: 60 },
    )
  })
})

const nearEdge = (ring: Ring, [east, north]: readonly [number, number]): boolean =>
  ring.some((from, index) => {
    const to = ring[(index + 1) % ring.length]
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    return Math.abs((to[0] - from[0]) * (north - from[1]) - (to[1] - from[1]) * (east - from[0])) / length < 0.9
  })
