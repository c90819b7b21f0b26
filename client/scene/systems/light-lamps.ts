import type { FrameContext } from '../frame-context.ts'

/** Lamp heads and their light on the ground by the levels they report. */
export function lightLamps(context: FrameContext): boolean {
  const { fresh, stage, gl } = context
  if (fresh.telemetry || fresh.minute) stage.overlays.lamps.update(context)
  if (gl) stage.lampLight.refresh(gl)
  return false
}
