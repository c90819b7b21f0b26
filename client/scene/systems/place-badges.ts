import type { FrameContext } from '../frame-context.ts'
import { isShown } from '../overlays/markers.ts'

/** Alarm marks and badges; what is not acknowledged blinks at 1 Hz by the wall clock, and only then are frames asked for. */
export function placeBadges(context: FrameContext): boolean {
  const { fresh, stage, view, alarms } = context
  if (fresh.telemetry || fresh.view || fresh.alarms || fresh.minute) stage.overlays.markers.update(context)
  const blinks = view.motion && alarms.some((alarm) => isShown(alarm) && alarm.ack === 'unacked')
  stage.uniforms.blink.value = !blinks || Math.floor(context.now() / 500) % 2 === 0 ? 1 : 0
  context.blinking = blinks
  return false
}
