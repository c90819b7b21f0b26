import type { FrameContext } from '../frame-context.ts'
import { bytesOf, palette } from '../palette.ts'

const [red, green, blue] = bytesOf(palette.advice)

/** Joins what overlays want on homes and rooms: values on ramps, energy, fire, and the home that is picked. */
export function tintRooms(context: FrameContext): boolean {
  const { fresh, stage, view } = context
  if (!fresh.telemetry && !fresh.view && !fresh.alarms && !fresh.minute) return false
  const { tints, rooms, energy, fire } = stage.overlays
  tints.clear()
  rooms.update(context)
  energy.update(context)
  fire.update(context)
  if (view.selection?.kind === 'home') {
    tints.want(stage.index.homeRow.get(view.selection.id) ?? 0, red, green, blue, 130)
    for (const room of stage.index.roomsOfHome.get(view.selection.id) ?? []) tints.want(room.row, red, green, blue, 110)
  }
  tints.commit(stage.places)
  return false
}
