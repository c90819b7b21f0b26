import { join } from 'node:path'
import { bitOf, type ReadingBatch } from '../../../models/protocol/reading.ts'
import type { PointEntry, Register } from '../../../models/register.ts'
import type { Journal } from '../../journal/journal.ts'
import { startOfDay } from '../days.ts'
import { foldWindows, type WindowSpan } from '../fold-windows.ts'
import { readInSlices } from '../read-in-slices.ts'
import { toColumns, toSamples } from '../sample-columns.ts'
import { type Sample, type TimeSeries, TimeSeriesUnavailable, type Window } from '../time-series.ts'
import { earliestMs, quoteName, quoteText, tagOf } from './escape.ts'
import { type InfluxAccess, InfluxConnection } from './influx-connection.ts'
import { InfluxLines, ownMeasurement } from './influx-lines.ts'
import { folderFor, type InfluxProgress, nothingWritten, readProgress, writeProgress } from './influx-progress.ts'
import { sampleFields, samplesOf } from './influx-samples.ts'
import { InfluxWriter } from './influx-writer.ts'
import { JournalWindow } from './journal-window.ts'
import { KeptStates } from './kept-states.ts'
import { PastStates } from './past-states.ts'

/** Lines in one call, and calls under way at once: while InfluxDB works on one, the next is made. */
const linesPerCall = 5000
const callsAtOnce = 2
const followed = bitOf('followed')
type Settings = {
  readonly access: InfluxAccess
  readonly directory: string
  readonly register: () => Register
  /** Readings that were followed are not written, since they are read where others wrote them. */
  readonly isFollowing: boolean
  /** What was written, for a quick look at a stretch of the past; null: InfluxDB is asked for it. */
  readonly journal: Pick<Journal, 'read' | 'readMinutes' | 'tail'> | null
}

/** History in an InfluxDB of the community's own, 1.x, 2.x or 3.x. */
export class InfluxTimeSeries implements TimeSeries {
  readonly kind = 'influxdb'
  private readonly register: () => Register
  private readonly skippedFlags: number
  private readonly connection: InfluxConnection
  private readonly lines: InfluxLines
  private readonly writer: InfluxWriter
  private readonly folder: string
  private readonly states: KeptStates
  private readonly past: PastStates
  private progress: InfluxProgress
  private isReady = false

  constructor({ access, directory, register, isFollowing, journal }: Settings) {
    this.register = register
    this.skippedFlags = isFollowing ? followed : 0
    this.connection = new InfluxConnection(access)
    this.lines = new InfluxLines(register)
    this.writer = new InfluxWriter(this.connection)
    this.folder = folderFor(directory, access.url, access.database)
    this.states = new KeptStates(join(this.folder, 'states'))
    this.progress = readProgress(this.folder)
    this.past = new PastStates({
      states: this.states,
      journal: journal && new JournalWindow({ journal, register, skippedFlags: this.skippedFlags, isAlone: () => !this.progress.hasEarlier }),
      lastOfEach: async (moment) => (await Promise.all(['value', 'bad'].map((field) => this.lastOfEach(field, moment)))).map(toColumns),
      between: async (from, to) => toColumns(await this.between(from, to)),
    })
  }

  get position(): number {
    return this.progress.position
  }

  /** Makes the database where it is missing (1.x). A new one begins at the journal's beginning, whatever was noted before. */
  private async ready(): Promise<void> {
    if (this.isReady) return
    if ((await this.connection.version()) === 1) {
      const { database } = this.connection.access
      const tables = await this.connection.query('SHOW DATABASES')
      if (!tables.some(({ values }) => values.some(([name]) => name === database))) {
        await this.connection.query(`CREATE DATABASE ${quoteName(database)}`)
        const had = this.progress.position
        this.forget()
        this.isReady = true
        if (had > 0) throw new TimeSeriesUnavailable(`the database ${database} was not there any more; it is filled anew from the journal`)
      }
    }
    await this.findEarlier()
    this.isReady = true
  }

  /** A database that was filled before, by another data folder, is history as well. */
  private async findEarlier(): Promise<void> {
    if (this.progress.position > 0 || this.progress.from !== null) return
    const edge = async (order: 'ASC' | 'DESC'): Promise<number | null> => {
      const statement = `SELECT ${sampleFields}, device, point FROM ${ownMeasurement} WHERE time >= ${earliestMs}ms ORDER BY time ${order} LIMIT 1`
      return (await this.samples(statement, null))[0]?.time ?? null
    }
    const [from, to] = [await edge('ASC'), await edge('DESC')]
    if (from !== null && to !== null) this.progress = { ...this.progress, from, to, hasEarlier: true }
  }

