import type { FrameContext } from '../frame-context.ts'

/** Vehicles in the bays whose sensors say so, and the way to one that is free. */
export function placeCars(context: FrameContext): boolean {
  const { bays, guide } = context.stage.overlays
  const before = bays.moves
  let changed = bays.update(context)
  // A bay that is now led to looks different: it is looked at again in the same frame.
  if (guide.update(context)) changed = bays.update(context) || true
  if (changed) context.pictureChanged = true
  if (bays.moves !== before) context.shadowsChanged = true
  return bays.isMoving
}
