import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
  INTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api'
import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import type { Point } from '../../../models/subsystem.ts'
import { bodyKinds } from '../../journal/fact-codec.ts'
import { JournalReader } from '../../journal/journal-reader.ts'
import { decodeReadings } from '../../journal/readings-codec.ts'
import { dayMs, dayOf, startOfDay } from '../days.ts'
import { badQuality, type WindowSpan } from '../fold-windows.ts'
import { LatestFold } from '../latest-fold.ts'
import type { SampleColumns } from '../sample-columns.ts'
import type { Window } from '../time-series.ts'
import { type Day, DayCatalog } from './day-catalog.ts'
import { addToDays, type DayRows, type RefusedRow, rowsAfter } from './day-rows.ts'
import { lastOfEach, sampleColumns, unionOf, windowsSql } from './duckdb-sql.ts'
import { readColumns } from './read-columns.ts'

type Connections = { readonly writer: DuckDBConnection; readonly catalog: DuckDBConnection; readonly readers: readonly DuckDBConnection[] }
const types = [BIGINT, INTEGER, DOUBLE, VARCHAR, BIGINT, UTINYINT, USMALLINT, UTINYINT]
const chunkRows = 2048
/** Most points report at least this often, so that a look this far back finds them. */
const recentMs = 3_600_000
const keptHeads = 8

export type RefusedOfBatch = RefusedRow & { readonly batch: number }
export type RefusedOfFact = RefusedRow & { readonly sequence: number }

/**
 * History in DuckDB: a file for each UTC day of device time, so that retention drops files and damage stays in one day.
 * Lives in a thread of its own. Writes go one after the other; reads run beside them on their own connection.
 */
export class DuckDbStore {
  position = 0
  readonly days: DayCatalog
  private readonly directory: string
  private readonly instance: DuckDBInstance
  private readonly writer: DuckDBConnection
  private readonly readers: readonly DuckDBConnection[]
  private nextReader = 0
  private writing: Promise<unknown> = Promise.resolve()
  private journal: { readonly directory: string; readonly reader: JournalReader } | null = null
  /** State at the beginning of a day, by day; dropped when an earlier day changes. */
  private readonly heads = new Map<string, LatestFold>()

  private constructor(directory: string, instance: DuckDBInstance, connections: Connections, now: () => number) {
    this.directory = directory
    this.instance = instance
    this.writer = connections.writer
    this.readers = connections.readers
    this.days = new DayCatalog(directory, connections.catalog, now)
    // The days that are whole know how far they are and skip what they have.
    this.days.onSetAside = () => this.notePosition(0)
    this.position = this.readPosition()
  }

  static async open(directory: string, now: () => number): Promise<DuckDbStore> {
    mkdirSync(directory, { recursive: true })
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB', temp_directory: join(directory, 'temporary') })
    const connections = {
      writer: await instance.connect(),
      catalog: await instance.connect(),
      readers: [await instance.connect(), await instance.connect(), await instance.connect()],
    }
    return new DuckDbStore(directory, instance, connections, now)
  }

  /** Reads take turns, so that a short one does not wait behind a long one. */
  private get reader(): DuckDBConnection {
    this.nextReader = (this.nextReader + 1) % this.readers.length
    return this.readers[this.nextReader] ?? this.writer
  }

  private get positionPath(): string {
    return join(this.directory, 'position.json')
  }

  private readPosition(): number {
    try {
      const found: unknown = JSON.parse(readFileSync(this.positionPath, 'utf8'))
      return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : 0
    } catch {
      // Missing or torn: the journal is read from its beginning, and each day skips what it has.
      return 0
    }
  }

  /** Behind the data by design: the data is durable before, and what is read again is skipped by the days. */
  private notePosition(sequence: number): void {
    this.position = sequence
    writeFileSync(`${this.positionPath}.tmp`, JSON.stringify(sequence))
    renameSync(`${this.positionPath}.tmp`, this.positionPath)
  }

