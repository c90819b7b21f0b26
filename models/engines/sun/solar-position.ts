import type { Series } from './earth-terms.ts'
import { latitudeSeries, longitudeSeries, radiusSeries } from './earth-terms.ts'
import { nutationTerms } from './nutation-terms.ts'

/** Where the sun stands, in degrees: azimuth clockwise from north (0–360), altitude of its centre above the horizon (−90–90). */
export type SolarPosition = { readonly azimuth: number; readonly altitude: number }

/** Where one stands: WGS 84 degrees, metres above the sea. */
export type Viewpoint = { readonly latitude: number; readonly longitude: number; readonly elevationMeters?: number }

/** The air the light comes through. Without it the altitude is the geometric one, as sunlight rules and shadows want it. */
export type Air = { readonly pressureMbar: number; readonly temperatureCelsius: number }

/** TT − UT1 in the 2020s, seconds (IERS Bulletin A: 69.2 ± 0.2). A second of error moves the sun by 0.00001°. */
const deltaTSeconds = 69.2

const { sin, cos, tan, asin, atan2 } = Math
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180
const toDegrees = (radians: number): number => (radians * 180) / Math.PI
const wrap = (degrees: number): number => ((degrees % 360) + 360) % 360

/**
 * The topocentric position of the sun by the NREL Solar Position Algorithm, good to ±0.0003° from −2000 to 6000.
 * @param at ms since 1970 UTC.
 * @param air pressure and temperature for refraction; left out, no refraction is added.
 * Source: Reda & Andreas, NREL/TP-560-34302 (2008), 3.1–3.14; tested with its worked example, table A5.1.
 */
export function solarPosition(at: number, viewpoint: Viewpoint, air?: Air, deltaT: number = deltaTSeconds): SolarPosition {
  const sun = apparentSun(at, deltaT)
  return seenFrom(viewpoint, sun, air)
}

type ApparentSun = { readonly rightAscension: number; readonly declination: number; readonly siderealTime: number; readonly distance: number }

/** The sun as seen from the middle of the Earth: degrees, astronomical units (3.1–3.10). */
export function apparentSun(at: number, deltaT: number = deltaTSeconds): ApparentSun {
  const julianDay = at / 86_400_000 + 2_440_587.5
  const century = (julianDay - 2_451_545) / 36_525
  const ephemerisCentury = (julianDay + deltaT / 86_400 - 2_451_545) / 36_525
  const millennium = ephemerisCentury / 10
  const distance = sumSeries(radiusSeries, millennium)
  const geocentricLongitude = toDegrees(sumSeries(longitudeSeries, millennium)) + 180
  const geocentricLatitude = -toDegrees(sumSeries(latitudeSeries, millennium))
  const { longitude: nutation, obliquity: nodding } = nutationAt(ephemerisCentury)
  const obliquity = toRadians(meanObliquity(millennium) + nodding)
  const aberration = -20.4898 / (3600 * distance)
  const lambda = toRadians(geocentricLongitude + nutation + aberration)
  const beta = toRadians(geocentricLatitude)
  const meanSidereal = 280.46061837 + 360.98564736629 * (julianDay - 2_451_545) + 0.000387933 * century ** 2 - century ** 3 / 38_710_000
  return {
    rightAscension: wrap(toDegrees(atan2(sin(lambda) * cos(obliquity) - tan(beta) * sin(obliquity), cos(lambda)))),
    declination: toDegrees(asin(sin(beta) * cos(obliquity) + cos(beta) * sin(obliquity) * sin(lambda))),
    siderealTime: wrap(meanSidereal + nutation * cos(obliquity)),
    distance,
  }
}

/** From the middle of the Earth to where one stands: parallax, then azimuth and altitude (3.11–3.14). */
function seenFrom({ latitude, longitude, elevationMeters = 0 }: Viewpoint, sun: ApparentSun, air: Air | undefined): SolarPosition {
  const hour = toRadians(sun.siderealTime + longitude - sun.rightAscension)
  const phi = toRadians(latitude)
  const delta = toRadians(sun.declination)
  const parallax = toRadians(8.794 / (3600 * sun.distance))
  const u = Math.atan(0.99664719 * tan(phi))
  const x = cos(u) + (elevationMeters / 6_378_140) * cos(phi)
  const y = 0.99664719 * sin(u) + (elevationMeters / 6_378_140) * sin(phi)
  const shift = atan2(-x * sin(parallax) * sin(hour), cos(delta) - x * sin(parallax) * cos(hour))
  const seenDelta = atan2((sin(delta) - y * sin(parallax)) * cos(shift), cos(delta) - x * sin(parallax) * cos(hour))
  const seenHour = hour - shift
  const geometric = toDegrees(asin(sin(phi) * sin(seenDelta) + cos(phi) * cos(seenDelta) * cos(seenHour)))
  const azimuth = wrap(toDegrees(atan2(sin(seenHour), cos(seenHour) * sin(phi) - tan(seenDelta) * cos(phi))) + 180)
  return { azimuth, altitude: geometric + (air ? refraction(geometric, air) : 0) }
}

/** Degrees that the air lifts the sun by (3.14.3); none when it is well under the horizon, where there is nothing to see. */
function refraction(altitude: number, { pressureMbar, temperatureCelsius }: Air): number {
  if (altitude < -0.83337) return 0
  const bend = 1.02 / (60 * tan(toRadians(altitude + 10.3 / (altitude + 5.11))))
  return (pressureMbar / 1010) * (283 / (273 + temperatureCelsius)) * bend
}

function sumSeries(series: Series, millennium: number): number {
  let total = 0
  let power = 1
  for (const terms of series) {
    let sum = 0
    for (const [amplitude, phase, frequency] of terms) sum += amplitude * cos(phase + frequency * millennium)
    total += sum * power
    power *= millennium
  }
  return total / 1e8
}

/** Mean obliquity of the ecliptic, degrees (3.5.1). */
function meanObliquity(millennium: number): number {
  const u = millennium / 10
  const coefficients = [84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67, -39.05, 7.12, 27.87, 5.79, 2.45]
  return coefficients.reduceRight((sum, coefficient) => sum * u + coefficient, 0) / 3600
}

/** Nutation in longitude and obliquity, degrees (3.4). */
function nutationAt(century: number): { longitude: number; obliquity: number } {
  const cubic = (a: number, b: number, c: number, d: number): number => toRadians(a + b * century + c * century ** 2 + century ** 3 / d)
  const moonElongation = cubic(297.85036, 445267.11148, -0.0019142, 189474)
  const sunAnomaly = cubic(357.52772, 35999.05034, -0.0001603, -300000)
  const moonAnomaly = cubic(134.96298, 477198.867398, 0.0086972, 56250)
  const moonLatitude = cubic(93.27191, 483202.017538, -0.0036825, 327270)
  const moonNode = cubic(125.04452, -1934.136261, 0.0020708, 450000)
  let longitude = 0
  let obliquity = 0
  for (const [y0, y1, y2, y3, y4, a, b, c, d] of nutationTerms) {
    const argument = y0 * moonElongation + y1 * sunAnomaly + y2 * moonAnomaly + y3 * moonLatitude + y4 * moonNode
    longitude += (a + b * century) * sin(argument)
    obliquity += (c + d * century) * cos(argument)
  }
  return { longitude: longitude / 36_000_000, obliquity: obliquity / 36_000_000 }
}
