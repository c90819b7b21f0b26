import { firePoseFor } from '../fire-pose.ts'
import type { FrameContext } from '../frame-context.ts'
import { poseFor } from '../poses.ts'
import { storeysOf } from '../storey-aims.ts'

/** Flies to what is focused, keeps near and far about what is seen, and says whether the camera still moves. */
export function followCamera(context: FrameContext): boolean {
  const { controls, camera, view, fresh, stage } = context
  if (!controls) return false
  if (fresh.focus) {
    const pose = firePoseFor(context, context.focus, context) ?? poseFor(stage, context.focus, context, storeysOf(context))
    const smooth = view.motion && context.placed
    controls.setLookAt(pose.position.x, pose.position.y, pose.position.z, pose.target.x, pose.target.y, pose.target.z, smooth)
    context.placed = true
  }
  const moving = controls.update(context.deltaSeconds)
  fresh.camera = moving || fresh.focus
  if (fresh.camera) context.pictureChanged = true
  const distance = controls.distance
  const near = Math.max(0.5, distance * 0.08)
  if (Math.abs(camera.near - near) > near * 0.05) {
    camera.near = near
    camera.far = distance + stage.radiusMeters * 6
    camera.updateProjectionMatrix()
  }
  return moving
}
