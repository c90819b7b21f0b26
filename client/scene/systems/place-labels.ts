import { Vector3 } from 'three'
import type { FrameContext } from '../frame-context.ts'

const spot = new Vector3()

/** Moves the few labels of the one layer over the picture to where their things are now. */
export function placeLabels(context: FrameContext): boolean {
  const { labels, fresh, camera, width, height } = context
  if (!labels) return false
  if (fresh.alarms || fresh.view || fresh.minute) labels.write(context)
  else if (!fresh.camera) return false
  camera.updateMatrixWorld()
  labels.place((east, up, south, into) => {
    spot.set(east, up, south).project(camera)
    into.x = ((spot.x + 1) / 2) * width
    into.y = ((1 - spot.y) / 2) * height
    into.visible = spot.z < 1 && Math.abs(spot.x) < 1.05 && Math.abs(spot.y) < 1.05
  })
  return false
}
