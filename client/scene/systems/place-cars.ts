import type { FrameContext } from '../frame-context.ts'

/** Vehicles in the bays whose sensors say so. */
export function placeCars(context: FrameContext): boolean {
  const { bays } = context.stage.overlays
  const before = bays.moves
  if (bays.update(context)) context.pictureChanged = true
  if (bays.moves !== before) context.shadowsChanged = true
  return false
}
