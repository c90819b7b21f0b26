import { sectionOf } from '../cut/section.ts'
import type { FrameContext } from '../frame-context.ts'

/** Lays houses open where a plane cuts them or walls give way. */
export function cutOpen(context: FrameContext): boolean {
  const { fresh, stage, focus, view } = context
  if (!fresh.cut && !fresh.focus) return false
  stage.cutParts.show(focus, sectionOf(view))
  context.shadowsChanged = true
  context.pictureChanged = true
  return false
}
