import { MathUtils, type PerspectiveCamera, Quaternion, Vector3 } from 'three'

/** What a person takes in without turning the head; through the long lens of the model a courtyard would be a keyhole. */
export const walkFieldOfViewDegrees = 58

/** No flight takes longer (interface: motion is short). */
export const flightSeconds = 0.38

/** Carries the camera from where it is to wherever its new master wants it, between walking and looking from above. */
export type Flight = {
  start(camera: PerspectiveCamera): void
  /** After the master has placed the camera: draws it back towards where the flight began; true while it lasts. */
  bend(camera: PerspectiveCamera, seconds: number): boolean
}

export function createFlight(): Flight {
  const position = new Vector3()
  const turn = new Quaternion()
  let fieldOfView = 0
  let left = 0
  return {
    start(camera) {
      position.copy(camera.position)
      turn.copy(camera.quaternion)
      fieldOfView = camera.fov
      left = flightSeconds
    },
    bend(camera, seconds) {
      if (left <= 0) return false
      left = Math.max(0, left - seconds)
      const back = MathUtils.smoothstep(left / flightSeconds, 0, 1)
      camera.position.lerp(position, back)
      camera.quaternion.slerp(turn, back)
      camera.fov = MathUtils.lerp(camera.fov, fieldOfView, back)
      return true
    },
  }
}
