import type { FrameContext } from '../frame-context.ts'

/** Lamp heads and their light on the ground by the levels they report. */
export function lightLamps(context: FrameContext): boolean {
  const { stage, gl } = context
  if (stage.overlays.lamps.update(context)) context.pictureChanged = true
  if (gl) stage.lampLight.refresh(gl)
  return false
}
