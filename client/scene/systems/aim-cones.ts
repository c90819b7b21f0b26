import type { FrameContext } from '../frame-context.ts'

/** What is drawn on the ground and beside things: camera views, guarded lines, fill levels, rings, fields. */
export function aimCones(context: FrameContext): boolean {
  const { fresh, stage } = context
  if (!fresh.telemetry && !fresh.view && !fresh.minute) return false
  const { cones, lines, levels, rings, field } = stage.overlays
  cones.update(context)
  lines.update(context)
  levels.update(context)
  rings.update(context)
  field.update(context)
  return false
}
