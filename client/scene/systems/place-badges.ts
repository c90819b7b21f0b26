import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { FrameContext } from '../frame-context.ts'
import { isShown } from '../overlays/alarm-standing.ts'

const calls = (alarm: AlarmState): boolean => isShown(alarm) && alarm.ack === 'unacked'

/** Alarm marks and badges; what is not acknowledged blinks at 1 Hz by the wall clock, and only then are frames asked for. */
export function placeBadges(context: FrameContext): boolean {
  const { fresh, stage, view, alarms } = context
  if (stage.overlays.markers.update(context)) context.pictureChanged = true
  if (fresh.alarms || fresh.view) context.blinking = view.motion && alarms.some(calls)
  const { blink } = stage.uniforms
  const phase = !context.blinking || Math.floor(context.now() / 500) % 2 === 0 ? 1 : 0
  if (phase !== blink.value) context.pictureChanged = true
  blink.value = phase
  return false
}
