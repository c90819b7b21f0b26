import type { Position2 } from './geometry.ts'
import { roundPosition } from './planar.ts'

/** Degrees. */
export type Geographic = { readonly longitude: number; readonly latitude: number }

/** WGS 84 ellipsoid (EPSG:7030): semi-major axis in metres and first eccentricity squared. */
const semiMajor = 6_378_137
const eccentricity2 = 0.006_694_379_990_14
/** GCJ-02 keeps the Krasovsky 1940 ellipsoid in its formula. */
const krasovskyMajor = 6_378_245
const krasovskyEccentricity2 = 0.006_693_421_622_965_943

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Metres east and north of `origin` (WGS 84), by the ellipsoid's radii of curvature with the second-order terms
 * of the meridian's convergence: within 1 cm up to 2 km.
 */
export const toLocal = (origin: Geographic, position: Geographic): Position2 => roundPosition(toLocalExact(origin, position))

/** As `toLocal`, not rounded: for measuring before deciding. */
export function toLocalExact(origin: Geographic, { longitude, latitude }: Geographic): Position2 {
  const { meridian, parallel, tangent } = radiiAt(origin.latitude)
  const north = radians(latitude - origin.latitude)
  const east = radians(longitude - origin.longitude)
  const cos = Math.cos(radians(origin.latitude))
  const x = parallel * cos * east * (1 - tangent * north * (meridian / parallel))
  const y = meridian * north + (parallel * cos * cos * tangent * east * east) / 2 + thirdOrder(origin.latitude) * north * north
  return [x, y]
}

/** The inverse of `toLocal`; degrees to nine digits (0.1 mm). */
export function toGeographic(origin: Geographic, [x, y]: Position2): Geographic {
  const { meridian, parallel, tangent } = radiiAt(origin.latitude)
  const cos = Math.cos(radians(origin.latitude))
  let north = y / meridian
  let east = x / (parallel * cos)
  for (let round = 0; round < 4; round += 1) {
    north = (y - (parallel * cos * cos * tangent * east * east) / 2 - thirdOrder(origin.latitude) * north * north) / meridian
    east = x / (parallel * cos * (1 - tangent * north * (meridian / parallel)))
  }
  return { longitude: nineDigits(origin.longitude + (east * 180) / Math.PI), latitude: nineDigits(origin.latitude + (north * 180) / Math.PI) }
}

const nineDigits = (degrees: number): number => Math.round(degrees * 1e9) / 1e9

function radiiAt(latitude: number): { readonly meridian: number; readonly parallel: number; readonly tangent: number } {
  const sin = Math.sin(radians(latitude))
  const w2 = 1 - eccentricity2 * sin * sin
  return { meridian: (semiMajor * (1 - eccentricity2)) / w2 ** 1.5, parallel: semiMajor / Math.sqrt(w2), tangent: Math.tan(radians(latitude)) }
}

/** How the meridian's radius grows towards the pole, half of its derivative, metres per radian squared. */
function thirdOrder(latitude: number): number {
  const sin = Math.sin(radians(latitude))
  const cos = Math.cos(radians(latitude))
  const w2 = 1 - eccentricity2 * sin * sin
  return (1.5 * semiMajor * (1 - eccentricity2) * eccentricity2 * sin * cos) / w2 ** 2.5
}

/** Whether Chinese maps shift positions here: the rectangle that the public GCJ-02 formula uses. */
const isShifted = ({ longitude, latitude }: Geographic): boolean => longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271

/** WGS 84 to GCJ-02, the frame of Chinese maps (the public formula of the 2000s; about 100 to 700 m off). Outside China nothing is moved. */
export function toGcj02(position: Geographic): Geographic {
  if (!isShifted(position)) return position
  const x = position.longitude - 105
  const y = position.latitude - 35
  const sin = Math.sin(radians(position.latitude))
  const magic = 1 - krasovskyEccentricity2 * sin * sin
  const north = (shiftNorth(x, y) * 180) / (((krasovskyMajor * (1 - krasovskyEccentricity2)) / (magic * Math.sqrt(magic))) * Math.PI)
  const east = (shiftEast(x, y) * 180) / ((krasovskyMajor / Math.sqrt(magic)) * Math.cos(radians(position.latitude)) * Math.PI)
  return { longitude: position.longitude + east, latitude: position.latitude + north }
}

const wave = (value: number, period: number): number => Math.sin((value / period) * Math.PI)

const shiftNorth = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * Math.sqrt(Math.abs(x)) +
  ((20 * wave(x, 1 / 6) + 20 * wave(x, 1 / 2)) * 2) / 3 +
  ((20 * wave(y, 1) + 40 * wave(y, 3)) * 2) / 3 +
  ((160 * wave(y, 12) + 320 * wave(y, 30)) * 2) / 3

const shiftEast = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * Math.sqrt(Math.abs(x)) +
  ((20 * wave(x, 1 / 6) + 20 * wave(x, 1 / 2)) * 2) / 3 +
  ((20 * wave(x, 1) + 40 * wave(x, 3)) * 2) / 3 +
  ((150 * wave(x, 12) + 300 * wave(x, 30)) * 2) / 3

/** GCJ-02 to WGS 84 by iteration; within 1 mm of what `toGcj02` would shift back. */
export function fromGcj02(shifted: Geographic): Geographic {
  if (!isShifted(shifted)) return shifted
  let guess = shifted
  for (let round = 0; round < 12; round += 1) {
    const back = toGcj02(guess)
    const [east, north] = [shifted.longitude - back.longitude, shifted.latitude - back.latitude]
    guess = { longitude: guess.longitude + east, latitude: guess.latitude + north }
    if (Math.abs(east) < 1e-10 && Math.abs(north) < 1e-10) break
  }
  return guess
}

const baiduPi = (Math.PI * 3000) / 180

/** BD-09, Baidu's frame, to GCJ-02; within about a metre, as the public formula is. */
export function fromBd09({ longitude, latitude }: Geographic): Geographic {
  const x = longitude - 0.0065
  const y = latitude - 0.006
  const reach = Math.hypot(x, y) - 0.00002 * Math.sin(y * baiduPi)
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * baiduPi)
  return { longitude: reach * Math.cos(angle), latitude: reach * Math.sin(angle) }
}