  private alone<T>(act: () => Promise<T>): Promise<T> {
    const next = this.writing.then(act)
    this.writing = next.catch(() => {})
    return next
  }

  /** Going back (another journal, a rebuild) makes every day take again what comes after `sequence`. */
  savePosition(sequence: number): Promise<void> {
    return this.alone(async () => {
      if (sequence < this.position)
        for (const name of this.days.days()) {
          const day = await this.days.get(name)
          day.position = Math.min(day.position, sequence)
          await this.writer.run(`UPDATE ${day.catalog}.state SET position = ${day.position}`)
        }
      this.notePosition(sequence)
    })
  }

  write(batches: readonly ReadingBatch[]): Promise<RefusedOfBatch[]> {
    return this.alone(async () => {
      const days = new Map<number, DayRows>()
      const refused = batches.flatMap((batch, index) => addToDays(days, batch, 0).map((row) => ({ ...row, batch: index })))
      await this.appendDays(days, 0, this.days.damage.length)
      return refused
    })
  }

  /** Takes the facts after `after` straight from the journal's files, about `maxRows` readings; exactly once also over a crash. */
  readJournal(directory: string, after: number, upTo: number, maxRows: number): Promise<{ position: number; rows: number; refused: RefusedOfFact[] }> {
    return this.alone(async () => {
      if (this.journal?.directory !== directory) {
        this.journal?.reader.close()
        this.journal = { directory, reader: new JournalReader(directory) }
      }
      const days = new Map<number, DayRows>()
      const refused: RefusedOfFact[] = []
      // Not beyond what is here: a day may have been set aside since the caller was told how far this store is.
      const start = Math.min(after, this.position)
      const damagesBefore = this.days.damage.length
      let position = start
      let rows = 0
      while (rows < maxRows) {
        const page = this.journal.reader.read(position, 256)
        for (const { sequence, kind, body } of page) {
          position = sequence
          if (kind !== bodyKinds.readings) continue
          const batch = decodeReadings(body)
          rows += batch.count
          for (const row of addToDays(days, batch, sequence)) refused.push({ ...row, sequence })
        }
        if (page.length > 0) continue
        // What is left up to there is damaged and was passed over.
        position = Math.max(position, upTo)
        break
      }
      if (!(await this.appendDays(days, position, damagesBefore))) return { position: this.position, rows: 0, refused: [] }
      if (position !== start) this.notePosition(position)
      return { position, rows, refused }
    })
  }

  /**
   * False when a day was set aside meanwhile and the journal must be read again from its beginning:
   * writing on would tell the new file that it has what came before.
   */
  private async appendDays(days: ReadonlyMap<number, DayRows>, position: number, damagesBefore: number): Promise<boolean> {
    for (const rows of [...days.values()].sort((a, b) => a.day - b.day)) {
      const day = await this.days.get(dayOf(rows.day * dayMs))
      if (position > 0 && this.days.damage.length !== damagesBefore) return false
      const fresh = rowsAfter(rows, day.position)
      if (fresh.time.length === 0) continue
      try {
        await this.appendDay(day, fresh, position)
      } catch (error) {
        if (!(await this.days.setAsideDamaged([day]))) throw error
        if (position > 0) return false
        await this.appendDay(await this.days.get(day.day), fresh, position)
      }
    }
    return true
  }

  /** One transaction: the rows and how far the journal is in this day now. */
  private async appendDay(day: Day, rows: DayRows, position: number): Promise<void> {
    const next = { position: Math.max(day.position, position), version: day.version + 1 }
    await this.writer.run('BEGIN')
    try {
      const appender = await this.writer.createAppender('readings', 'main', day.catalog)
      for (let from = 0; from < rows.time.length; from += chunkRows) appender.appendDataChunk(chunkOf(rows, from, Math.min(from + chunkRows, rows.time.length)))
      appender.closeSync()
      await this.writer.run(`UPDATE ${day.catalog}.state SET position = ${next.position}, version = ${next.version}`)
      await this.writer.run('COMMIT')
    } catch (error) {
      await this.writer.run('ROLLBACK').catch(() => {})
      throw error
    }
    day.position = next.position
    day.version = next.version
    for (const head of this.heads.keys()) if (head > day.day) this.heads.delete(head)
  }

