import type { FrameContext } from '../frame-context.ts'

/** Finds out what is fresh since the last frame, so that every later system can skip what is not. */
export function readTelemetry(context: FrameContext): boolean {
  const { fresh, seen, buffer, view, alarms } = context
  fresh.telemetry = buffer.revision !== seen.revision || buffer.allChanged
  fresh.view = view !== seen.view
  fresh.focus = seen.view === null || view.focus !== seen.view.focus
  fresh.alarms = alarms !== seen.alarms
  seen.revision = buffer.revision
  seen.view = view
  seen.alarms = alarms
  buffer.changed.clear()
  buffer.allChanged = false
  return false
}
