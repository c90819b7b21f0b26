import { join } from 'node:path'
import { bitOf, type ReadingBatch } from '../../../models/protocol/reading.ts'
import type { PointEntry, Register } from '../../../models/register.ts'
import type { Journal } from '../../journal/journal.ts'
import { startOfDay } from '../days.ts'
import { readInSlices } from '../read-in-slices.ts'
import { toColumns, toSamples } from '../sample-columns.ts'
import { type Sample, type TimeSeries, TimeSeriesUnavailable, type Window } from '../time-series.ts'
import { BatchWriter } from './batch-writer.ts'
import { earliestMs, quoteName } from './escape.ts'
import { type InfluxAccess, InfluxConnection } from './influx-connection.ts'
import { ownMeasurement } from './influx-lines.ts'
import { folderFor, type InfluxProgress, nothingWritten, readProgress, writeProgress } from './influx-progress.ts'
import { JournalWindow } from './journal-window.ts'
import { KeptStates } from './kept-states.ts'
import { OwnReadings } from './own-readings.ts'
import { PastStates } from './past-states.ts'

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
  /** What stands in the database, once `ready`. */
  readonly readings: OwnReadings
  private readonly connection: InfluxConnection
  private readonly writer: BatchWriter
  private readonly folder: string
  private readonly states: KeptStates
  private readonly past: PastStates
  private progress: InfluxProgress
  private isReady = false

  constructor({ access, directory, register, isFollowing, journal }: Settings) {
    const skippedFlags = isFollowing ? followed : 0
    this.connection = new InfluxConnection(access)
    this.readings = new OwnReadings(this.connection, register)
    this.writer = new BatchWriter({ connection: this.connection, register, skippedFlags })
    this.folder = folderFor(directory, access.url, access.database)
    this.states = new KeptStates(join(this.folder, 'states'))
    this.progress = readProgress(this.folder)
    this.past = new PastStates({
      states: this.states,
      journal: journal && new JournalWindow({ journal, register, skippedFlags, isAlone: () => !this.progress.hasEarlier }),
      lastOfEach: async (moment) => (await this.readings.lastOfEach(moment)).map(toColumns),
      between: async (from, to) => toColumns(await this.readings.between(from, to)),
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
    const [from, to] = [await this.readings.edge(earliestMs, 'ASC'), await this.readings.edge(earliestMs, 'DESC')]
    if (from !== null && to !== null) this.progress = { ...this.progress, from, to, hasEarlier: true }
  }

  private forget(): void {
    this.states.voidAll()
    this.progress = { ...nothingWritten }
    writeProgress(this.folder, this.progress)
  }

  async write(batches: readonly ReadingBatch[]): ReturnType<TimeSeries['write']> {
    await this.ready()
    const earliest = this.widen(batches)
    const refused = await this.writer.write(batches)
    const { from, to } = this.progress
    // A state that could not be kept is made when somebody looks back.
    if (from !== null && to !== null) void this.past.keepWhileWriting(from, to, earliest).catch(() => {})
    return { refused }
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

  async readRaw(point: PointEntry, from: number, to: number, limit: number): Promise<readonly Sample[]> {
    await this.ready()
    return limit <= 0 ? [] : await this.readings.ofPoint(point, from, to, limit)
  }

  async readWindows(point: PointEntry, from: number, to: number, everyMs: number, offsetMs: number): Promise<readonly Window[]> {
    await this.ready()
    return await this.readings.windows(point, { from, to, everyMs, offsetMs })
  }

  async stateAt(at: number): Promise<readonly Sample[]> {
    await this.ready()
    const { from, to } = this.progress
    if (from === null || to === null || at < from) return []
    // Nothing is newer than the newest: all later moments share one state.
    return toSamples((await this.past.at(Math.min(Math.floor(at), to), from)).columns())
  }

  readAll(from: number, to: number): AsyncIterable<readonly Sample[]> {
    return readInSlices(
      from,
      to,
      () => this.span(),
      (start, end) => this.readings.between(start, end),
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
    const first = await this.readings.edge(start, 'ASC')
    this.states.voidAll()
    this.progress = first !== null ? { ...this.progress, from: first } : { ...this.progress, from: null, to: null }
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
    await this.past.stop()
    await this.writer.close()
    writeProgress(this.folder, this.progress)
  }
}