  private forget(): void {
    this.states.voidAll()
    this.progress = { ...nothingWritten }
    writeProgress(this.folder, this.progress)
  }

  async write(batches: readonly ReadingBatch[]): ReturnType<TimeSeries['write']> {
    await this.ready()
    const refused: { batch: number; index: number; why: string }[] = []
    const calls: Promise<void>[] = []
    const underWay = new Set<Promise<void>>()
    let lines: string[] = []
    let origin: { batch: number; index: number }[] = []
    const send = async (): Promise<void> => {
      const [sent, sentOrigin] = [lines, origin]
      lines = []
      origin = []
      const call = this.writer.write(sent).then((found) => {
        for (const { index, why } of found) refused.push({ ...(sentOrigin[index] ?? { batch: 0, index: 0 }), why })
      })
      calls.push(call)
      underWay.add(call)
      // The failure itself comes out of `calls`.
      call.finally(() => underWay.delete(call)).catch(() => {})
      if (underWay.size >= callsAtOnce) await Promise.race(underWay)
    }
    const earliest = this.widen(batches)
    try {
      for (const [batch, readings] of batches.entries())
        for (let index = 0; index < readings.count; index++) {
          if (((readings.flags[index] ?? 0) & this.skippedFlags) !== 0) continue
          const line = this.lines.lineOf(readings, index)
          if (line === null)
            refused.push({ batch, index, why: `series ${readings.series[index]} = ${readings.value[index]} is of no known point or not finite` })
          else {
            lines.push(line)
            origin.push({ batch, index })
            if (lines.length >= linesPerCall) await send()
          }
        }
      if (lines.length > 0) await send()
    } finally {
      await Promise.allSettled(calls)
    }
    await Promise.all(calls)
    const { from, to } = this.progress
    // A state that could not be kept is made when somebody looks back.
    if (from !== null && to !== null) void this.past.keepWhileWriting(from, to, earliest).catch(() => {})
    return { refused: refused.sort((a, b) => a.batch - b.batch || a.index - b.index) }
  }

  /** The earliest time of these. Before the write: a span too wide and a state made again cost little, the other way round would be wrong. */
  private widen(batches: readonly ReadingBatch[]): number {
    let { from, to } = this.progress
    let earliest = Number.POSITIVE_INFINITY
    for (const { time, count } of batches)
      for (let row = 0; row < count; row++) {
        const moment = time[row] ?? Number.NaN
        if (!Number.isFinite(moment)) continue
        earliest = Math.min(earliest, moment)
        if (from === null || moment < from) from = moment
        if (to === null || moment > to) to = moment
      }
    for (const batch of batches) this.states.voidBy(batch)
    this.progress = { ...this.progress, from, to }
    return earliest
  }

  private ofPoint({ device, id }: PointEntry, from: number, to: number): string {
    return `FROM ${ownMeasurement} WHERE device = ${quoteText(tagOf(device.id))} AND point = ${quoteText(tagOf(id))} AND time >= ${Math.ceil(from)}ms AND time < ${Math.ceil(to)}ms`
  }

  async readRaw(point: PointEntry, from: number, to: number, limit: number): Promise<readonly Sample[]> {
    await this.ready()
    if (limit <= 0) return []
    return await this.samples(`SELECT ${sampleFields} ${this.ofPoint(point, from, to)} LIMIT ${Math.floor(limit)}`, point.series)
  }

  async readWindows(point: PointEntry, from: number, to: number, everyMs: number, offsetMs: number): Promise<readonly Window[]> {
    await this.ready()
    const { kind } = point.point
    const span = { from, to, everyMs, offsetMs }
    return kind === 'number' || kind === 'location' || kind === 'event' ? await this.aggregate(point, span) : await this.foldHere(point, span)
  }

  private async aggregate(point: PointEntry, { from, to, everyMs, offsetMs }: WindowSpan): Promise<Window[]> {
    const tables = await this.connection.query(
      `SELECT mean(value), min(value), max(value), last(value), count(value) ${this.ofPoint(point, from, to)} GROUP BY time(${everyMs}ms, ${offsetMs}ms) fill(none)`,
    )
    return tables.flatMap(({ values }) =>
      values.map((row) => {
        const [time = 0, mean = 0, minimum = 0, maximum = 0, last = 0, count = 0] = row.map(Number)
        return { time, mean: point.point.kind === 'event' ? count : mean, minimum, maximum, last, count }
      }),
    )
  }

