import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameBounds } from '../../../../client/features/plan/plan-bounds.ts'
import { bayPath, boundsOf, onPaper } from '../../../../client/ui/plan-shapes.ts'

const metres = fc.double({ min: -2000, max: 2000, noNaN: true })

describe('the plan', () => {
  it('brings any bounds whole into what the panels leave free', () => {
    const insets = { left: 282, right: 416, top: 60, bottom: 88 }
    const frame = { width: 1920, height: 1080 }
    fc.assert(
      fc.property(fc.array(fc.tuple(metres, metres), { minLength: 2, maxLength: 20 }), (positions) => {
        const { k, x, y } = frameBounds(boundsOf(positions), frame, insets)
        for (const position of positions) {
          const [paperX, paperY] = onPaper(position)
          expect(x + k * paperX).toBeGreaterThanOrEqual(insets.left)
          expect(x + k * paperX).toBeLessThanOrEqual(frame.width - insets.right)
          expect(y + k * paperY).toBeGreaterThanOrEqual(insets.top)
          expect(y + k * paperY).toBeLessThanOrEqual(frame.height - insets.bottom)
        }
      }),
    )
  })

  it('draws north up: what lies farther north stands higher on the page', () => {
    expect(onPaper([0, 100])[1]).toBeLessThan(onPaper([0, 50])[1])
  })

  it('lays a bay along its heading, at its size', () => {
    const corners = (heading: number): number[][] =>
      [...bayPath({ position: [10, 20], heading, lengthMeters: 5, widthMeters: 2.4 }).matchAll(/(-?[\d.e-]+) (-?[\d.e-]+)/g)].map(([, x, y]) => [
        Number(x),
        Number(y),
      ])
    const span = (points: number[][], axis: 0 | 1): number =>
      Math.max(...points.map((each) => each[axis] ?? 0)) - Math.min(...points.map((each) => each[axis] ?? 0))
    // Nose to the north: five metres up the page; to the east: across it.
    expect([span(corners(0), 0), span(corners(0), 1)].map((each) => Math.round(each * 10) / 10)).toEqual([2.4, 5])
    expect([span(corners(90), 0), span(corners(90), 1)].map((each) => Math.round(each * 10) / 10)).toEqual([5, 2.4])
  })
})
