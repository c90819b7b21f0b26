import { Vector3 } from 'three'
import { cameraNow, tellCamera } from '../../state/scene-hand.ts'
import { firePoseFor } from '../fire-pose.ts'
import type { FrameContext } from '../frame-context.ts'
import { fieldOfViewDegrees, type Pose, poseFor } from '../poses.ts'
import { storeysOf } from '../storey-aims.ts'
import { flightSeconds, walkFieldOfViewDegrees } from '../walk/flight.ts'

/** Near enough for a wall one leans against, far enough that painted lines and ground keep apart. */
const walkNearMeters = 0.25
const end = new Vector3()
const endTarget = new Vector3()
const ahead = new Vector3()

/** Flies to what is focused or walks, keeps near and far about what is seen, and says whether the camera still moves. */
export function followCamera(context: FrameContext): boolean {
  const { controls, fresh, view, walker, placed } = context
  if (breaksOut(context)) fresh.focus = true
  if (!controls || !walker) return standStill(context)
  context.isSteered = true
  const wasOnFoot = walker.isOn
  const changesMaster = wasOnFoot !== (view.walk !== null)
  if (changesMaster && placed && view.motion) context.flight.start(context.camera)
  if (view.walk) walker.place(view.walk)
  else if (wasOnFoot) walker.leave()
  if (controls.enabled !== (view.walk === null)) controls.enabled = view.walk === null
  if (!view.walk || !placed) aimAtFocus(context)
  const wantsMore = view.walk ? walk(context) : orbit(context)
  const isFlying = context.flight.bend(context.camera, context.deltaSeconds)
  fresh.camera = context.cameraMoved || isFlying || changesMaster || fresh.focus || fresh.viewpoint
  if (fresh.camera) {
    context.pictureChanged = true
    focusLens(context)
    tell(context)
  }
  return wantsMore || isFlying
}

/** While nothing moves it yet the camera stands where it is wanted. */
function standStill(context: FrameContext): boolean {
  const { fresh, camera, stood } = context
  fresh.camera = fresh.focus || fresh.viewpoint
  if (!fresh.camera) return false
  const { viewpoint } = context.view
  if (viewpoint) {
    stood.position.set(viewpoint.eye[0], viewpoint.eye[2], -viewpoint.eye[1])
    stood.target.set(viewpoint.target[0], viewpoint.target[2], -viewpoint.target[1])
  } else {
    const { position, target } = wantedPose(context)
    stood.position.copy(position)
    stood.target.copy(target)
  }
  camera.position.copy(stood.position)
  camera.lookAt(stood.target)
  context.placed = true
  context.pictureChanged = true
  focusLens(context)
  return false
}

/** A fire that becomes known where one looks already is brought into one picture with its way out, once. */
const breaksOut = (context: FrameContext): boolean =>
  context.fresh.alarms && context.placed && !context.isAimedAtFire && !context.view.viewpoint && firePoseFor(context, context.focus, context) !== null

function wantedPose(context: FrameContext): Pose {
  const fire = firePoseFor(context, context.focus, context)
  context.isAimedAtFire = fire !== null
  return fire ?? poseFor(context.stage, context.focus, context, storeysOf(context))
}

/** Where a focus, a link or a saved view wants the camera; a viewpoint is more exact than a focus that comes with it. */
function aimAtFocus(context: FrameContext): void {
  const { controls, view, fresh } = context
  if (!controls || !(fresh.focus || fresh.viewpoint) || (!fresh.focus && !view.viewpoint)) return
  const smooth = view.motion && context.placed
  if (view.viewpoint && (fresh.viewpoint || !context.placed)) {
    const { eye, target } = view.viewpoint
    controls.setLookAt(eye[0], eye[2], -eye[1], target[0], target[2], -target[1], smooth)
  } else {
    const { position, target } = wantedPose(context)
    controls.setLookAt(position.x, position.y, position.z, target.x, target.y, target.z, smooth)
  }
  context.flightLeft = smooth ? flightSeconds : 0
  context.placed = true
}

function orbit(context: FrameContext): boolean {
  const { controls, camera } = context
  if (!controls) return false
  // What would be left of a flight after its time is not worth another half second of frames.
  if (context.flightLeft > 0) {
    context.flightLeft -= context.deltaSeconds
    if (context.flightLeft <= 0) {
      controls.getPosition(end, true)
      controls.getTarget(endTarget, true)
      controls.setLookAt(end.x, end.y, end.z, endTarget.x, endTarget.y, endTarget.z, false)
    }
  }
  camera.fov = fieldOfViewDegrees
  context.cameraMoved = controls.update(context.deltaSeconds)
  return context.cameraMoved
}

function walk(context: FrameContext): boolean {
  const { walker, camera, deltaSeconds } = context
  if (!walker) return false
  const wantsMore = walker.step(deltaSeconds)
  context.cameraMoved = walker.aim(camera)
  camera.fov = walkFieldOfViewDegrees
  return wantsMore
}

function focusLens({ camera, controls, stage, view, stood }: FrameContext): void {
  const distance = controls?.distance ?? stood.position.distanceTo(stood.target)
  const near = view.walk && controls ? walkNearMeters : Math.max(0.5, distance * 0.08)
  camera.near = near
  camera.far = (view.walk ? 0 : distance) + stage.radiusMeters * 6
  camera.updateProjectionMatrix()
  camera.updateMatrixWorld()
}

/** What is drawn beside the picture reads this. */
function tell({ camera, controls, view }: FrameContext): void {
  const { x, y, z } = camera.position
  cameraNow.east = x
  cameraNow.north = -z
  cameraNow.up = y
  if (view.walk || !controls) ahead.set(0, 0, -1).applyQuaternion(camera.quaternion).multiplyScalar(10).add(camera.position)
  else controls.getTarget(ahead, false)
  cameraNow.targetEast = ahead.x
  cameraNow.targetNorth = -ahead.z
  cameraNow.targetUp = ahead.y
  cameraNow.fieldOfViewDegrees = camera.fov
  cameraNow.aspect = camera.aspect
  tellCamera()
}
