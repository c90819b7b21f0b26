import { join } from 'node:path'
import type Database from 'libsql'
import { inspectDayFile, listDayFiles, numberOf, openForReading } from './day-files.ts'
import { checkRow } from './fact-codec.ts'
import type { Damage } from './survey-files.ts'

export type StoredRow = { readonly sequence: number; readonly at: number; readonly kind: number; readonly body: Uint8Array }

type OpenFile = {
  readonly name: string
  readonly database: Database.Database
  after: Database.Statement
  one: Database.Statement
  readonly inMinute: Database.Statement
  first: number
  /** Span of device minutes; null while the file may still grow. */
  span: { readonly from: number; readonly to: number } | null
}

/** Rows fetched from SQLite at once, and how many bytes make a page full. */
const stride = 64
const pageBytes = 8 * 1024 * 1024
const selectAfter = 'SELECT sequence, at, kind, crc, body FROM facts WHERE sequence > ? ORDER BY sequence LIMIT ?'
const selectOne = 'SELECT sequence, at, kind, crc, body FROM facts WHERE sequence = ?'

/**
 * The reading half of the embedded journal, synchronous, on connections of its own: it finds new and dropped day files
 * by itself, so any thread can have one. Damaged rows and files are passed over and named in `damage`.
 */
export class JournalReader {
  readonly damage: Damage[] = []
  private readonly directory: string
  private readonly files = new Map<string, OpenFile>()
  private readonly unreadable = new Set<string>()
  private readonly named = new Set<string>()

  constructor(directory: string) {
    this.directory = directory
  }

  /** Rows after `after` in order, at most `limit` and about 8 MB; empty when there are no more. */
  read(after: number, limit: number): StoredRow[] {
    const rows: StoredRow[] = []
    const files = this.inOrder()
    let bytes = 0
    let position = after
    for (const [index, file] of files.entries()) {
      const next = files[index + 1]?.first
      if (next !== undefined && next <= position + 1) continue
      while (rows.length < limit && bytes < pageBytes) {
        const page = this.page(file, position, Math.min(stride, limit - rows.length), next)
        for (const row of page.rows) {
          rows.push(row)
          bytes += row.body.length
        }
        position = Math.max(position, page.position)
        if (page.isEnd) break
      }
      if (rows.length >= limit || bytes >= pageBytes) break
    }
    return rows
  }

  private page(
    file: OpenFile,
    after: number,
    count: number,
    next: number | undefined,
  ): { readonly rows: StoredRow[]; readonly position: number; readonly isEnd: boolean } {
    let found: unknown[]
    try {
      found = file.after.all(after, count)
    } catch (error) {
      file.after = file.database.prepare(selectAfter).raw()
      return this.pageAroundDamage(file, after, count, next, error)
    }
    // A page of the file that was overwritten by another leads the walk back, and would lead it in a circle.
    if (!isAscending(found, after)) return this.pageAroundDamage(file, after, count, next, new Error('its rows are not in their order'))
    const rows = found.flatMap((row) => this.take(file, row) ?? [])
    const last: unknown = found.at(-1)
    const position = Array.isArray(last) ? Number(last[0]) : after
    return { rows, position, isEnd: found.length < count }
  }

  /** A page of the file cannot be walked: fetch row by row, and name the stretch that is lost. */
  private pageAroundDamage(
    file: OpenFile,
    after: number,
    count: number,
    next: number | undefined,
    error: unknown,
  ): { readonly rows: StoredRow[]; readonly position: number; readonly isEnd: boolean } {
    const end = next === undefined ? (this.lastOf(file) ?? after) : next - 1
    const rows: StoredRow[] = []
    let position = after
    let lostFrom = 0
    let lost = 0
    while (position < end && rows.length < count) {
      position += 1
      const row = this.fetch(file, position)
      if (row === 'lost') {
        lostFrom ||= position
        lost += 1
      } else if (row) rows.push(row)
    }
    this.report(file.name, lostFrom || after + 1, `${lost} rows cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return { rows, position, isEnd: position >= end }
  }

  private fetch(file: OpenFile, sequence: number): StoredRow | null | 'lost' {
    try {
      const row: unknown = file.one.get(sequence)
      const found = row === undefined ? null : this.take(file, row)
      return found === null || found.sequence === sequence ? found : 'lost'
    } catch {
      // Counted and named by the caller as one stretch. A statement that failed once fails for ever in libsql.
      file.one = file.database.prepare(selectOne).raw()
      return 'lost'
    }
  }

  private lastOf(file: OpenFile): number | null {
    try {
      return numberOf(file.database, 'SELECT max(sequence) FROM facts')
    } catch (error) {
      this.report(file.name, 0, `its end cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      return null
    }
  }

