import type { Scene, WebGLRenderer } from 'three'
import type { FrameContext } from '../frame-context.ts'

/** Rest before a picture is refined: after the camera or the view moved, and after values changed it, so that it does not come and go with each. */
const restMs = 300
const quietMs = 2500

/** Draws when something changed, refines while nothing does, and is quiet otherwise. */
export type PictureDrawing = {
  /** `moving`: the systems ask for another frame. True if a further one is wanted for refining. */
  draw(context: FrameContext, moving: boolean): boolean
  stop(): void
}

export function createPictureDrawing(gl: WebGLRenderer, scene: Scene, invalidate: () => void): PictureDrawing {
  let readyAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function rest(context: FrameContext): void {
    context.stage.stills?.restart()
    if (!context.refines || context.blinking) return
    const { camera, view, focus, light, layers } = context.fresh
    const waitMs = camera || view || focus || light || layers || context.view.cursor !== null ? restMs : quietMs
    readyAt = performance.now() + waitMs
    clearTimeout(timer)
    timer = setTimeout(invalidate, waitMs + 5)
  }

  return {
    draw(context, moving) {
      if (gl.getContext().isContextLost()) return false
      if (context.pictureChanged) {
        context.pictureChanged = false
        context.pictures += 1
        gl.render(scene, context.camera)
        rest(context)
        return false
      }
      const { stills } = context.stage
      if (!stills || !context.refines || context.blinking || moving || stills.isDone || performance.now() < readyAt) return false
      stills.step(gl, scene, context.camera)
      return !stills.isDone
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
