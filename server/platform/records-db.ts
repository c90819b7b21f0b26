import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import type { Logger } from './logger.ts'

/** Tables that can be built again from the journal: alarms, quarantine and what comes later. One file, one connection, the server's own. */
export type Records = {
  readonly database: Database.Database
  /** True where the file was new or had to be set aside, so that projections must be built again. */
  readonly isEmpty: boolean
  /** Runs the steps that this file has not had yet; a step once shipped is never edited. Each is one transaction. */
  migrate(name: string, steps: readonly string[]): void
  /** Journal sequence up to which a projection has been written; 0 for none. */
  position(name: string): number
  savePosition(name: string, sequence: number): void
  /** Runs all or nothing. */
  together(work: () => void): void
  close(): void
}

export class RecordsTooNew extends Error {
  readonly code = 'records_too_new'
}

/**
 * Opens `records.db` in a folder. A damaged file is set aside under another name, reported, and a new one begun: everything
 * in it is a projection, and the caller builds it again from the journal.
 */
export function openRecords({ directory, log, now }: { readonly directory: string; readonly log: Logger; readonly now: number }): Records {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, 'records.db')
  const wasThere = existsSync(path)
  try {
    return recordsOn(connect(path), !wasThere)
  } catch (error) {
    if (!wasThere || error instanceof RecordsTooNew) throw error
    const aside = `records.db.corrupt-${new Date(now).toISOString().replaceAll(':', '')}`
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, join(directory, aside + suffix))
    log.error(
      { file: path, setAside: aside, why: error instanceof Error ? error.message : String(error) },
      'records database damaged: set aside and built again from the journal',
    )
    return recordsOn(connect(path), true)
  }
}

function connect(path: string): Database.Database {
  const database = new Database(path)
  database.exec('PRAGMA journal_mode = WAL')
  // The journal has every fact fsynced; a transaction lost here is written again from it.
  database.exec('PRAGMA synchronous = NORMAL')
  const check: unknown = database.prepare('PRAGMA quick_check(1)').raw().get()
  if (!Array.isArray(check) || check[0] !== 'ok') {
    database.close()
    throw new Error(`SQLite's check says: ${String(check)}`)
  }
  database.exec(`CREATE TABLE IF NOT EXISTS projection (name TEXT PRIMARY KEY, form INTEGER NOT NULL DEFAULT 0, position INTEGER NOT NULL DEFAULT 0)`)
  return database
}

function recordsOn(database: Database.Database, isEmpty: boolean): Records {
  const field = (name: string, column: 'form' | 'position'): number => {
    const row: unknown = database.prepare(`SELECT ${column} FROM projection WHERE name = ?`).raw().get(name)
    return Array.isArray(row) ? Number(row[0]) : 0
  }
  const set = (name: string, column: 'form' | 'position', value: number): void => {
    database.prepare(`INSERT INTO projection (name, ${column}) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET ${column} = excluded.${column}`).run(name, value)
  }
  const together = (work: () => void): void => {
    database.exec('BEGIN IMMEDIATE')
    try {
      work()
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  return {
    database,
    isEmpty,
    migrate: (name, steps) => {
      const form = field(name, 'form')
      if (form > steps.length) throw new RecordsTooNew(`records.db holds '${name}' in form ${form}, this program knows ${steps.length}: use a newer version.`)
      for (const [index, step] of steps.slice(form).entries())
        together(() => {
          database.exec(step)
          set(name, 'form', form + index + 1)
        })
    },
    position: (name) => field(name, 'position'),
    savePosition: (name, sequence) => set(name, 'position', sequence),
    together,
    close: () => database.close(),
  }
}
