import { PerspectiveCamera } from 'three'
import { createTelemetryBuffer } from '../../client/live/telemetry-buffer.ts'
import { createFrameContext, type FrameContext } from '../../client/scene/frame-context.ts'
import { createStage } from '../../client/scene/stage.ts'
import { frame } from '../../client/scene/systems/index.ts'
import { initialView, type View } from '../../client/state/view.ts'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import { origins } from '../../models/protocol/reading.ts'
import { buildRegister } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import { subsystems } from '../../models/subsystems/index.ts'

export const noon = Date.parse('2026-06-10T12:00:00+08:00')

/** A scene without a screen: the real stage, buffer and systems, with a clock that stands at noon. */
export function sceneOf(community: Community, view: Partial<View> = {}) {
  const register = buildRegister(community, subsystems)
  const buffer = createTelemetryBuffer(register)
  const stage = createStage(community, register, 'light')
  const context: FrameContext = createFrameContext({
    stage,
    buffer,
    view: { ...initialView, motion: false, ...view },
    camera: new PerspectiveCamera(26, 16 / 9, 1, 1000),
    now: () => noon,
  })
  context.width = 1920
  context.height = 1080
  return {
    context,
    stage,
    buffer,
    register,
    /** Puts a value in as if it had just been reported. */
    report(device: string, point: string, value: number, time = noon - 1000): void {
      const series = register.devices.get(device)?.points.get(point)?.series
      if (series === undefined) throw new Error(`No point ${device}/${point} in the test community.`)
      buffer.value[series] = value
      buffer.time[series] = time
      buffer.origin[series] = origins.indexOf('measured')
      buffer.changed.add(series)
      buffer.revision += 1
    },
    /** Runs all systems once, as a frame does; true if another frame is wanted. */
    run(next: Partial<View> = {}): boolean {
      if (Object.keys(next).length > 0) context.view = { ...context.view, ...next }
      return frame.reduce((again, system) => system(context) || again, false)
    },
  }
}

/** An alarm that stands and nobody has acknowledged. */
export const alarmOf = (device: string, alarm: string, kind: AlarmState['class'], differing: Partial<AlarmState> = {}): AlarmState => ({
  id: `${device}/${alarm}`,
  occurrence: 'o1',
  version: 1,
  number: 1,
  device,
  alarm,
  class: kind,
  condition: 'active',
  ack: 'unacked',
  latched: false,
  suppression: 'none',
  raisedAt: noon,
  deviceTime: noon,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  point: '',
  value: '',
  origin: 'measured',
  lateBy: 0,
  historic: false,
  unrecorded: false,
  ...differing,
})
