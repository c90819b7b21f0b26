import { PerspectiveCamera, type Scene, type WebGLRenderer } from 'three'
import { type CameraView, cameraViewOf, halfPicture, pictureAspect, radiansOf } from '../../../models/engines/view/camera-view.ts'
import { twinViews } from '../../state/twin-views.ts'
import type { FrameContext } from '../frame-context.ts'
import { createPlainModel } from './plain-model.ts'

/** Draws what the model shows from cameras' places, for those who ask. */
export type TwinDrawing = {
  /** Before the picture itself: it is drawn in a corner of the same canvas, copied, and drawn over. `layer` is where pinned ones stand. */
  draw(context: FrameContext, layer: HTMLElement | null): void
  stop(): void
}

/** Device pixels across such a picture, where the canvas is that large. */
const widthPixels = 480
/** Twice a second at most; where the processor draws, once in three. */
const gapMs = { card: 500, processor: 3000 } as const

export function createTwinDrawing(gl: WebGLRenderer, scene: Scene, isSoftware: boolean, invalidate: () => void): TwinDrawing {
  const gap = isSoftware ? gapMs.processor : gapMs.card
  const eye = new PerspectiveCamera(50, pictureAspect, 0.3, 700)
  /** When each camera's picture was last drawn; its own clock, since it says nothing about the community. */
  const drawnAt = new Map<string, number>()
  /** Cameras whose picture is older than the scene. */
  const due = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (): void => {
    for (const { device } of twinViews.all) due.add(device)
    invalidate()
  }
  const stopListening = twinViews.subscribe(ask)
  ask()

  /** The next camera whose turn it is: one a frame, so that none makes the picture wait for long. */
  function next(now: number): string | null {
    for (const { device } of twinViews.all) if (due.has(device) && now - (drawnAt.get(device) ?? Number.NEGATIVE_INFINITY) >= gap) return device
    return null
  }

  function look(context: FrameContext, view: CameraView, device: string): void {
    const canvas = gl.domElement
    const ratio = gl.getPixelRatio()
    const width = Math.min(widthPixels, canvas.width)
    const height = Math.min(canvas.height, Math.round(width / pictureAspect))
    aim(eye, view)
    const restore = createPlainModel(context.stage)
    gl.setViewport(0, 0, width / ratio, height / ratio)
    gl.setScissor(0, 0, width / ratio, height / ratio)
    gl.setScissorTest(true)
    gl.render(scene, eye)
    gl.setScissorTest(false)
    gl.setViewport(0, 0, canvas.width / ratio, canvas.height / ratio)
    restore()
    const picture = { source: canvas, x: 0, y: canvas.height - height, width, height, shownAt: context.shownAt }
    for (const each of twinViews.all) if (each.device === device) each.paint(picture)
  }

  return {
    draw(context) {
      if (twinViews.all.size === 0 || gl.getContext().isContextLost()) return
      if (context.pictureChanged) for (const { device } of twinViews.all) due.add(device)
      if (due.size === 0) return
      const now = performance.now()
      const device = next(now)
      const entry = device === null ? undefined : context.stage.register.devices.get(device)
      if (device !== null && entry?.type.shows.overlay === 'cone') {
        due.delete(device)
        drawnAt.set(device, now)
        look(context, cameraViewOf(entry.device, entry.type.shows), device)
        // The corner that was drawn into belongs to the picture: it is drawn over at once.
        context.pictureChanged = true
      }
      for (const each of due) if (![...twinViews.all].some((view) => view.device === each)) due.delete(each)
      if (due.size === 0) return
      const soonest = Math.min(...[...due].map((each) => (drawnAt.get(each) ?? 0) + gap - now))
      clearTimeout(timer)
      timer = setTimeout(invalidate, Math.max(16, soonest))
    },
    stop() {
      clearTimeout(timer)
      stopListening()
    },
  }
}

function aim(camera: PerspectiveCamera, view: CameraView): void {
  const [east, north, up] = view.eye
  const [heading, tilt] = [radiansOf(view.headingDegrees), radiansOf(view.tiltDegrees)]
  const level = Math.cos(tilt)
  camera.fov = (Math.atan(halfPicture(view).up) * 360) / Math.PI
  camera.position.set(east, up, -north)
  camera.lookAt(east + Math.sin(heading) * level, up + Math.sin(tilt), -(north + Math.cos(heading) * level))
  camera.updateProjectionMatrix()
  camera.updateMatrixWorld()
}
