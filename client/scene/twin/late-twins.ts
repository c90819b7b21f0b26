import type { Scene, WebGLRenderer } from 'three'
import { twinViews } from '../../state/twin-views.ts'
import type { TwinDrawing } from './draw-twins.ts'
import type { Pins } from './pins.ts'

/** Pictures from cameras' places, fetched once the first is asked for: on most days nobody asks. */
export function createLateTwins(gl: WebGLRenderer, scene: Scene, isSoftware: boolean, invalidate: () => void): TwinDrawing {
  let parts: { readonly drawing: TwinDrawing; readonly createPins: (layer: HTMLElement) => Pins } | null = null
  let isAsked = false
  const stopListening = twinViews.subscribe(invalidate)

  async function fetch(): Promise<void> {
    const [{ createTwinDrawing }, { createPins }] = await Promise.all([import('./draw-twins.ts'), import('./pins.ts')])
    if (!isAsked) return
    parts = { drawing: createTwinDrawing(gl, scene, isSoftware, invalidate), createPins }
    invalidate()
  }

  return {
    draw(context, layer) {
      if (parts && layer && context.pins === null) {
        // Written as if the view were new; so they are, too, when the stage was built anew.
        context.pins = parts.createPins(layer)
        context.seen.view = null
        invalidate()
      }
      parts?.drawing.draw(context, layer)
      if (isAsked || (twinViews.all.size === 0 && context.view.pins.length === 0)) return
      isAsked = true
      // What could not be fetched is asked for again when it is next wanted.
      fetch().catch(() => {
        isAsked = false
      })
    },
    stop() {
      isAsked = false
      stopListening()
      parts?.drawing.stop()
      parts = null
    },
  }
}
