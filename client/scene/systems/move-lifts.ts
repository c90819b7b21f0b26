import type { FrameContext } from '../frame-context.ts'

/** Lift cars at the height they report. */
export function moveLifts(context: FrameContext): boolean {
  const { fresh, stage } = context
  if (fresh.telemetry || fresh.minute) stage.overlays.shafts.update(context)
  return false
}
