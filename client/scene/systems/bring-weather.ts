import { MathUtils } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { readWeather } from '../weather/weather.ts'

/** Rain from which the ground is wet all over and no sun comes through, in mm/h. */
const steadyRain = 1.5

/** Rain, snow, dust and wind as the stations measure them; where none speaks it is dry, clear and calm. */
export function bringWeather(context: FrameContext): boolean {
  const { buffer, shownAt, stage, fresh } = context
  fresh.weather = false
  if (!fresh.telemetry && !fresh.minute) return false
  const { weather, uniforms, gauges } = stage
  const before = weather.rainMillimetersPerHour + weather.snowShare * 10 + weather.dust + weather.smoke * 3
  readWeather(gauges, buffer, shownAt, weather)
  const wet = MathUtils.smoothstep(weather.rainMillimetersPerHour * (1 - weather.snowShare), 0, steadyRain)
  const cover = stage.snowfall.coverAt(shownAt)
  const after = weather.rainMillimetersPerHour + weather.snowShare * 10 + weather.dust + weather.smoke * 3
  fresh.weather = Math.abs(uniforms.rain.value - wet) > 0.01 || Math.abs(uniforms.snow.value - cover) > 0.01 || Math.abs(after - before) > 0.02
  if (!fresh.weather) return false
  uniforms.rain.value = wet
  uniforms.snow.value = cover
  if (stage.precipitation.show(weather)) context.pictureChanged = true
  return false
}
