import type { FrameContext } from '../frame-context.ts'

/** Homes' windows by the power their meters report. */
export function lightWindows(context: FrameContext): boolean {
  if (context.stage.overlays.windows.update(context)) context.pictureChanged = true
  return false
}
