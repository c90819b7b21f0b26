import type { FrameContext } from '../frame-context.ts'

/** Joins what overlays want on homes and rooms: values on ramps, energy, fire, and the home that is picked. */
export function tintRooms(context: FrameContext): boolean {
  const { stage, fresh } = context
  const { tints, rooms, energy, fire, picked } = stage.overlays
  rooms.update(context)
  if (energy.update(context)) context.pictureChanged = true
  if (fire.update(context)) context.pictureChanged = true
  if (fresh.selection) picked.update(context)
  if (tints.commit(stage.places)) context.pictureChanged = true
  return false
}
