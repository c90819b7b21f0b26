import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Blocker, blockerOf } from '../../../../models/engines/view/blockers.ts'
import type { CameraView } from '../../../../models/engines/view/camera-view.ts'
import { pixelClassOf } from '../../../../models/engines/view/pixel-classes.ts'
import { seesPoint } from '../../../../models/engines/view/sees-point.ts'
import { areaSeen, type Sector, viewshedOf } from '../../../../models/engines/view/viewshed.ts'
import type { Position2, Position3 } from '../../../../models/site/geometry.ts'
import { contains, rectangleAt } from '../../../../models/site/planar.ts'

const camera: CameraView = { eye: [0, 0, 4], headingDegrees: 0, tiltDegrees: -14, fieldOfViewDegrees: 78, rangeMeters: 35, pixelsAcross: 1920 }
const house = (east: number, north: number, top = 17): Blocker => blockerOf(rectangleAt([east, north], 0, 6, 10), true, 0, top)

const isSeen = (sectors: readonly Sector[], [east, north]: Position2): boolean => {
  const bearing = Math.atan2(east, north)
  const far = Math.hypot(east, north)
  return sectors.some(({ from, to, near, far: end }) => {
    if (bearing < from || bearing > to) return false
    const share = (bearing - from) / (to - from)
    return far >= near[0] + (near[1] - near[0]) * share && far <= end[0] + (end[1] - end[0]) * share
  })
}

/** Walks a ray in steps of centimetres from the lens to the ground and asks at each whether something is there. */
function reachesByMarching(view: CameraView, blockers: readonly Blocker[], [east, north]: Position2): boolean {
  const [heading, tilt, half] = [view.headingDegrees, view.tiltDegrees, view.fieldOfViewDegrees / 2].map((degrees) => (degrees * Math.PI) / 180)
  const [x, y, z] = view.eye
  const to: Position3 = [east - x, north - y, -z]
  if (Math.hypot(to[0], to[1]) > view.rangeMeters) return false
  // The lens looks along its axis: a turn about the plumb line, then a nod.
  const ahead = to[0] * Math.sin(heading) + to[1] * Math.cos(heading)
  const aside = to[0] * Math.cos(heading) - to[1] * Math.sin(heading)
  const depth = ahead * Math.cos(tilt) + to[2] * Math.sin(tilt)
  const rise = to[2] * Math.cos(tilt) - ahead * Math.sin(tilt)
  const wide = Math.tan(half)
  if (depth <= 0 || Math.abs(aside / depth) > wide || Math.abs(rise / depth) > (wide * 9) / 16) return false
  const length = Math.hypot(...to)
  for (let gone = 0.02; gone < length - 0.02; gone += 0.04) {
    const share = gone / length
    const [e, n, up] = [x + to[0] * share, y + to[1] * share, z + to[2] * share]
    for (const { corners, bottom, top } of blockers) if (up >= bottom && up <= top && contains([...corners], [e, n])) return false
  }
  return true
}

const body = fc
  .record({
    east: fc.double({ min: -25, max: 25, noNaN: true }),
    north: fc.double({ min: 4, max: 32, noNaN: true }),
    heading: fc.integer({ min: 0, max: 179 }),
    length: fc.double({ min: 2, max: 14, noNaN: true }),
    width: fc.double({ min: 1, max: 9, noNaN: true }),
    bottom: fc.constantFrom(0, 0, 0, 2.6),
    height: fc.double({ min: 0.4, max: 16, noNaN: true }),
  })
  .map(({ east, north, heading, length, width, bottom, height }) =>
    blockerOf(rectangleAt([east, north], heading, length, width), true, bottom, bottom + height),
  )
  .filter(({ corners }) => !contains([...corners], [0, 0]) && corners.every(([east, north]) => Math.hypot(east, north) > 0.5))

