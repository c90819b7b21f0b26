import { Color, MathUtils, Vector3 } from 'three'
import type { SolarPosition } from '../../../models/engines/sun/solar-position.ts'
import { solarPosition } from '../../../models/engines/sun/solar-position.ts'
import type { FrameContext } from '../frame-context.ts'
import { linearOf, type Rgb } from '../palette.ts'
import type { Stage } from '../stage.ts'
import { type Daylight, daylight, handOverDegrees } from '../weather/daylight.ts'
import { foliageOn } from '../weather/season.ts'

/** The clearest hour to look at a model in, for whoever has switched to day. */
const studioSun: SolarPosition = { azimuth: 212, altitude: 38 }
/** By night the moon stands where the model reads best. */
const studioMoon: SolarPosition = { azimuth: 205, altitude: 48 }
const studioNight: SolarPosition = { azimuth: 205, altitude: -20 }
/** A low sun is held a little above the roofs, or all is shade. */
const lowestBeamDegrees = 7

const hazeInRain = linearOf('#cfd4d8')
const hazeInDust = linearOf('#d9c6a2')
const hazeInSmoke = linearOf('#cfcfca')
const direction = new Vector3()
const before = new Vector3()
const scratch = new Color()

/** Sets sun or moon, sky, haze and season by date, time and place; shadows are drawn anew when the light has moved. */
export function moveSun(context: FrameContext): boolean {
  const { stage, fresh, view } = context
  if (!fresh.minute && !fresh.light && !fresh.weather) return false
  const real = solarPosition(context.shownAt, stage.index.community.origin)
  const sun = view.light === 'day' ? studioSun : view.light === 'night' ? studioNight : real
  before.copy(direction)
  aimBeam(stage, sun.altitude > handOverDegrees ? sun : studioMoon)
  lightStage(stage, daylight(sun.altitude))
  const turned = setSeason(stage, context.shownAt)
  // A quarter of a degree is a minute of the sun: less moves no shadow one can see. Under the studio's lights it stands.
  const moved = before.angleTo(direction)
  if (moved > 0.004) context.shadowsChanged = true
  if (fresh.light || fresh.weather || turned || moved > 1e-6 || sun === real) context.pictureChanged = true
  return false
}

function aimBeam({ sun, uniforms, radiusMeters }: Stage, { azimuth, altitude }: SolarPosition): void {
  const east = MathUtils.degToRad(azimuth)
  const up = MathUtils.degToRad(Math.max(altitude, lowestBeamDegrees))
  direction.set(Math.sin(east) * Math.cos(up), Math.sin(up), -Math.cos(east) * Math.cos(up))
  sun.position.copy(sun.target.position).addScaledVector(direction, radiusMeters * 3)
  uniforms.beamDirection.value.copy(direction)
}

const set = (color: Color, [red, green, blue]: Rgb): Color => color.setRGB(red, green, blue)

function lightStage(stage: Stage, light: Daylight): void {
  const { sun, sky, uniforms, weather, background } = stage
  const { night } = light
  // What falls or floats takes the beam away and gives a part of it back as sky.
  const clouded = Math.max(uniforms.rain.value, MathUtils.smoothstep(weather.rainMillimetersPerHour * weather.snowShare, 0, 0.6) * 0.85)
  const veiled = Math.max(weather.dust, weather.smoke)
  const open = (1 - (0.86 - 0.4 * night) * clouded) * (1 - 0.7 * veiled)
  set(sun.color, light.beam)
  if (veiled > 0) sun.color.lerp(set(scratch, hazeInDust), weather.dust * 0.6)
  sun.intensity = light.beamStrength * open
  set(sky.color, light.sky)
  set(sky.groundColor, light.bounce).multiplyScalar(MathUtils.lerp(0.68, 0.46, night) + 0.2 * uniforms.snow.value)
  sky.intensity = light.skyStrength * (1 + 0.55 * Math.max(clouded, veiled) * (1 - night))
  uniforms.night.value = night
  uniforms.lampStrength.value = light.lampShare * 1.15
  uniforms.skyColor.value.copy(sky.color).multiplyScalar(MathUtils.lerp(0.92, 0.1, night))
  set(background, light.haze).lerp(set(scratch, hazeInRain), clouded * (1 - night) * 0.85)
  background.lerp(set(scratch, hazeInSmoke), weather.smoke * (1 - night) * 0.8).lerp(set(scratch, hazeInDust), weather.dust * (1 - night * 0.8) * 0.85)
  uniforms.hazeColor.value.copy(background).convertLinearToSRGB()
  set(uniforms.zenith.value, light.zenith)
    .lerp(background, Math.max(clouded, veiled) * 0.8)
    .convertLinearToSRGB()
  set(scratch, light.glow).convertLinearToSRGB()
  uniforms.glow.value.set(scratch.r, scratch.g, scratch.b, light.glowStrength * (1 - clouded) * (1 - veiled * 0.7))
  const near = 1 - 0.62 * veiled - 0.12 * clouded
  uniforms.haze.value.z = stage.radiusMeters * 0.86 * (near - 0.3 * veiled)
  uniforms.haze.value.w = stage.radiusMeters * 1.75 * near
}

/** Leaves and their colour by the day of the year and the side of the equator; true if one can see the difference. */
function setSeason({ planting, index }: Stage, at: number): boolean {
  const dayOfYear = (at / 86_400_000) % 365.25
  let turned = false
  for (const [kind, { value }] of planting.foliage) {
    const { leaves, autumn, young } = foliageOn(kind, dayOfYear, index.community.origin.latitude)
    // What a minute does to leaves nobody sees; it gathers until it is seen.
    if (Math.abs(value.x - leaves) + Math.abs(value.y - autumn) + Math.abs(value.z - young) < 0.004) continue
    value.set(leaves, autumn, young)
    turned = true
  }
  return turned
}
