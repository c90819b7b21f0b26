import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Focus, View } from '../../state/view.ts'
import { effectiveFocus, sameFocus } from '../effective-focus.ts'
import type { FrameContext } from '../frame-context.ts'
import { isShown, isStanding, priorityOf } from '../overlays/alarm-standing.ts'

/** Who goes on foot sees all as it stands. */
const onFoot: Focus = { level: 'community' }

/** Finds out what is fresh since the last frame and leads changed values to what shows them, so that all else is skipped. */
export function readTelemetry(context: FrameContext): boolean {
  const { fresh, seen, buffer, view, alarms } = context
  fresh.telemetry = buffer.revision !== seen.revision || buffer.allChanged
  fresh.view = differs(view, seen.view)
  fresh.layers = view.layers !== seen.view?.layers
  fresh.selection = view.selection !== seen.view?.selection
  fresh.light = view.light !== seen.view?.light
  fresh.viewpoint = view.viewpoint !== (seen.view?.viewpoint ?? null)
  fresh.cut = view.cut !== (seen.view?.cut ?? null) || view.xray !== (seen.view?.xray ?? false)
  fresh.alarms = alarms !== seen.alarms
  if (fresh.alarms) gather(alarms, context.alarmed)
  if (fresh.view || fresh.alarms) context.focus = view.walk ? onFoot : effectiveFocus(view.focus, alarms, context.stage.register, context.stage.index)
  fresh.focus = seen.focus === null || !sameFocus(context.focus, seen.focus) || view.storeys !== seen.view?.storeys
  if (fresh.view || fresh.alarms || fresh.focus) context.pictureChanged = true
  seen.revision = buffer.revision
  seen.focus = context.focus
  seen.view = view
  seen.alarms = alarms
  context.stage.watches.route(buffer)
  buffer.changed.clear()
  buffer.allChanged = false
  return false
}

/** A replay moves the cursor all the time; what that changes comes as values. */
const differs = (view: View, before: View | null): boolean =>
  before === null ||
  (view !== before &&
    (view.focus !== before.focus ||
      view.storeys !== before.storeys ||
      view.layers !== before.layers ||
      view.selection !== before.selection ||
      view.pins !== before.pins ||
      view.language !== before.language ||
      view.motion !== before.motion ||
      view.light !== before.light ||
      view.walk !== before.walk ||
      view.viewpoint !== before.viewpoint ||
      view.cut !== before.cut ||
      view.xray !== before.xray))

function gather(alarms: readonly AlarmState[], into: Map<string, AlarmState>): void {
  into.clear()
  for (const alarm of alarms) {
    if (!isShown(alarm) || !isStanding(alarm)) continue
    const other = into.get(alarm.device)
    if (!other || priorityOf[alarm.class] < priorityOf[other.class]) into.set(alarm.device, alarm)
  }
}
