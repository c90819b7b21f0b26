import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundLength } from '../../../../client/features/minimap/scale-bar.ts'
import { viewWedge } from '../../../../client/features/minimap/view-wedge.ts'

const lens = { fieldOfViewDegrees: 90, aspect: 1 }

describe('the wedge of the small map', () => {
  it('is a square below a camera that looks straight down', () => {
    const corners = viewWedge({ ...lens, east: 10, north: 20, up: 5, targetEast: 10, targetNorth: 20, targetUp: 0 }, 100)
    expect(corners.map((corner) => corner.map((meters) => Math.round(meters * 100) / 100 + 0))).toEqual([
      [5, 15],
      [15, 15],
      [15, 25],
      [5, 25],
    ])
  })

  it('opens from the walker to the farthest that is drawn when they look level', () => {
    const [nearLeft, , farRight, farLeft] = viewWedge({ ...lens, east: 0, north: 0, up: 1.6, targetEast: 0, targetNorth: 10, targetUp: 1.6 }, 200)
    expect(nearLeft[0]).toBeCloseTo(-1.6, 6)
    expect(nearLeft[1]).toBeCloseTo(1.6, 6)
    expect([farLeft[0] < 0, farRight[0] > 0]).toEqual([true, true])
    expect(Math.hypot(...farLeft)).toBeCloseTo(200, 6)
  })

  it('never reaches farther than asked, and holds what is looked at', () => {
    const meters = fc.integer({ min: -300, max: 300 })
    fc.assert(
      fc.property(meters, meters, fc.integer({ min: 2, max: 300 }), meters, meters, (east, north, up, targetEast, targetNorth) => {
        fc.pre(Math.hypot(targetEast - east, targetNorth - north) > 1 && Math.hypot(targetEast - east, targetNorth - north) < 350)
        const corners = viewWedge({ east, north, up, targetEast, targetNorth, targetUp: 0, fieldOfViewDegrees: 30, aspect: 1.6 }, 400)
        for (const corner of corners) expect(Math.hypot(corner[0] - east, corner[1] - north)).toBeLessThan(400.001)
        // The target lies between the near edge and the far one, as seen from the eye.
        const along = ([x, y]: readonly [number, number]): number =>
          ((x - east) * (targetEast - east) + (y - north) * (targetNorth - north)) / ((targetEast - east) ** 2 + (targetNorth - north) ** 2)
        expect(along(corners[0])).toBeLessThan(1.001)
        expect(along(corners[2])).toBeGreaterThan(0.999)
      }),
    )
  })
})

describe('the scale bar', () => {
  it('is the longest round length that fits', () => {
    expect([3, 9, 49, 50, 119, 260].map(roundLength)).toEqual([2, 5, 20, 50, 100, 200])
  })
})