describe('the ground a camera sees', () => {
  it('is what rays marched in small steps reach, at 99 of 100 places and more', () => {
    let [asked, alike] = [0, 0]
    const bodies = fc.array(body, { maxLength: 5 })
    const places = fc.array(fc.tuple(fc.double({ min: -26, max: 26, noNaN: true }), fc.double({ min: 0.5, max: 36, noNaN: true })), {
      minLength: 30,
      maxLength: 30,
    })
    fc.assert(
      fc.property(bodies, places, fc.integer({ min: -40, max: 0 }), (blockers, spots, tiltDegrees) => {
        const view = { ...camera, tiltDegrees }
        const sectors = viewshedOf(view, blockers)
        for (const spot of spots) {
          asked += 1
          if (isSeen(sectors, spot) === reachesByMarching(view, blockers, spot)) alike += 1
        }
      }),
      { numRuns: 60, seed: 4 },
    )
    expect(asked).toBeGreaterThan(1500)
    expect(alike / asked).toBeGreaterThanOrEqual(0.99)
  })

  it('is asked for a single spot with the same answer', () => {
    const blockers = [
      house(4, 14),
      blockerOf(
        [
          [-12, 9],
          [-2, 9],
        ],
        false,
        0,
        1.5,
      ),
    ]
    const sectors = viewshedOf(camera, blockers)
    let alike = 0
    for (let east = -20; east < 20; east += 1.3)
      for (let north = 1.1; north < 34; north += 1.3)
        if (isSeen(sectors, [east, north]) === (seesPoint(camera, blockers, [east, north, 0]) !== null)) alike += 1
    expect(alike).toBeGreaterThanOrEqual(31 * 26 * 0.99)
  })

  it('changes when a building is moved', () => {
    const free = areaSeen(viewshedOf(camera, []))
    const behind = areaSeen(viewshedOf(camera, [house(0, 25)]))
    const before = areaSeen(viewshedOf(camera, [house(0, 14)]))
    expect(free).toBeGreaterThan(behind + 30)
    expect(behind).toBeGreaterThan(before + 30)
    expect(areaSeen(viewshedOf(camera, [house(0, -14)]))).toBeCloseTo(free, 6)
  })

  it('goes on behind a wall lower than the camera, after the shadow of that wall', () => {
    const wall = blockerOf(
      [
        [-40, 10],
        [40, 10],
      ],
      false,
      0,
      2,
    )
    const sectors = viewshedOf(camera, [wall])
    // From 4 m over a wall of 2 m at 10 m the ground is met again at 20 m.
    expect([9.9, 10.2, 19.8, 20.2].map((north) => isSeen(sectors, [0, north]))).toEqual([true, false, false, true])
    expect(areaSeen(viewshedOf(camera, [blockerOf(wall.corners, false, 0, 4.2)]))).toBeLessThan(areaSeen(sectors))
  })

  it('is seen under a crown that begins above the lens', () => {
    const crown = blockerOf(rectangleAt([0, 12], 0, 6, 6), true, 5, 9)
    expect(areaSeen(viewshedOf(camera, [crown]))).toBeCloseTo(areaSeen(viewshedOf(camera, [])), 6)
  })

  it('leaves out the foot of the mast that lies below the picture', () => {
    const sectors = viewshedOf(camera, [])
    expect([2, 12].map((north) => isSeen(sectors, [0, north]))).toEqual([false, true])
  })
})

describe('how well a camera sees', () => {
  it('is told in pixels a metre at the spot, and falls with its distance', () => {
    const level = { ...camera, tiltDegrees: 0 }
    const at = (north: number) => seesPoint(level, [], [0, north, 4])?.pixelsPerMeter ?? 0
    // 1920 pixels over 2 · 10 m · tan 39°.
    expect(at(10)).toBeCloseTo(1920 / (20 * Math.tan((39 * Math.PI) / 180)), 6)
    expect(at(20)).toBeCloseTo(at(10) / 2, 6)
    expect(seesPoint(level, [], [0, 36, 4])).toBeNull()
  })

  it('is graded by the classes of IEC 62676-4', () => {
    expect([300, 250, 130, 63, 30, 13, 12].map((pixels) => pixelClassOf(pixels)?.id)).toEqual([
      'identify',
      'identify',
      'recognise',
      'observe',
      'detect',
      'monitor',
      undefined,
    ])
  })
})
