import { bitOf, qualities } from '../../../models/protocol/reading.ts'
import { encodeValue, isInRange } from '../../../models/protocol/value.ts'
import type { PointEntry, Register } from '../../../models/register.ts'
import type { Sample } from '../time-series.ts'
import { earliestMs, quoteName, quoteText } from './escape.ts'
import type { InfluxConnection, InfluxTable } from './influx-connection.ts'
import { ownMeasurement } from './influx-lines.ts'

type Measurement = { readonly name: string; readonly fields: readonly string[]; readonly devices: ReadonlySet<string> }

const knownForMs = 60_000
const followed = bitOf('followed')
const outOfRange = bitOf('outOfRange')
const uncertain = qualities.indexOf('uncertain')

/**
 * Readings that others wrote into the same database, read where they stand: the tag `device` names the device and each field a point,
 * as the follower takes them. Nothing of them is written back.
 */
export class ForeignReadings {
  private readonly connection: InfluxConnection
  private readonly register: () => Register
  private known: { readonly until: number; readonly measurements: readonly Measurement[] } | null = null

  constructor(connection: InfluxConnection, register: () => Register) {
    this.connection = connection
    this.register = register
  }

  /** Something new came: what stands in the database is looked up again at the next question. */
  forget(): void {
    this.known = null
  }

  private async measurements(): Promise<readonly Measurement[]> {
    if (this.known && this.known.until > performance.now()) return this.known.measurements
    const pointIds = new Set(this.register().series.flatMap((entry) => (entry ? [entry.id] : [])))
    const measurements: Measurement[] = []
    for (const name of namesOf(await this.connection.query('SHOW MEASUREMENTS'), 0)) {
      if (name === ownMeasurement) continue
      const fields = namesOf(await this.connection.query(`SHOW FIELD KEYS FROM ${quoteName(name)}`), 0).filter((field) => pointIds.has(field))
      const devices = namesOf(await this.connection.query(`SHOW TAG VALUES FROM ${quoteName(name)} WITH KEY = "device"`), 1)
      if (fields.length > 0 && devices.length > 0) measurements.push({ name, fields: [...new Set(fields)], devices: new Set(devices) })
    }
    this.known = { until: performance.now() + knownForMs, measurements }
    return measurements
  }

  private async sourcesOf({ device, id }: PointEntry): Promise<string> {
    const holding = (await this.measurements()).filter(({ fields, devices }) => fields.includes(id) && devices.has(device.id))
    return holding.map(({ name }) => quoteName(name)).join(', ')
  }

  /** Of one point, from ≤ time < to, oldest first, at most `limit`. */
  async ofPoint(point: PointEntry, from: number, to: number, limit: number): Promise<Sample[]> {
    const sources = await this.sourcesOf(point)
    if (sources === '') return []
    const where = `"device" = ${quoteText(point.device.id)} AND time >= ${Math.ceil(from)}ms AND time < ${Math.ceil(to)}ms`
    const tables = await this.connection.query(
      `SELECT ${quoteName(point.id)} FROM ${sources} WHERE ${where} ORDER BY time LIMIT ${Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER)}`,
    )
    return inTimeOrder(tables.flatMap((table) => this.samplesOf(table, point.device.id))).slice(0, limit)
  }

  /** The last one of a point before a moment. */
  async lastBefore(point: PointEntry, before: number): Promise<Sample | null> {
    const sources = await this.sourcesOf(point)
    if (sources === '') return null
    const where = `"device" = ${quoteText(point.device.id)} AND time >= ${earliestMs}ms AND time < ${Math.ceil(before)}ms`
    const tables = await this.connection.query(`SELECT last(${quoteName(point.id)}) AS ${quoteName(point.id)} FROM ${sources} WHERE ${where}`)
    return inTimeOrder(tables.flatMap((table) => this.samplesOf(table, point.device.id))).at(-1) ?? null
  }

  /** The last one of each point up to a moment; where several measurements hold a point, each one's. */
  async lastOfEach(moment: number): Promise<Sample[]> {
    const span = `time >= ${earliestMs}ms AND time <= ${Math.floor(moment)}ms`
    const statements = (await this.measurements()).flatMap(({ name, fields }) =>
      fields.map((field) => `SELECT last(${quoteName(field)}) AS ${quoteName(field)} FROM ${quoteName(name)} WHERE ${span} GROUP BY "device"`),
    )
    if (statements.length === 0) return []
    const tables = await this.connection.query(statements.join('; '))
    return inTimeOrder(tables.flatMap((table) => this.samplesOf(table, table.tags?.device ?? '')))
  }

  /** All with from < time ≤ to, in time order. */
  async between(from: number, to: number): Promise<Sample[]> {
    const sources = (await this.measurements()).map(({ name }) => quoteName(name)).join(', ')
    if (sources === '') return []
    const tables = await this.connection.query(`SELECT * FROM ${sources} WHERE time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms GROUP BY *`)
    return inTimeOrder(tables.flatMap((table) => this.samplesOf(table, table.tags?.device ?? '')))
  }

  /** The oldest and the newest time held, or null. */
  async span(): Promise<{ readonly from: number; readonly to: number } | null> {
    const sources = (await this.measurements()).map(({ name }) => quoteName(name)).join(', ')
    if (sources === '') return null
    const edge = async (order: 'ASC' | 'DESC'): Promise<number[]> =>
      (await this.connection.query(`SELECT * FROM ${sources} WHERE time >= ${earliestMs}ms ORDER BY time ${order} LIMIT 1`)).flatMap(({ values }) =>
        values.map(([time]) => Number(time)),
      )
    const [first, last] = [await edge('ASC'), await edge('DESC')]
    return first.length === 0 || last.length === 0 ? null : { from: Math.min(...first), to: Math.max(...last) }
  }

  private samplesOf(table: InfluxTable, deviceId: string): Sample[] {
    const device = this.register().devices.get(deviceId)
    if (!device) return []
    const samples: Sample[] = []
    const timeAt = table.columns.indexOf('time')
    table.columns.forEach((column, at) => {
      const entry = device.points.get(column)
      if (!entry) return
      for (const row of table.values) {
        const [time, cell] = [row[timeAt], row[at]]
        if (typeof time !== 'number' || cell === null) continue
        const encoded = encodeValue(entry.point, cell)
        if (!encoded.ok) continue
        const isUsual = isInRange(entry.point, encoded.value)
        samples.push({
          series: entry.series,
          time,
          received: time,
          value: encoded.value,
          text: encoded.text,
          quality: isUsual ? 0 : uncertain,
          flags: isUsual ? followed : followed | outOfRange,
          origin: 0,
        })
      }
    })
    return samples
  }
}

const inTimeOrder = (samples: Sample[]): Sample[] => samples.sort((a, b) => a.time - b.time || a.series - b.series)
const namesOf = (tables: readonly InfluxTable[], column: number): string[] =>
  tables.flatMap(({ values }) => values.map((row) => row[column]).filter((name) => typeof name === 'string'))
