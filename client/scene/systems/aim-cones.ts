import type { FrameContext } from '../frame-context.ts'

/** What is drawn on the ground and beside things: camera views, guarded lines, fire lanes, fill levels, rings, fields. */
export function aimCones(context: FrameContext): boolean {
  for (const each of context.stage.overlays.ground) if (each.update(context)) context.pictureChanged = true
  return false
}
