import type { PointEntry, Register } from '../../../models/register.ts'
import { foldWindows, type WindowSpan } from '../fold-windows.ts'
import type { Sample, Window } from '../time-series.ts'
import { earliestMs, quoteText, tagOf } from './escape.ts'
import type { InfluxConnection } from './influx-connection.ts'
import { ownMeasurement } from './influx-lines.ts'
import { sampleFields, samplesOf } from './influx-samples.ts'

/** Linli's own readings, asked of InfluxDB in InfluxQL. */
export class OwnReadings {
  private readonly connection: InfluxConnection
  private readonly register: () => Register

  constructor(connection: InfluxConnection, register: () => Register) {
    this.connection = connection
    this.register = register
  }

  private async samples(statement: string, series: number | null): Promise<Sample[]> {
    const register = this.register()
    const samples: Sample[] = []
    for await (const table of this.connection.tables(statement)) for (const sample of samplesOf(table, register, series)) samples.push(sample)
    return samples
  }

  private sourceOf({ device, id }: PointEntry, from: number, to: number): string {
    return `FROM ${ownMeasurement} WHERE device = ${quoteText(tagOf(device.id))} AND point = ${quoteText(tagOf(id))} AND time >= ${Math.ceil(from)}ms AND time < ${Math.ceil(to)}ms`
  }

  /** Of one point, from ≤ time < to, oldest first, at most `limit`. */
  ofPoint(point: PointEntry, from: number, to: number, limit: number): Promise<Sample[]> {
    return this.samples(`SELECT ${sampleFields} ${this.sourceOf(point, from, to)} LIMIT ${Math.floor(limit)}`, point.series)
  }

  /** The last reading of a point before a moment that is not bad. */
  async lastBefore(point: PointEntry, moment: number): Promise<Sample | null> {
    const [last = null] = await this.samples(`SELECT last(value) AS value, received ${this.sourceOf(point, earliestMs, moment)}`, point.series)
    return last
  }

  async windows(point: PointEntry, span: WindowSpan): Promise<Window[]> {
    switch (point.point.kind) {
      case 'number':
      case 'location':
      case 'event':
        return await this.aggregate(point, span)
      case 'counter':
      case 'boolean':
      case 'state':
        return await this.fold(point, span)
    }
  }

  private async aggregate(point: PointEntry, { from, to, everyMs, offsetMs }: WindowSpan): Promise<Window[]> {
    const tables = await this.connection.query(
      `SELECT mean(value), min(value), max(value), last(value), count(value) ${this.sourceOf(point, from, to)} GROUP BY time(${everyMs}ms, ${offsetMs}ms) fill(none)`,
    )
    return tables.flatMap(({ values }) =>
      values.map((row) => {
        const [time = 0, mean = 0, minimum = 0, maximum = 0, last = 0, count = 0] = row.map(Number)
        return { time, mean: point.point.kind === 'event' ? count : mean, minimum, maximum, last, count }
      }),
    )
  }

  /** InfluxQL knows neither a register's rollover nor shares of time: the readings of the one point are folded here. */
  private async fold(point: PointEntry, span: WindowSpan): Promise<Window[]> {
    const [samples, before] = await Promise.all([
      this.samples(`SELECT ${sampleFields} ${this.sourceOf(point, span.from, span.to)}`, point.series),
      this.lastBefore(point, span.from),
    ])
    return foldWindows(point.point, samples, before, span)
  }

  /** The last reading of each series up to a moment, good ones and bad ones apart; slow where there are many series. */
  lastOfEach(moment: number): Promise<Sample[][]> {
    const where = `WHERE time >= ${earliestMs}ms AND time <= ${moment}ms GROUP BY device, point`
    return Promise.all(
      ['value', 'bad'].map((field) =>
        this.samples(`SELECT last(${field}) AS value, text, received, quality, flags, origin FROM ${ownMeasurement} ${where}`, null),
      ),
    )
  }

  /** All readings with from < time ≤ to, in time order. */
  async between(from: number, to: number): Promise<Sample[]> {
    if (from >= to) return []
    const where = `WHERE time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms`
    const samples = await this.samples(`SELECT ${sampleFields}, device, point FROM ${ownMeasurement} ${where}`, null)
    return samples.sort((a, b) => a.time - b.time || a.series - b.series)
  }

  /** The oldest or the newest time held from a moment on. */
  async edge(from: number, order: 'ASC' | 'DESC'): Promise<number | null> {
    const [found] = await this.samples(
      `SELECT ${sampleFields}, device, point FROM ${ownMeasurement} WHERE time >= ${from}ms ORDER BY time ${order} LIMIT 1`,
      null,
    )
    return found?.time ?? null
  }
}
