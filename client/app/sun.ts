import { getPosition } from 'suncalc'

/** True while the sun is more than 4° under the horizon: lamps are on and the room is dark. Degrees WGS 84, `at` in ms since 1970. */
export function isNight(at: number, { latitude, longitude }: { readonly latitude: number; readonly longitude: number }): boolean {
  return getPosition(new Date(at), latitude, longitude).altitude < -4
}
