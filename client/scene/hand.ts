import type CameraControls from 'camera-controls'
import { MathUtils, Vector3 } from 'three'
import type { SceneHand } from '../state/scene-hand.ts'
import { type Viewpoint, view } from '../state/view.ts'
import type { FrameContext } from './frame-context.ts'
import { poseFor } from './poses.ts'
import { flightSeconds } from './walk/flight.ts'
import type { Walker } from './walk/walker.ts'
import type { Walls } from './walk/walls.ts'

const perMeter = 10

/** The picture’s answers to the page’s tools. */
export function createHand(context: FrameContext, controls: CameraControls, walker: Walker, walls: Walls, invalidate: () => void): SceneHand {
  const fly = (): void => {
    context.flightLeft = context.view.motion ? flightSeconds : 0
    forgetViewpoint()
    invalidate()
  }
  return {
    turn(degrees) {
      if (walker.isOn) walker.look(degrees, 0)
      else void controls.rotate(MathUtils.degToRad(-degrees), 0, context.view.motion)
      fly()
    },
    goTo(east, north) {
      const { walk } = view.getState()
      if (walk) {
        const [freeEast, freeNorth] = walls.freeNear([east, north]) ?? walker.spot
        view.setState({ walk: { ...walk, east: freeEast, north: freeNorth } })
      } else void controls.moveTo(east, 0, -north, context.view.motion)
      fly()
    },
    hold(key, isDown) {
      walker.hold(key, isDown)
      invalidate()
    },
    reset() {
      const { position, target } = poseFor(context.stage, context.focus, context)
      void controls.setLookAt(position.x, position.y, position.z, target.x, target.y, target.z, context.view.motion)
      fly()
    },
    viewpoint: () => viewpointOf(controls),
  }
}

/** A hand has moved the camera: where a link had put it no longer tells where it is. */
export function forgetViewpoint(): void {
  if (view.getState().viewpoint) view.setState({ viewpoint: null })
}

function viewpointOf(controls: CameraControls): Viewpoint {
  const eye = controls.getPosition(new Vector3(), true)
  const target = controls.getTarget(new Vector3(), true)
  const round = (meters: number): number => Math.round(meters * perMeter) / perMeter
  return {
    eye: [round(eye.x), round(-eye.z), round(eye.y)],
    target: [round(target.x), round(-target.z), round(target.y)],
  }
}
