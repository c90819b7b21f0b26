import type { PointEntry, Register } from '../../../models/register.ts'
import type { TelemetryBuffer } from '../../live/telemetry-buffer.ts'
import { readingState } from '../reading-state.ts'

/** The weather as the community's own stations measure it; what no station says is calm, dry and clear. Written in place. */
export type Weather = {
  /** Millimetres of water an hour, and the share of it that falls as snow. */
  rainMillimetersPerHour: number
  snowShare: number
  /** 0 clear air, 1 as thick as it gets: dust of the ground (PM10) and smoke (PM2.5). */
  dust: number
  smoke: number
  /** Where the wind blows to, metres a second. */
  windEast: number
  windNorth: number
}

export const calm = (): Weather => ({ rainMillimetersPerHour: 0, snowShare: 0, dust: 0, smoke: 0, windEast: 0, windNorth: 0 })

const measured = ['rain', 'temperature', 'pm10', 'pm25', 'windSpeed', 'windDirection'] as const
type Measure = (typeof measured)[number]
export type Gauges = Readonly<Record<Measure, readonly PointEntry[]>>

/** The points of the stations out of doors: a device that measures rain by the hour stands under the sky, whatever kind it is. */
export function gaugesOf(register: Register): Gauges {
  const gauges: Record<Measure, PointEntry[]> = { rain: [], temperature: [], pm10: [], pm25: [], windSpeed: [], windDirection: [] }
  for (const { points } of register.devices.values()) {
    const rain = points.get('rain')
    if (rain?.point.kind !== 'number' || rain.point.unit !== 'mm/h') continue
    for (const measure of measured) {
      const point = points.get(measure)
      if (point?.point.kind === 'number') gauges[measure].push(point)
    }
  }
  return gauges
}

const smooth = (value: number, from: number, to: number): number => {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

/** The mean of what is fresh and true; NaN where nobody speaks. */
function meanOf(points: readonly PointEntry[], buffer: TelemetryBuffer, at: number): number {
  let [sum, heard] = [0, 0]
  for (let each = 0; each < points.length; each += 1) {
    if (readingState(buffer, points[each], at) !== 'true') continue
    sum += buffer.value[points[each].series]
    heard += 1
  }
  return heard === 0 ? Number.NaN : sum / heard
}

/** A mean direction is that of the summed vectors: 350° and 10° blow from the north. */
function readWind(gauges: Gauges, buffer: TelemetryBuffer, at: number, into: Weather): void {
  const speed = meanOf(gauges.windSpeed, buffer, at)
  let [east, north] = [0, 0]
  for (let each = 0; each < gauges.windDirection.length; each += 1) {
    const point = gauges.windDirection[each]
    if (readingState(buffer, point, at) !== 'true') continue
    const from = (buffer.value[point.series] * Math.PI) / 180
    east -= Math.sin(from)
    north -= Math.cos(from)
  }
  const length = Math.hypot(east, north)
  const known = length > 1e-6 && !Number.isNaN(speed)
  into.windEast = known ? (east / length) * speed : 0
  into.windNorth = known ? (north / length) * speed : 0
}

/** Below 0 °C what falls is snow, above 2 °C rain, between them both; without a thermometer it is what a rain gauge counts: rain. */
export function readWeather(gauges: Gauges, buffer: TelemetryBuffer, at: number, into: Weather): void {
  const rain = meanOf(gauges.rain, buffer, at)
  const temperature = meanOf(gauges.temperature, buffer, at)
  into.rainMillimetersPerHour = Number.isNaN(rain) ? 0 : rain
  into.snowShare = Number.isNaN(temperature) ? 0 : 1 - smooth(temperature, 0, 2)
  const [pm10, pm25] = [meanOf(gauges.pm10, buffer, at), meanOf(gauges.pm25, buffer, at)]
  // HJ 633: PM10 over 150 and PM2.5 over 75 µg/m³ are polluted air; at 800 and 350 the next street is hard to see.
  into.dust = Number.isNaN(pm10) ? 0 : smooth(pm10, 150, 800)
  into.smoke = Number.isNaN(pm25) ? 0 : smooth(pm25, 75, 350)
  readWind(gauges, buffer, at, into)
}
