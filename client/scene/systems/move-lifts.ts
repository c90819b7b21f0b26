import type { FrameContext } from '../frame-context.ts'

/** Lift cars and the arms of gates as they are reported. */
export function moveLifts(context: FrameContext): boolean {
  const { shafts, barriers } = context.stage.overlays
  if (shafts.update(context)) context.pictureChanged = true
  if (barriers.update(context)) context.pictureChanged = context.shadowsChanged = true
  return false
}