  /** Runs a query over days; when one of them turns out damaged it is set aside and the query runs on what is left. */
  private async query<T>(days: readonly Day[], run: (days: readonly Day[]) => Promise<T>): Promise<T> {
    try {
      return await run(days)
    } catch (error) {
      if (!(await this.alone(() => this.days.setAsideDamaged(days)))) throw error
      return await run(days)
    }
  }

  async readRaw(series: number, from: number, to: number, limit: number): Promise<SampleColumns> {
    const days = await this.days.within(from, to - 1)
    return await this.query(days, async () => {
      if (days.length === 0) return await readColumns(null)
      const rows = unionOf(
        days.map(({ catalog }) => catalog),
        '*',
        'series = $1 AND time >= $2 AND time < $3',
      )
      const sql = `SELECT ${sampleColumns} FROM (SELECT DISTINCT ON (time) * FROM (${rows}) ORDER BY time LIMIT ${Math.max(0, Math.floor(limit))}) ORDER BY 2`
      return await readColumns(await this.reader.run(sql, bounds(series, from, to), boundTypes))
    })
  }

  async readWindows(series: number, point: Point, span: WindowSpan): Promise<Window[]> {
    const days = await this.days.within(span.from, span.to - 1)
    if (days.length === 0) return []
    const needsBefore = point.kind === 'counter' || point.kind === 'boolean' || point.kind === 'state'
    const before = needsBefore ? await this.lastGoodBefore(series, span.from) : null
    return await this.query(days, async () => {
      const sql = windowsSql(
        days.map(({ catalog }) => catalog),
        point,
        span,
        before,
      )
      const result = await this.reader.runAndReadAll(sql, bounds(series, span.from, span.to), boundTypes)
      return result.getRows().map((row) => {
        const [time = 0, minimum = 0, maximum = 0, last = 0, count = 0, mean = 0] = row.map(Number)
        return { time, minimum, maximum, last, count, mean }
      })
    })
  }

  /** From which a counter counts on and a state holds. */
  private async lastGoodBefore(series: number, from: number): Promise<{ time: number; value: number } | null> {
    const names = this.days
      .days()
      .filter((day) => startOfDay(day) < from)
      .reverse()
    for (const name of names) {
      const day = await this.days.get(name)
      const found = await this.query([day], () =>
        this.reader.runAndReadAll(
          `SELECT CAST(time AS DOUBLE), value FROM ${day.catalog}.readings WHERE series = $1 AND time < $2 AND quality <> ${badQuality} ORDER BY time DESC LIMIT 1`,
          [series, BigInt(Math.ceil(from))],
          [INTEGER, BIGINT],
        ),
      )
      const [row] = found.getRows()
      if (row) return { time: Number(row[0]), value: Number(row[1]) }
    }
    return null
  }

  /** The reading with the greatest time ≤ at of each series: the head of the day, then the day up to the moment. */
  async stateAt(at: number): Promise<SampleColumns> {
    const moment = Math.floor(at)
    const today = dayOf(moment)
    const latest = new LatestFold(await this.headOf(today))
    if (!this.days.days().includes(today)) return latest.columns()
    const day = await this.days.get(today)
    return await this.query([day], async () => {
      const recent = moment - recentMs
      const readings = `${day.catalog}.readings`
      const found = `SELECT DISTINCT series FROM ${readings} WHERE time > ${recent} AND time <= ${moment}`
      const sql = `SELECT ${sampleColumns} FROM (${lastOfEach(readings, `time > ${recent} AND time <= ${moment}`)})
        UNION ALL SELECT ${sampleColumns} FROM (${lastOfEach(readings, `time <= ${recent} AND series NOT IN (${found})`)})`
      latest.take(await readColumns(await this.reader.run(sql)))
      return latest.columns()
    })
  }