  /** Checks a row against its check value. */
  private take(file: OpenFile, row: unknown): StoredRow | null {
    if (!Array.isArray(row)) return null
    const [sequence, at, kind, crc, body] = row
    if (
      typeof sequence === 'number' &&
      typeof at === 'number' &&
      typeof kind === 'number' &&
      body instanceof Uint8Array &&
      checkRow(sequence, at, kind, body) === crc
    )
      return { sequence, at, kind, body }
    this.report(file.name, Number(sequence), 'its check value does not match what is stored')
    return null
  }

  /** Rows with readings in any of these minutes of device time, in order, each once. */
  readMinutes(minutes: readonly number[]): StoredRow[] {
    const rows: StoredRow[] = []
    const files = this.inOrder()
    for (const [index, file] of files.entries()) {
      const sequences = new Set<number>()
      try {
        if (index < files.length - 1) file.span ??= spanOf(file.database)
        for (const minute of minutes) {
          if (file.span && (minute < file.span.from || minute > file.span.to)) continue
          for (const row of file.inMinute.all(minute)) if (Array.isArray(row)) sequences.add(Number(row[0]))
        }
      } catch (error) {
        this.report(file.name, 0, `its minutes cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      }
      for (const sequence of [...sequences].sort((a, b) => a - b)) {
        const row = this.fetch(file, sequence)
        if (row === 'lost') this.report(file.name, sequence, 'the row cannot be read')
        else if (row) rows.push(row)
      }
    }
    return rows
  }

  private report(file: string, row: number, why: string): void {
    const key = `${file}\n${row}`
    if (this.named.has(key)) return
    this.named.add(key)
    this.damage.push({ file, row, why })
  }

  /** Files that hold something, oldest first; opens new ones and lets go of dropped ones. */
  private inOrder(): OpenFile[] {
    const names = listDayFiles(this.directory)
    for (const [name, file] of this.files)
      if (!names.includes(name)) {
        file.database.close()
        this.files.delete(name)
      }
    for (const name of names) {
      if (this.unreadable.has(name)) continue
      const file = this.files.get(name) ?? this.open(name)
      if (file?.first === 0) file.first = this.firstOf(file)
    }
    return [...this.files.values()].filter(({ first }) => first > 0).sort((a, b) => a.first - b.first)
  }

  private firstOf(file: OpenFile): number {
    try {
      return numberOf(file.database, 'SELECT min(sequence) FROM facts') ?? 0
    } catch (error) {
      this.giveUp(file.name, error)
      return 0
    }
  }

  private open(name: string): OpenFile | null {
    let database: Database.Database | null = null
    try {
      database = openForReading(join(this.directory, name))
      // A file being begun by the writer has no tables yet; it is looked at again by the next read.
      if (numberOf(database, 'PRAGMA user_version') === 0 && numberOf(database, 'SELECT count(*) FROM sqlite_master') === 0) {
        database.close()
        return null
      }
      const why = inspectDayFile(database, false)
      if (why) throw new Error(why)
      const file: OpenFile = {
        name,
        database,
        after: database.prepare(selectAfter).raw(),
        one: database.prepare(selectOne).raw(),
        inMinute: database.prepare('SELECT sequence FROM minutes WHERE minute = ?').raw(),
        first: 0,
        span: null,
      }
      this.files.set(name, file)
      return file
    } catch (error) {
      database?.close()
      this.giveUp(name, error)
      return null
    }
  }

  private giveUp(name: string, error: unknown): void {
    this.unreadable.add(name)
    this.files.delete(name)
    this.report(name, 0, error instanceof Error ? error.message : String(error))
  }

  close(): void {
    for (const { database } of this.files.values()) database.close()
    this.files.clear()
  }
}

function isAscending(rows: readonly unknown[], after: number): boolean {
  let last = after
  for (const row of rows) {
    const sequence: unknown = Array.isArray(row) ? row[0] : null
    if (typeof sequence !== 'number' || sequence <= last) return false
    last = sequence
  }
  return true
}

function spanOf(database: Database.Database): { from: number; to: number } {
  const from = numberOf(database, 'SELECT min(minute) FROM minutes')
  const to = numberOf(database, 'SELECT max(minute) FROM minutes')
  return { from: from ?? 1, to: to ?? 0 }
}