  /** InfluxQL knows neither a register's rollover nor shares of time: the readings of the one point are folded here. */
  private async foldHere(point: PointEntry, span: WindowSpan): Promise<Window[]> {
    const [samples, before] = await Promise.all([
      this.samples(`SELECT ${sampleFields} ${this.ofPoint(point, span.from, span.to)}`, point.series),
      this.lastBefore(point, span.from),
    ])
    return foldWindows(point.point, samples, before, span)
  }

  /** The last reading of a point before a moment that is not bad. */
  async lastBefore(point: PointEntry, moment: number): Promise<Sample | null> {
    const [last = null] = await this.samples(`SELECT last(value) AS value, received ${this.ofPoint(point, earliestMs, moment)}`, point.series)
    return last
  }

  private async samples(statement: string, series: number | null): Promise<Sample[]> {
    const register = this.register()
    const samples: Sample[] = []
    for await (const table of this.connection.tables(statement)) for (const sample of samplesOf(table, register, series)) samples.push(sample)
    return samples
  }

  async stateAt(at: number): Promise<readonly Sample[]> {
    await this.ready()
    const { from, to } = this.progress
    if (from === null || to === null || at < from) return []
    // Nothing is newer than the newest: all later moments share one state.
    return toSamples((await this.past.at(Math.min(Math.floor(at), to), from)).columns())
  }

  private lastOfEach(field: string, moment: number): Promise<Sample[]> {
    return this.samples(
      `SELECT last(${field}) AS value, text, received, quality, flags, origin FROM ${ownMeasurement} WHERE time >= ${earliestMs}ms AND time <= ${moment}ms GROUP BY device, point`,
      null,
    )
  }

  /** All readings with from < time ≤ to, in time order. */
  async between(from: number, to: number): Promise<Sample[]> {
    if (from >= to) return []
    const samples = await this.samples(
      `SELECT ${sampleFields}, device, point FROM ${ownMeasurement} WHERE time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms`,
      null,
    )
    return samples.sort((a, b) => a.time - b.time || a.series - b.series)
  }

  readAll(from: number, to: number): AsyncIterable<readonly Sample[]> {
    return readInSlices(
      from,
      to,
      () => this.span(),
      (start, end) => this.between(start, end),
    )
  }

  async span(): ReturnType<TimeSeries['span']> {
    await this.ready()
    const { from, to } = this.progress
    return from === null || to === null ? null : { from, to }
  }

  async savePosition(sequence: number): Promise<void> {
    this.progress = { ...this.progress, position: sequence }
    writeProgress(this.folder, this.progress)
  }

  async health(): ReturnType<TimeSeries['health']> {
    const { url } = this.connection.access
    try {
      return { ok: true, detail: `InfluxDB ${await this.connection.version()}.x, ${url}` }
    } catch (error) {
      // The next contact looks again whether the database is there.
      this.isReady = false
      return { ok: false, detail: error instanceof Error ? error.message : String(error) }
    }
  }

  async dropBefore(day: string): Promise<number> {
    await this.ready()
    const start = startOfDay(day)
    const { from, to } = this.progress
    if (from === null || to === null || from >= start) return 0
    await this.change(`DELETE FROM ${ownMeasurement} WHERE time < ${start}ms`)
    const days = Math.ceil((Math.min(start, to + 1) - from) / 86_400_000)
    const [first] = await this.samples(`SELECT ${sampleFields}, device, point FROM ${ownMeasurement} WHERE time >= ${start}ms LIMIT 1`, null)
    this.states.voidAll()
    this.progress = first ? { ...this.progress, from: first.time } : { ...this.progress, from: null, to: null }
    writeProgress(this.folder, this.progress)
    return days
  }

  async clear(): Promise<void> {
    await this.ready()
    await this.change(`DROP MEASUREMENT ${ownMeasurement}`).catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('not found'))) throw error
    })
    this.forget()
  }

  private async change(statement: string): Promise<void> {
    if ((await this.connection.knownVersion()) === 3)
      throw new TimeSeriesUnavailable('InfluxDB 3 deletes nothing on request: set a retention period on the database, or remove it by hand')
    await this.connection.query(statement)
  }

  async close(): Promise<void> {
    await this.writer.close()
    writeProgress(this.folder, this.progress)
  }
}
