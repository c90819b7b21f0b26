import { MathUtils, type PerspectiveCamera } from 'three'
import type { Position2 } from '../../../models/site/geometry.ts'
import type { WalkKey } from '../../state/scene-hand.ts'
import { view, type Walk } from '../../state/view.ts'
import type { Walls } from './walls.ts'

export const eyeMeters = 1.6

const paceMetersPerSecond = 2.6
const fastMetersPerSecond = 8
const turnDegreesPerSecond = 80
/** A walk to a spot that was pointed at takes no longer than any flight. */
const goSeconds = 0.38
const tellSeconds = 0.35
const pitchLimitDegrees = 50
/** The ground stands a little above the model’s zero: lawns by their kerb. */
const groundMeters = 0.15

/** Someone on foot: where they are, what keys they hold, where they were sent. */
export type Walker = {
  readonly spot: Position2
  readonly isOn: boolean
  /** Takes over from wherever the address or a saved view says. */
  place(walk: Walk): void
  leave(): void
  hold(key: WalkKey, isDown: boolean): void
  release(): void
  look(headingDegrees: number, pitchDegrees: number): void
  goTo(spot: Position2, smooth: boolean): void
  /** One step of time; true while another is wanted. */
  step(seconds: number): boolean
  /** Stands the camera where the eyes are; true if that is another place or direction than before. */
  aim(camera: PerspectiveCamera): boolean
}

export function createWalker(walls: Walls): Walker {
  let spot: Position2 = [0, 0]
  let heading = 0
  let pitch = 0
  let isOn = false
  let told: Walk | null = null
  /** Seconds since something that the view does not know yet. */
  let untold = 0
  let isAimed = false
  let goal: { readonly from: Position2; readonly to: Position2; left: number } | null = null
  const held = new Set<WalkKey>()
  const share = (plus: WalkKey, minus: WalkKey): number => Number(held.has(plus)) - Number(held.has(minus))

  function tell(): void {
    untold = 0
    if (told && Math.abs(told.east - spot[0]) + Math.abs(told.north - spot[1]) < 0.05 && Math.abs(told.heading - heading) < 0.5) return
    told = { east: spot[0], north: spot[1], heading: MathUtils.euclideanModulo(heading, 360) }
    view.setState({ walk: told })
  }

  /** Straight on to where one was sent, easing out; a wall in between ends it there. */
  function lead(seconds: number): boolean {
    if (!goal) return false
    goal.left = Math.max(0, goal.left - seconds)
    const eased = 1 - (goal.left / goSeconds) ** 3
    spot = walls.walk(spot, [MathUtils.lerp(goal.from[0], goal.to[0], eased), MathUtils.lerp(goal.from[1], goal.to[1], eased)])
    if (goal.left === 0) goal = null
    return true
  }

  function stride(seconds: number): boolean {
    const [ahead, aside, turn] = [share('forward', 'back'), share('right', 'left'), share('turnRight', 'turnLeft')]
    heading += turn * turnDegreesPerSecond * seconds
    if (ahead !== 0 || aside !== 0) {
      goal = null
      const length = (held.has('fast') ? fastMetersPerSecond : paceMetersPerSecond) * (seconds / Math.hypot(ahead, aside))
      const [sine, cosine] = [Math.sin(MathUtils.degToRad(heading)), Math.cos(MathUtils.degToRad(heading))]
      spot = walls.walk(spot, [spot[0] + (ahead * sine + aside * cosine) * length, spot[1] + (ahead * cosine - aside * sine) * length])
    }
    return turn !== 0 || ahead !== 0 || aside !== 0
  }

  return {
    get spot() {
      return spot
    },
    get isOn() {
      return isOn
    },
    place(walk) {
      isOn = true
      // What it said itself comes back through the view.
      if (walk === told) return
      spot = walls.freeNear([walk.east, walk.north]) ?? [walk.east, walk.north]
      heading = walk.heading
      pitch = 0
      goal = null
      told = walk
      isAimed = false
    },
    leave() {
      isOn = false
      goal = null
      told = null
      held.clear()
    },
    hold(key, isDown) {
      if (isDown) held.add(key)
      else held.delete(key)
    },
    release: () => held.clear(),
    look(headingDegrees, pitchDegrees) {
      heading += headingDegrees
      pitch = MathUtils.clamp(pitch + pitchDegrees, -pitchLimitDegrees, pitchLimitDegrees)
      isAimed = false
    },
    goTo(to, smooth) {
      if (smooth) goal = { from: spot, to, left: goSeconds }
      else {
        spot = walls.walk(spot, to)
        isAimed = false
      }
    },
    step(seconds) {
      const isMoving = lead(seconds) || stride(seconds)
      if (isMoving) isAimed = false
      if (!isAimed || untold > 0) untold += seconds
      if (untold > tellSeconds) tell()
      return isMoving || untold > 0
    },
    aim(camera) {
      const isNew = !isAimed
      isAimed = true
      camera.position.set(spot[0], groundMeters + eyeMeters, -spot[1])
      camera.rotation.set(MathUtils.degToRad(pitch), -MathUtils.degToRad(heading), 0, 'YXZ')
      return isNew
    },
  }
}
