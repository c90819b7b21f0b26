import type { Controls } from './controls.ts'
import type { FrameContext } from './frame-context.ts'

const againMs = 2_000

/**
 * Orbit, walk and the page's tools, fetched once the first picture stands: nobody moves what is not there yet. They take
 * the camera over where it was stood. Asked for again while they cannot be had.
 */
export function lateControls(context: FrameContext, element: HTMLElement, invalidate: () => void): { dispose(): void } {
  let controls: Controls | null = null
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = async (): Promise<void> => {
    const { createControls } = await import('./controls.ts')
    if (isOver) return
    controls = createControls(context, element, invalidate)
    context.controls = controls.camera
    const { position, target } = context.stood
    void controls.camera.setLookAt(position.x, position.y, position.z, target.x, target.y, target.z, false)
    invalidate()
  }
  const fetch = (): void => {
    take().catch(() => {
      timer = setTimeout(fetch, againMs)
    })
  }
  let request = requestAnimationFrame(function look() {
    if (context.pictures > 0) fetch()
    else request = requestAnimationFrame(look)
  })
  return {
    dispose() {
      isOver = true
      cancelAnimationFrame(request)
      clearTimeout(timer)
      controls?.dispose()
      context.controls = null
      context.isSteered = false
    },
  }
}
