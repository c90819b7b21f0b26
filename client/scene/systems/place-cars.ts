import type { FrameContext } from '../frame-context.ts'

/** Vehicles in the bays whose sensors say so. */
export function placeCars(context: FrameContext): boolean {
  const { fresh, stage } = context
  if ((fresh.telemetry || fresh.view || fresh.minute) && stage.overlays.bays.update(context)) context.shadowsChanged = true
  return false
}
