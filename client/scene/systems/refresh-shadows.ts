import type { FrameContext } from '../frame-context.ts'

/** The one shadow map is drawn again only after something that casts shadow moved. */
export function refreshShadows(context: FrameContext): boolean {
  if (context.gl && context.shadowsChanged) context.gl.shadowMap.needsUpdate = true
  context.shadowsChanged = false
  return false
}
