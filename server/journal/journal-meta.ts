import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { numberOf } from './day-files.ts'

export type SeriesPair = { readonly number: number; readonly device: string; readonly point: string }

const metaVersion = 1

/** What holds for the whole journal, in `meta.db`: the numbers of series, the files there should be, and how far sequences were promised. */
export class JournalMeta {
  private readonly database: Database.Database
  readonly isNew: boolean

  private constructor(database: Database.Database, isNew: boolean) {
    this.database = database
    this.isNew = isNew
  }

  /** Opens or creates `meta.db`. A damaged one is set aside, never overwritten, and `setAside` tells its new name. */
  static open(directory: string, now: number): { readonly meta: JournalMeta; readonly setAside: { readonly name: string; readonly why: string } | null } {
    const path = join(directory, 'meta.db')
    const isNew = !existsSync(path)
    try {
      return { meta: new JournalMeta(JournalMeta.connect(path), isNew), setAside: null }
    } catch (error) {
      if (isNew) throw error
      const name = `meta.db.corrupt-${new Date(now).toISOString().replaceAll(':', '')}`
      for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, join(directory, name + suffix))
      const why = error instanceof Error ? error.message : String(error)
      return { meta: new JournalMeta(JournalMeta.connect(path), true), setAside: { name, why } }
    }
  }

  private static connect(path: string): Database.Database {
    const database = new Database(path)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    const version = numberOf(database, 'PRAGMA user_version') ?? 0
    if (version > metaVersion) throw new Error(`meta.db was written by a newer version (form ${version}, this program knows ${metaVersion})`)
    database.exec(`BEGIN;
      CREATE TABLE IF NOT EXISTS series (number INTEGER PRIMARY KEY, device TEXT NOT NULL, point TEXT NOT NULL, UNIQUE (device, point));
      CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, first INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS reserved (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL);
      PRAGMA user_version = ${metaVersion};
      COMMIT`)
    const row: unknown = database.prepare('PRAGMA quick_check(1)').raw().get()
    if (!Array.isArray(row) || row[0] !== 'ok') {
      database.close()
      throw new Error(`SQLite's check says: ${String(row)}`)
    }
    return database
  }

  series(): SeriesPair[] {
    const rows: unknown[] = this.database.prepare('SELECT number, device, point FROM series ORDER BY number').raw().all()
    return rows.flatMap((row) => (Array.isArray(row) ? [{ number: Number(row[0]), device: String(row[1]), point: String(row[2]) }] : []))
  }

  addSeries(pairs: readonly SeriesPair[]): void {
    const insert = this.database.prepare('INSERT OR IGNORE INTO series VALUES (?, ?, ?)')
    this.database.exec('BEGIN IMMEDIATE')
    for (const { number, device, point } of pairs) insert.run([number, device, point])
    this.database.exec('COMMIT')
  }

  /** Files that were begun and not dropped, with the first sequence that may stand in them. */
  files(): { readonly name: string; readonly first: number }[] {
    const rows: unknown[] = this.database.prepare('SELECT name, first FROM files ORDER BY first, name').raw().all()
    return rows.flatMap((row) => (Array.isArray(row) ? [{ name: String(row[0]), first: Number(row[1]) }] : []))
  }

  addFile(name: string, first: number): void {
    this.database.prepare('INSERT OR REPLACE INTO files VALUES (?, ?)').run([name, first])
  }

  dropFile(name: string): void {
    this.database.prepare('DELETE FROM files WHERE name = ?').run([name])
  }

  /** No sequence above this was ever given out. */
  reserved(): number {
    return numberOf(this.database, 'SELECT sequence FROM reserved') ?? 0
  }

  reserve(sequence: number): void {
    this.database.prepare('INSERT OR REPLACE INTO reserved VALUES (1, ?)').run([sequence])
  }

  close(): void {
    this.database.close()
  }
}
