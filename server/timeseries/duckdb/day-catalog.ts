import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { dayMs, startOfDay } from '../days.ts'
import { createDay } from './duckdb-sql.ts'

const pattern = /^history-(\d{4}-\d{2}-\d{2})\.duckdb$/
const form = 1

export type HistoryDamage = { readonly file: string; readonly why: string }
/** An attached day: its catalog's name in SQL, and what its `state` says. */
export type Day = { readonly day: string; readonly catalog: string; position: number; version: number; lastsVersion: number }

/** A day file written by a newer program: never touched. */
export class NewerForm extends Error {
  readonly code = 'newer_form'
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const sayOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The day files of a folder, attached when first needed. A damaged one is set aside under another name and begun anew. */
export class DayCatalog {
  readonly damage: HistoryDamage[] = []
  /** Told after a file was set aside, so that the journal is read again from its beginning. */
  onSetAside: () => void = () => {}
  private readonly directory: string
  private readonly connection: DuckDBConnection
  private readonly attached = new Map<string, Day>()
  private readonly known: Set<string>
  private attaching: Promise<unknown> = Promise.resolve()
  private readonly now: () => number

  constructor(directory: string, connection: DuckDBConnection, now: () => number) {
    this.directory = directory
    this.connection = connection
    this.now = now
    this.known = new Set(readdirSync(directory).flatMap((name) => pattern.exec(name)?.[1] ?? []))
  }

  /** Days that have a file, oldest first. */
  days(): string[] {
    return [...this.known].sort()
  }

  /** Existing days that overlap from ≤ time ≤ to. */
  async within(from: number, to: number): Promise<Day[]> {
    const wanted = this.days().filter((day) => startOfDay(day) <= to && startOfDay(day) + dayMs > from)
    const days: Day[] = []
    for (const day of wanted) days.push(await this.get(day))
    return days
  }

  /** The day's file, attached, made where it is not there. One at a time: attaching is a change of the whole instance. */
  get(day: string): Promise<Day> {
    const found = this.attached.get(day)
    if (found) return Promise.resolve(found)
    const next = this.attaching.then(() => this.attached.get(day) ?? this.attach(day))
    this.attaching = next.catch(() => {})
    return next
  }

  private pathOf(day: string): string {
    return join(this.directory, `history-${day}.duckdb`)
  }

  private async attach(day: string): Promise<Day> {
    try {
      return await this.tryAttach(day)
    } catch (error) {
      if (error instanceof NewerForm || !existsSync(this.pathOf(day))) throw error
      await this.setAside(day, sayOf(error))
      return await this.tryAttach(day)
    }
  }

  private async tryAttach(day: string): Promise<Day> {
    const catalog = `d${day.replaceAll('-', '')}`
    const isNew = !existsSync(this.pathOf(day))
    await this.connection.run(`ATTACH ${literal(this.pathOf(day))} AS ${catalog}`)
    try {
      const tables = await this.connection.runAndReadAll(`SELECT count(*)::INTEGER FROM duckdb_tables() WHERE database_name = ${literal(catalog)}`)
      // A crash between making the file and its tables leaves it empty, which is the same as new.
      if (isNew || tables.getRows()[0]?.[0] === 0) await this.connection.run(createDay(catalog))
      const state = await this.connection.runAndReadAll(
        `SELECT form, CAST(position AS DOUBLE), CAST(version AS DOUBLE), CAST(lasts_version AS DOUBLE) FROM ${catalog}.state`,
      )
      const [found, position, version, lastsVersion] = (state.getRows()[0] ?? []).map(Number)
      if (found !== undefined && found > form)
        throw new NewerForm(`${this.pathOf(day)} was written by a newer version (form ${found}, this program knows ${form})`)
      if (found === undefined || position === undefined || version === undefined || lastsVersion === undefined) throw new Error('its state is missing')
      const made: Day = { day, catalog, position, version, lastsVersion }
      this.attached.set(day, made)
      this.known.add(day)
      return made
    } catch (error) {
      await this.connection.run(`DETACH ${catalog}`)
      throw error
    }
  }

  private async setAside(day: string, why: string): Promise<void> {
    const name = `history-${day}.duckdb`
    const aside = `${name}.corrupt-${new Date(this.now()).toISOString().replaceAll(':', '')}`
    for (const suffix of ['', '.wal']) if (existsSync(this.pathOf(day) + suffix)) renameSync(this.pathOf(day) + suffix, join(this.directory, aside + suffix))
    this.damage.push({ file: aside, why })
    this.onSetAside()
  }

  /** After a query failed: reads every block of these days and sets aside the ones that cannot be read. True if there were any. */
  async setAsideDamaged(days: readonly Day[]): Promise<boolean> {
    let found = false
    for (const { day, catalog } of days) {
      if (!this.attached.has(day)) continue
      try {
        await this.connection.run(
          `SELECT max(time), max(series), max(value), max(text), max(received), max(quality), max(flags), max(origin) FROM ${catalog}.readings`,
        )
        await this.connection.run(
          `SELECT max(time), max(series), max(value), max(text), max(received), max(quality), max(flags), max(origin) FROM ${catalog}.lasts`,
        )
      } catch (error) {
        found = true
        this.attached.delete(day)
        await this.connection.run(`DETACH ${catalog}`)
        await this.setAside(day, sayOf(error))
        await this.get(day)
      }
    }
    return found
  }

  /** Removes the files of days before `day`; how many. */
  async dropBefore(day: string): Promise<number> {
    const old = this.days().filter((known) => known < day)
    for (const name of old) await this.remove(name)
    return old.length
  }

  async clear(): Promise<void> {
    for (const day of this.days()) await this.remove(day)
  }

  private async remove(day: string): Promise<void> {
    const found = this.attached.get(day)
    this.attached.delete(day)
    this.known.delete(day)
    if (found) await this.connection.run(`DETACH ${found.catalog}`)
    for (const suffix of ['', '.wal']) rmSync(this.pathOf(day) + suffix, { force: true })
  }

  /** Folds each day's log into its file, and lets go of them. */
  async close(): Promise<void> {
    for (const { catalog } of this.attached.values()) await this.connection.run(`CHECKPOINT ${catalog}`)
    this.attached.clear()
    this.connection.closeSync()
  }
}
