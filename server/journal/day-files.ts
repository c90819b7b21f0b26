import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

/** Number of the stored form of a day file, kept in the file's `user_version`. */
export const dayFileVersion = 1

const pattern = /^journal-(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.db$/

/** The UTC day of a moment, as in a file's name. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** `part` counts from 1; a second part of a day begins after damage, or when the clock was set back to it. */
export const dayFileName = (day: string, part: number): string => (part === 1 ? `journal-${day}.db` : `journal-${day}-${part}.db`)

export function parseDayFileName(name: string): { readonly day: string; readonly part: number } | null {
  const found = pattern.exec(name)
  return found?.[1] ? { day: found[1], part: Number(found[2] ?? 1) } : null
}

export const listDayFiles = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => pattern.test(name))
    .sort()

/** First free name of a day; names of files that are `missing` stay theirs. */
export function freeDayFileName(directory: string, day: string, missing: ReadonlySet<string>): string {
  let part = 1
  while (existsSync(join(directory, dayFileName(day, part))) || missing.has(dayFileName(day, part))) part += 1
  return dayFileName(day, part)
}

/** A checkpoint every so many pages of 4 kB: a long log slows readers, a short one costs a second write of each page. */
const pagesOfLog = 4000
const logBytes = 32 + pagesOfLog * (4096 + 24)

/**
 * Makes room for the log before SQLite begins it: an fsync of a file that grows writes its size as well, and a commit takes half as long again.
 * Zeros are no valid log, so that SQLite takes them for an empty one. Without room for it nothing is lost but that.
 */
function makeRoomForLog(path: string): void {
  const log = `${path}-wal`
  if (existsSync(log)) return
  try {
    writeFileSync(log, Buffer.alloc(logBytes))
  } catch {
    // The disk is nearly full: a log that grows is still a log, and appends say what is the matter.
    rmSync(log, { force: true })
  }
}

/** Opens a day file for appending, creating it where it is not there. Throws what SQLite says. */
export function openForAppend(path: string): Database.Database {
  const isNew = !existsSync(path)
  makeRoomForLog(path)
  const database = new Database(path)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec(`PRAGMA wal_autocheckpoint = ${pagesOfLog}`)
  database.exec('PRAGMA busy_timeout = 5000')
  if (isNew) {
    database.exec(`BEGIN;
      CREATE TABLE facts (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, crc INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TABLE minutes (minute INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (minute, sequence)) WITHOUT ROWID;
      CREATE TABLE series (number INTEGER PRIMARY KEY, device TEXT NOT NULL, point TEXT NOT NULL);
      PRAGMA user_version = ${dayFileVersion};
      COMMIT`)
    syncDirectory(join(path, '..'))
  }
  return database
}

/** A connection that cannot write. */
export function openForReading(path: string): Database.Database {
  const database = new Database(path)
  database.exec('PRAGMA busy_timeout = 5000')
  database.exec('PRAGMA query_only = ON')
  return database
}

/** A file's name is durable only once its directory is. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

export function removeDayFile(directory: string, name: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, name + suffix), { force: true })
}

/** One row of one column as a number; null where there is none. */
export function numberOf(database: Database.Database, sql: string): number | null {
  const row: unknown = database.prepare(sql).raw().get()
  const value: unknown = Array.isArray(row) ? row[0] : null
  return typeof value === 'number' ? value : null
}

/** Why a day file cannot be used, or null. Looks at the header and the tables; `whole` walks all pages. */
export function inspectDayFile(database: Database.Database, whole: boolean): string | null {
  const version = numberOf(database, 'PRAGMA user_version')
  const tables = numberOf(database, "SELECT count(*) FROM sqlite_master WHERE name IN ('facts', 'minutes', 'series')")
  if (version !== null && version > dayFileVersion) return `written by a newer version (form ${version}, this program knows ${dayFileVersion})`
  if (tables !== 3) return 'the tables of a journal file are missing'
  if (!whole) return null
  const row: unknown = database.prepare('PRAGMA quick_check(1)').raw().get()
  const answer: unknown = Array.isArray(row) ? row[0] : null
  return answer === 'ok' ? null : `SQLite's check says: ${String(answer)}`
}
