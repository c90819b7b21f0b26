import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BIGINT, DOUBLE, type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER, USMALLINT, UTINYINT, VARCHAR } from '@duckdb/node-api'
import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import { bodyKinds } from '../../journal/fact-codec.ts'
import { JournalReader } from '../../journal/journal-reader.ts'
import { decodeReadings } from '../../journal/readings-codec.ts'
import { dayMs, dayOf } from '../days.ts'
import { DayAccess } from './day-access.ts'
import { type Day, DayCatalog } from './day-catalog.ts'
import { DayReads } from './day-reads.ts'
import { addToDays, type DayRows, type RefusedRow, rowsAfter } from './day-rows.ts'
import { DayStates } from './day-states.ts'

type Connections = { readonly writer: DuckDBConnection; readonly catalog: DuckDBConnection; readonly readers: readonly DuckDBConnection[] }
const types = [BIGINT, INTEGER, DOUBLE, VARCHAR, BIGINT, UTINYINT, USMALLINT, UTINYINT]
const chunkRows = 2048
/** Of memory and cores. What was written stays in memory until a day's log has grown to the threshold, for each day written to. */
const bounds = { threads: '2', memory_limit: '512MB', checkpoint_threshold: '4MB' }
export type RefusedOfBatch = RefusedRow & { readonly batch: number }
export type RefusedOfFact = RefusedRow & { readonly sequence: number }

/**
 * History in DuckDB: a file for each UTC day of device time, so that retention drops files and damage stays in one day.
 * Lives in a thread of its own.
 */
export class DuckDbStore {
  position = 0
  readonly days: DayCatalog
  private readonly directory: string
  private readonly instance: DuckDBInstance
  private readonly access: DayAccess
  readonly reads: DayReads
  readonly states: DayStates
  private journal: { readonly directory: string; readonly reader: JournalReader } | null = null

  private constructor(directory: string, instance: DuckDBInstance, connections: Connections, now: () => number) {
    this.directory = directory
    this.instance = instance
    this.days = new DayCatalog(directory, connections.catalog, now)
    this.access = new DayAccess({ days: this.days, ...connections })
    this.reads = new DayReads(this.access)
    this.states = new DayStates(this.access)
    // The days that are whole know how far they are and skip what they have.
    this.days.onSetAside = () => this.notePosition(0)
    this.position = this.readPosition()
  }

  static async open(directory: string, now: () => number): Promise<DuckDbStore> {
    mkdirSync(directory, { recursive: true })
    const instance = await DuckDBInstance.create(':memory:', { ...bounds, temp_directory: join(directory, 'temporary') })
    const connections = {
      writer: await instance.connect(),
      catalog: await instance.connect(),
      readers: [await instance.connect(), await instance.connect(), await instance.connect()],
    }
    return new DuckDbStore(directory, instance, connections, now)
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

  /** Going back (another journal, a rebuild) makes every day take again what comes after `sequence`. */
  savePosition(sequence: number): Promise<void> {
    return this.access.alone(async () => {
      if (sequence < this.position)
        for (const name of this.days.days()) {
          const day = await this.days.get(name)
          day.position = Math.min(day.position, sequence)
          await this.access.writer.run(`UPDATE ${day.catalog}.state SET position = ${day.position}`)
        }
      this.notePosition(sequence)
    })
  }

  write(batches: readonly ReadingBatch[]): Promise<RefusedOfBatch[]> {
    return this.access.alone(async () => {
      const days = new Map<number, DayRows>()
      const refused = batches.flatMap((batch, index) => addToDays(days, batch, 0).map((row) => ({ ...row, batch: index })))
      await this.appendDays(days, 0, this.days.damage.length)
      return refused
    })
  }

  /** Takes the facts after `after` straight from the journal's files, about `maxRows` readings; exactly once also over a crash. */
  readJournal(directory: string, after: number, upTo: number, maxRows: number): Promise<{ position: number; rows: number; refused: RefusedOfFact[] }> {
    return this.access.alone(async () => {
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
    await this.access.writer.run('BEGIN')
    try {
      const appender = await this.access.writer.createAppender('readings', 'main', day.catalog)
      for (let from = 0; from < rows.time.length; from += chunkRows) appender.appendDataChunk(chunkOf(rows, from, Math.min(from + chunkRows, rows.time.length)))
      appender.closeSync()
      await this.access.writer.run(`UPDATE ${day.catalog}.state SET position = ${next.position}, version = ${next.version}`)
      await this.access.writer.run('COMMIT')
    } catch (error) {
      await this.access.writer.run('ROLLBACK').catch(() => {})
      throw error
    }
    day.position = next.position
    day.version = next.version
    this.states.takeIn(day, rows)
  }

  dropBefore(day: string): Promise<number> {
    return this.access.alone(async () => {
      this.states.forget()
      return await this.days.dropBefore(day)
    })
  }

  clear(): Promise<void> {
    return this.access.alone(async () => {
      this.states.forget()
      await this.days.clear()
      this.notePosition(0)
    })
  }

  close(): Promise<void> {
    return this.access.alone(async () => {
      this.journal?.reader.close()
      await this.days.close()
      this.access.close()
      this.instance.closeSync()
    })
  }
}

function chunkOf(rows: DayRows, from: number, to: number): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, to - from)
  const columns = [rows.time, rows.series, rows.value, rows.text, rows.received, rows.quality, rows.flags, rows.origin]
  for (const [index, column] of columns.entries()) chunk.setColumnValues(index, column.slice(from, to))
  return chunk
}
