import { solarPosition } from '../../models/engines/sun/solar-position.ts'

/** True while the sun is more than 4° under the horizon: lamps are on and the room is dark. Degrees WGS 84, `at` in ms since 1970. */
export function isNight(at: number, place: { readonly latitude: number; readonly longitude: number }): boolean {
  return solarPosition(at, place).altitude < -4
}
