import fc from 'fast-check'
import { Matrix4, PerspectiveCamera, Vector3 } from 'three'
import { expect, it } from 'vitest'
import { MarkGrid } from '../../../../client/scene/picking/mark-grid.ts'

const screen = { width: 1600, height: 900 }

function lensAt(from: Vector3, to: Vector3): PerspectiveCamera {
  const camera = new PerspectiveCamera(40, screen.width / screen.height, 0.5, 2000)
  camera.position.copy(from)
  camera.lookAt(to)
  camera.updateMatrixWorld()
  return camera
}

/** The plain way: every mark projected, the last within reach. */
function markUnder(places: readonly number[], camera: PerspectiveCamera, x: number, y: number): number {
  for (let mark = places.length / 3 - 1; mark >= 0; mark -= 1) {
    const spot = new Vector3(places[mark * 3], places[mark * 3 + 1], places[mark * 3 + 2])
    if (spot.clone().applyMatrix4(camera.matrixWorldInverse).z >= 0) continue
    spot.project(camera)
    if (Math.hypot(((spot.x + 1) / 2) * screen.width - x, ((1 - spot.y) / 2) * screen.height - y) < 16) return mark
  }
  return -1
}

const meters = fc.integer({ min: -200, max: 200 })
const spot = fc.tuple(meters, fc.integer({ min: 0, max: 40 }), meters)

it('finds the mark that looking at every one finds, from anywhere', () => {
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 300 }), spot, spot, fc.nat(), (spots, eye, target, nth) => {
      fc.pre(Math.hypot(eye[0] - target[0], eye[2] - target[2]) > 1)
      const places = spots.flat()
      const camera = lensAt(new Vector3(eye[0], eye[1] + 1.6, eye[2]), new Vector3(...target))
      const lens = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse)
      const grid = new MarkGrid(places, spots.length)
      // At a mark itself, and at a place where there may be none.
      const at = new Vector3(...spots[nth % spots.length]).project(camera)
      for (const [x, y] of [
        [((at.x + 1) / 2) * screen.width + 3, ((1 - at.y) / 2) * screen.height],
        [nth % screen.width, (nth * 7) % screen.height],
      ])
        expect(grid.under(x, y, lens, screen)).toBe(markUnder(places, camera, x, y))
    }),
    { numRuns: 300 },
  )
})

it('is empty without marks', () => {
  expect(new MarkGrid([], 0).under(10, 10, new Matrix4(), screen)).toBe(-1)
})