  private async headOf(day: string): Promise<LatestFold> {
    const known = this.heads.get(day)
    if (known) return known
    const head = new LatestFold(null)
    for (const name of this.days.days().filter((earlier) => earlier < day)) {
      const earlier = await this.days.get(name)
      const columns = await this.query([earlier], async () => {
        await this.refreshLasts(earlier)
        return await readColumns(await this.reader.run(`SELECT ${sampleColumns} FROM ${earlier.catalog}.lasts`))
      })
      head.take(columns)
    }
    this.heads.set(day, head)
    const [oldest] = this.heads.keys()
    if (this.heads.size > keptHeads && oldest !== undefined) this.heads.delete(oldest)
    return head
  }

  /** The last reading of each series of a day is kept in the day's file, until the day gets more. */
  private refreshLasts(day: Day): Promise<void> {
    if (day.lastsVersion === day.version) return Promise.resolve()
    return this.alone(async () => {
      const { version } = day
      if (day.lastsVersion === version) return
      await this.writer.run('BEGIN')
      try {
        await this.writer.run(`DELETE FROM ${day.catalog}.lasts`)
        await this.writer.run(`INSERT INTO ${day.catalog}.lasts BY NAME ${lastOfEach(`${day.catalog}.readings`, 'true')}`)
        await this.writer.run(`UPDATE ${day.catalog}.state SET lasts_version = ${version}`)
        await this.writer.run('COMMIT')
      } catch (error) {
        await this.writer.run('ROLLBACK').catch(() => {})
        throw error
      }
      day.lastsVersion = version
    })
  }

  /** All readings with from < time ≤ to in time order. */
  async readAll(from: number, to: number): Promise<SampleColumns> {
    const days = await this.days.within(Math.floor(from) + 1, to)
    return await this.query(days, async () => {
      if (days.length === 0) return await readColumns(null)
      const rows = unionOf(
        days.map(({ catalog }) => catalog),
        '*',
        `time > ${Math.floor(from)} AND time <= ${Math.floor(to)}`,
      )
      return await readColumns(await this.reader.run(`SELECT ${sampleColumns} FROM (SELECT DISTINCT ON (time, series) * FROM (${rows})) ORDER BY 2, 1`))
    })
  }

  async span(): Promise<{ from: number; to: number } | null> {
    const first = await this.edge(this.days.days(), 'min')
    const last = await this.edge(this.days.days().reverse(), 'max')
    return first === null || last === null ? null : { from: first, to: last }
  }

  private async edge(names: readonly string[], which: 'min' | 'max'): Promise<number | null> {
    for (const name of names) {
      const day = await this.days.get(name)
      const result = await this.query([day], () => this.reader.runAndReadAll(`SELECT CAST(${which}(time) AS DOUBLE) FROM ${day.catalog}.readings`))
      const value = result.getRows()[0]?.[0]
      if (typeof value === 'number') return value
    }
    return null
  }

  dropBefore(day: string): Promise<number> {
    return this.alone(async () => {
      this.heads.clear()
      return await this.days.dropBefore(day)
    })
  }

  clear(): Promise<void> {
    return this.alone(async () => {
      this.heads.clear()
      await this.days.clear()
      this.notePosition(0)
    })
  }

  close(): Promise<void> {
    return this.alone(async () => {
      this.journal?.reader.close()
      await this.days.close()
      for (const connection of [...this.readers, this.writer]) connection.closeSync()
      this.instance.closeSync()
    })
  }
}

const boundTypes = [INTEGER, BIGINT, BIGINT]
const bounds = (series: number, from: number, to: number): DuckDBValue[] => [series, BigInt(Math.ceil(from)), BigInt(Math.ceil(to))]

function chunkOf(rows: DayRows, from: number, to: number): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, to - from)
  const columns = [rows.time, rows.series, rows.value, rows.text, rows.received, rows.quality, rows.flags, rows.origin]
  for (const [index, column] of columns.entries()) chunk.setColumnValues(index, column.slice(from, to))
  return chunk
}
