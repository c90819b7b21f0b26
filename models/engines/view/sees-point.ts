import type { Position2, Position3 } from '../../site/geometry.ts'
import { type Blocker, blockersNear, stretchesWithin } from './blockers.ts'
import { type CameraView, halfPicture, pixelsPerMeterAt, radiansOf } from './camera-view.ts'

/** How well a camera sees a spot: metres between them, and the pixels a metre there gets. */
export type Sight = { readonly meters: number; readonly pixelsPerMeter: number }

/** A spot that lies against what would hide it is not hidden by that. */
const touchMeters = 0.05

/** How a camera sees a spot, or null: out of its picture or range, or hidden by what stands between. */
export function seesPoint(view: CameraView, blockers: readonly Blocker[], spot: Position3): Sight | null {
  const depth = depthInPicture(view, spot)
  if (depth === null) return null
  const { eye } = view
  const [east, north] = [spot[0] - eye[0], spot[1] - eye[1]]
  const ground = Math.hypot(east, north)
  const meters = Math.hypot(ground, spot[2] - eye[2])
  const sight: Sight = { meters, pixelsPerMeter: pixelsPerMeterAt(view, depth) }
  if (ground < touchMeters) return sight
  const from: Position2 = [eye[0], eye[1]]
  const direction: Position2 = [east / ground, north / ground]
  const heightAt = (far: number): number => eye[2] + ((spot[2] - eye[2]) * far) / ground
  for (const blocker of blockersNear(blockers, eye, ground))
    for (const [start, end] of stretchesWithin(blocker, from, direction)) {
      if (start > ground - touchMeters) continue
      const heights = [heightAt(start), heightAt(Math.min(end, ground - touchMeters))]
      if (Math.max(...heights) >= blocker.bottom && Math.min(...heights) <= blocker.top) return null
    }
  return sight
}

/** Metres along the camera's axis to a spot that lies within its picture and range, else null. */
function depthInPicture(view: CameraView, spot: Position3): number | null {
  const { eye, headingDegrees, tiltDegrees, rangeMeters } = view
  const heading = radiansOf(headingDegrees)
  const tilt = radiansOf(tiltDegrees)
  const [east, north, up] = [spot[0] - eye[0], spot[1] - eye[1], spot[2] - eye[2]]
  if (Math.hypot(east, north) > rangeMeters) return null
  const ahead = east * Math.sin(heading) + north * Math.cos(heading)
  const aside = east * Math.cos(heading) - north * Math.sin(heading)
  const depth = ahead * Math.cos(tilt) + up * Math.sin(tilt)
  const rise = up * Math.cos(tilt) - ahead * Math.sin(tilt)
  const half = halfPicture(view)
  return depth > 0 && Math.abs(aside) <= depth * half.across && Math.abs(rise) <= depth * half.up ? depth : null
}
