import { effectiveFocus, sameFocus } from '../effective-focus.ts'
import type { FrameContext } from '../frame-context.ts'

/** Finds out what is fresh since the last frame, so that every later system can skip what is not. */
export function readTelemetry(context: FrameContext): boolean {
  const { fresh, seen, buffer, view, alarms } = context
  fresh.telemetry = buffer.revision !== seen.revision || buffer.allChanged
  fresh.view = view !== seen.view
  fresh.alarms = alarms !== seen.alarms
  if (fresh.view || fresh.alarms) context.focus = effectiveFocus(view.focus, alarms, context.stage.register, context.stage.index)
  fresh.focus = seen.focus === null || !sameFocus(context.focus, seen.focus)
  seen.revision = buffer.revision
  seen.focus = context.focus
  seen.view = view
  seen.alarms = alarms
  buffer.changed.clear()
  buffer.allChanged = false
  return false
}
