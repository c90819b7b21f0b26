import { Color, MathUtils, Vector3 } from 'three'
import type { SolarPosition } from '../../../models/engines/sun/solar-position.ts'
import { solarPosition } from '../../../models/engines/sun/solar-position.ts'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import type { Stage } from '../stage.ts'

/** The clearest hour to look at a model in, for whoever has switched to day. */
const studioSun: SolarPosition = { azimuth: 212, altitude: 38 }

const day = { sun: new Color('#fff8ef'), low: new Color('#ffe2bd'), sky: new Color('#e2eaf6'), ground: new Color('#eceae7') }
const dark = { moon: new Color('#b4c6e0'), sky: new Color('#a3b3ca'), ground: new Color('#5d6673') }
const hazeByDay = new Color(palette.haze)
const hazeByNight = new Color(palette.hazeNight)
const hazeInRain = new Color('#d3d7da')
const direction = new Vector3()
const before = new Vector3()
const light = new Color()

/** Sets sun or moon, sky, haze and season by date, time and place; shadows are drawn anew when the light has moved. */
export function moveSun(context: FrameContext): boolean {
  const { stage, fresh, view } = context
  if (!fresh.minute && !fresh.light && !fresh.weather) return false
  const { origin } = stage.index.community
  const real = solarPosition(context.shownAt, origin)
  const sun = view.light === 'day' ? studioSun : view.light === 'night' ? { azimuth: 180, altitude: -20 } : real
  const night = 1 - MathUtils.smoothstep(sun.altitude, -7, 3)
  before.copy(direction)
  lightStage(stage, sun, night)
  setSeason(stage, context.shownAt)
  context.pictureChanged = true
  // A quarter of a degree is a minute of the sun: less moves no shadow one can see.
  if (before.angleTo(direction) > 0.004) context.shadowsChanged = true
  return false
}

function lightStage(stage: Stage, { azimuth, altitude }: SolarPosition, night: number): void {
  const { sun, sky, uniforms, background, radiusMeters } = stage
  // By night the moon stands where the model reads best; a low sun is held a little above the roofs, or all is shade.
  const [east, up] = night > 0.5 ? [MathUtils.degToRad(205), MathUtils.degToRad(48)] : [MathUtils.degToRad(azimuth), MathUtils.degToRad(Math.max(altitude, 9))]
  direction.set(Math.sin(east) * Math.cos(up), Math.sin(up), -Math.cos(east) * Math.cos(up))
  sun.position.copy(sun.target.position).addScaledVector(direction, radiusMeters * 3)
  const high = MathUtils.smoothstep(altitude, 0, 28)
  light.copy(day.low).lerp(day.sun, high).lerp(dark.moon, night)
  sun.color.copy(light)
  const rain = uniforms.rain.value
  sun.intensity = MathUtils.lerp(MathUtils.lerp(1.5, 3.3, high), 0.6, night) * (1 - (0.82 - 0.5 * night) * rain)
  sky.color.copy(day.sky).lerp(dark.sky, night)
  sky.groundColor.copy(day.ground).lerp(dark.ground, night).multiplyScalar(0.42)
  sky.intensity = MathUtils.lerp(MathUtils.lerp(1.3, 1.6, high), 0.58, night) * (1 + 0.75 * rain * (1 - night))
  uniforms.night.value = night
  uniforms.lampStrength.value = MathUtils.lerp(0.12, 0.95, night)
  uniforms.skyColor.value.copy(sky.color).multiplyScalar(MathUtils.lerp(0.92, 0.1, night))
  uniforms.hazeColor.value.copy(hazeByDay).lerp(hazeInRain, rain).lerp(hazeByNight, night).convertLinearToSRGB()
  background.copy(hazeByDay).lerp(hazeInRain, rain).lerp(hazeByNight, night)
}

/** Leaves and their colour by the day of the year, for a northern city of the temperate zone. */
function setSeason(stage: Stage, at: number): void {
  const dayOfYear = (at / 86_400_000) % 365.25
  const fallen = MathUtils.smoothstep(dayOfYear, 305, 335) + 1 - MathUtils.smoothstep(dayOfYear, 80, 115)
  const autumn = MathUtils.smoothstep(dayOfYear, 270, 310) + 1 - MathUtils.smoothstep(dayOfYear, 70, 105)
  stage.uniforms.season.value.set(1 - 0.38 * Math.min(1, fallen), 0.7 * Math.min(1, autumn))
}
