import { MathUtils } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'

/** Rain from which the ground is wet all over and no sun comes through, in mm/h. */
const steadyRain = 1.5

/** Wet ground and a grey sky by the rain the stations measure; where none speaks it is dry. */
export function bringWeather(context: FrameContext): boolean {
  const { buffer, shownAt, stage, fresh } = context
  fresh.weather = false
  if (!fresh.telemetry && !fresh.minute) return false
  const { gauges: points } = stage
  let [sum, heard] = [0, 0]
  for (let each = 0; each < points.length; each += 1) {
    if (readingState(buffer, points[each], shownAt) !== 'true') continue
    sum += buffer.value[points[each].series]
    heard += 1
  }
  const wet = heard === 0 ? 0 : MathUtils.smoothstep(sum / heard, 0, steadyRain)
  const { rain } = stage.uniforms
  fresh.weather = Math.abs(rain.value - wet) > 0.01
  if (fresh.weather) rain.value = wet
  return false
}
