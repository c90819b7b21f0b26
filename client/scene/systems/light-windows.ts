import type { FrameContext } from '../frame-context.ts'

/** Homes' windows by the power their meters report. */
export function lightWindows(context: FrameContext): boolean {
  const { fresh, stage } = context
  if (fresh.telemetry || fresh.minute) stage.overlays.windows.update(context)
  return false
}
