import type { FrameContext } from './frame-context.ts'

/**
 * The graphics card may take a picture back at any time (sleep, another screen, a driver's fault). Geometry, tables and
 * state stay in memory and are sent again by the renderer; only what was drawn on the card, lamp light and shadows, is drawn anew.
 */
export function surviveLoss(context: FrameContext, canvas: HTMLCanvasElement, invalidate: () => void, onLost: (lost: boolean) => void): () => void {
  const lost = (event: Event): void => {
    // Without this the browser never gives the context back.
    event.preventDefault()
    onLost(true)
  }
  const restored = (): void => {
    context.stage.lampLight.invalidate()
    context.shadowsChanged = context.pictureChanged = true
    onLost(false)
    invalidate()
  }
  canvas.addEventListener('webglcontextlost', lost)
  canvas.addEventListener('webglcontextrestored', restored)
  return () => {
    canvas.removeEventListener('webglcontextlost', lost)
    canvas.removeEventListener('webglcontextrestored', restored)
  }
}
