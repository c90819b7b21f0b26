import { type CameraView, halfPicture, radiansOf } from '../../../../models/engines/view/camera-view.ts'
import { pixelClasses } from '../../../../models/engines/view/pixel-classes.ts'
import type { Sector } from '../../../../models/engines/view/viewshed.ts'
import type { Shapes } from '../shapes.ts'

/** How strongly ground is tinted by the class its picture reaches, finest first; the last is too coarse for any. */
export const classWeights = [1, 0.74, 0.52, 0.35, 0.22, 0.12] as const
const upMeters = 0.3

/** One camera's seen ground as a shape, in bands by what its picture of it is good for. */
export function writeGradedGround(shapes: Shapes, view: CameraView, sectors: readonly Sector[]): void {
  shapes.begin()
  const depths = pixelClasses.map(({ pixelsPerMeter }) => view.pixelsAcross / (2 * pixelsPerMeter * halfPicture(view).across))
  for (const { from, to, near, far } of sectors) {
    const [reachFrom, reachTo] = [reachesOf(view, depths, from), reachesOf(view, depths, to)]
    for (const [band, weight] of classWeights.entries()) {
      const inner: [number, number] = [Math.max(near[0], reachFrom[band]), Math.max(near[1], reachTo[band])]
      const outer: [number, number] = [Math.min(far[0], reachFrom[band + 1]), Math.min(far[1], reachTo[band + 1])]
      if (outer[0] - inner[0] < 0.02 && outer[1] - inner[1] < 0.02) continue
      const corners = [
        place(shapes, view, from, inner[0], weight),
        place(shapes, view, from, Math.max(inner[0], outer[0]), weight),
        place(shapes, view, to, Math.max(inner[1], outer[1]), weight),
        place(shapes, view, to, inner[1], weight),
      ]
      shapes.triangle(corners[0], corners[1], corners[2])
      shapes.triangle(corners[0], corners[2], corners[3])
    }
  }
}

/** The two edges of a camera's view over the ground, as far as they are seen. */
export function writeViewEdges(shapes: Shapes, view: CameraView, sectors: readonly Sector[]): void {
  shapes.begin()
  for (const side of [-0.999, 0.999]) {
    const bearing = radiansOf(view.headingDegrees + (view.fieldOfViewDegrees / 2) * side)
    const length = Math.max(0, ...sectors.filter(({ from, to }) => bearing >= from && bearing <= to).map(({ far }) => Math.min(...far)))
    if (length < 1) continue
    const [east, north] = [Math.sin(bearing), Math.cos(bearing)]
    const [x, y] = [view.eye[0] + east * length, view.eye[1] + north * length]
    const corners = [
      [view.eye[0] + north * 0.07, view.eye[1] - east * 0.07],
      [view.eye[0] - north * 0.07, view.eye[1] + east * 0.07],
      [x - north * 0.07, y + east * 0.07],
      [x + north * 0.07, y - east * 0.07],
    ].map(([e, n]) => shapes.vertex(e, n, upMeters + 0.02, 1))
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
  }
}

/** Metres over the ground, along a bearing, from which on each class is no longer reached; between the foot of the mast and beyond all. */
function reachesOf({ eye, headingDegrees, tiltDegrees }: CameraView, depths: readonly number[], bearing: number): number[] {
  const tilt = radiansOf(tiltDegrees)
  const ahead = Math.max(0.02, Math.cos(bearing - radiansOf(headingDegrees)) * Math.cos(tilt))
  return [0, ...depths.map((depth) => Math.max(0, (depth + eye[2] * Math.sin(tilt)) / ahead)), Number.POSITIVE_INFINITY]
}

const place = (shapes: Shapes, { eye }: CameraView, bearing: number, far: number, weight: number): number =>
  shapes.vertex(eye[0] + Math.sin(bearing) * far, eye[1] + Math.cos(bearing) * far, upMeters, weight)
