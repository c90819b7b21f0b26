import CameraControls from 'camera-controls'
import { Box3, Matrix4, Quaternion, Raycaster, Sphere, Spherical, Vector2, Vector3, Vector4 } from 'three'
import { sceneHand } from '../state/scene-hand.ts'
import { view } from '../state/view.ts'
import type { FrameContext } from './frame-context.ts'
import { createHand, forgetViewpoint } from './hand.ts'
import { listenToWalk } from './walk/walk-controls.ts'
import { createWalker } from './walk/walker.ts'
import { createWalls } from './walk/walls.ts'

CameraControls.install({ THREE: { Box3, Matrix4, Quaternion, Raycaster, Sphere, Spherical, Vector2, Vector3, Vector4 } })

export type Controls = { readonly camera: CameraControls; dispose(): void }

/**
 * Drag orbits, wheel goes to the pointer, right drag moves; arrows, + − and Q E do it by key. By touch as on a map: one
 * finger moves over the ground, two pinch, turn and tilt. On foot all of them belong to the walk.
 */
export function createControls(context: FrameContext, element: HTMLElement, invalidate: () => void): Controls {
  const { stage, camera } = context
  const controls = new CameraControls(camera, element)
  controls.dollyToCursor = true
  controls.smoothTime = 0.085
  controls.draggingSmoothTime = 0.05
  controls.touches.one = CameraControls.ACTION.TOUCH_SCREEN_PAN
  controls.touches.two = CameraControls.ACTION.TOUCH_DOLLY_ROTATE
  controls.mouseButtons.right = CameraControls.ACTION.SCREEN_PAN
  controls.minPolarAngle = 0.12
  controls.maxPolarAngle = 1.42
  controls.minDistance = 12
  controls.maxDistance = stage.radiusMeters * 6
  controls.setBoundary(
    new Box3(
      new Vector3(stage.middle.x - stage.radiusMeters * 1.2, -5, stage.middle.z - stage.radiusMeters * 1.2),
      new Vector3(stage.middle.x + stage.radiusMeters * 1.2, 80, stage.middle.z + stage.radiusMeters * 1.2),
    ),
  )
  const wake = (): void => invalidate()
  controls.addEventListener('control', wake)
  controls.addEventListener('controlstart', wake)
  controls.addEventListener('controlstart', forgetViewpoint)
  controls.addEventListener('transitionstart', wake)
  element.tabIndex = 0
  element.style.outlineOffset = '-3px'
  const keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (moveByKey(controls, event.key, context.view.motion)) {
      event.preventDefault()
      forgetViewpoint()
      invalidate()
    }
  }
  element.addEventListener('keydown', keys)
  const walls = createWalls(stage.index.community)
  const walker = createWalker(walls)
  context.walker = walker
  const stopWalk = listenToWalk(walker, element, invalidate)
  const stopView = view.subscribe((now, before) => {
    if (now.focus !== before.focus && now.viewpoint === before.viewpoint) forgetViewpoint()
  })
  const hand = createHand(context, controls, walker, walls, invalidate)
  sceneHand.setState({ hand })
  return {
    camera: controls,
    dispose() {
      element.removeEventListener('keydown', keys)
      stopWalk()
      stopView()
      context.walker = null
      if (sceneHand.getState().hand === hand) sceneHand.setState({ hand: null })
      controls.dispose()
    },
  }
}

function moveByKey(controls: CameraControls, key: string, smooth: boolean): boolean {
  const step = controls.distance * 0.12
  switch (key) {
    case 'ArrowLeft':
      void controls.truck(-step, 0, smooth)
      return true
    case 'ArrowRight':
      void controls.truck(step, 0, smooth)
      return true
    case 'ArrowUp':
      void controls.forward(step, smooth)
      return true
    case 'ArrowDown':
      void controls.forward(-step, smooth)
      return true
    case '+':
    case '=':
      void controls.dolly(step * 1.5, smooth)
      return true
    case '-':
      void controls.dolly(-step * 1.5, smooth)
      return true
    case 'q':
    case 'Q':
      void controls.rotate(-Math.PI / 12, 0, smooth)
      return true
    case 'e':
    case 'E':
      void controls.rotate(Math.PI / 12, 0, smooth)
      return true
    default:
      return false
  }
}
