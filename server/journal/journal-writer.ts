import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'libsql'
import { dayOf, freeDayFileName, openForAppend, parseDayFileName, removeDayFile } from './day-files.ts'
import { bodyKinds, checkRow } from './fact-codec.ts'
import { JournalMeta, type SeriesPair } from './journal-meta.ts'
import { SeriesNumbers } from './series-numbers.ts'
import { SpaceReserve } from './space-reserve.ts'
import { type Damage, surveyFiles } from './survey-files.ts'

export type RowToAppend = { readonly kind: number; readonly body: Uint8Array; readonly minutes: readonly number[] }
export type CallToAppend = { readonly at: number; readonly rows: readonly RowToAppend[] }
export type Refusal = { readonly code: 'disk_full' | 'io_error'; readonly message: string }
export type CallResult = { readonly last: number } | Refusal

type CurrentFile = {
  readonly name: string
  readonly day: string
  readonly database: Database.Database
  readonly insertFact: Database.Statement
  readonly insertMinute: Database.Statement
}

/** Sequences are promised in blocks of this many, so that a lost file never leads to a number being given twice. */
const reserveBlock = 100_000
const dayMs = 86_400_000
/** A clock set back by less than this keeps writing to the file it is at. */
const backStepMs = 3_600_000

const sayOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The writing half of the embedded journal, synchronous; it lives in the writer's thread. */
export class JournalWriter {
  head = 0
  tail = 1
  readonly damage: Damage[] = []
  private readonly directory: string
  private readonly meta: JournalMeta
  private readonly reserve: SpaceReserve
  private readonly series = new SeriesNumbers()
  private files: { name: string; first: number }[] = []
  private current: CurrentFile | null = null
  private missing: ReadonlySet<string> = new Set()
  private reserved = 0
  private isTight = false
  private nextSpaceCheck = 0
  private broken: Refusal | null = null

  /** Opens what is there. Damage is named in `damage`; throws JournalDamaged when series numbers cannot be known any more. */
  constructor(settings: { readonly directory: string; readonly reserveBytes: number; readonly now: number }) {
    this.directory = settings.directory
    mkdirSync(this.directory, { recursive: true })
    const { meta, setAside } = JournalMeta.open(this.directory, settings.now)
    this.meta = meta
    if (setAside) this.damage.push({ file: setAside.name, row: 0, why: `set aside, rebuilt from the day files: ${setAside.why}` })
    this.reserve = new SpaceReserve(this.directory, settings.reserveBytes)
    this.isTight = !this.reserve.hold()
    this.openFiles()
  }

  private openFiles(): void {
    const { files, missing, damage, head, newest, isNewestWhole, series } = surveyFiles(this.directory, this.meta)
    const known = new Set(this.meta.files().map(({ name }) => name))
    for (const { name, first } of files) if (!known.has(name)) this.meta.addFile(name, first)
    this.files = [...files]
    this.missing = missing
    this.damage.push(...damage)
    this.takeSeries(series)
    this.reserved = this.meta.reserved()
    // The newest file may have held more than can be read now: go on above everything ever promised.
    this.head = isNewestWhole ? head : Math.max(head + (this.meta.isNew ? reserveBlock : 0), this.reserved)
    this.tail = this.files[0]?.first ?? this.head + 1
    if (isNewestWhole && newest !== null) this.current = this.beginFile(newest)
  }

  private takeSeries(fromFiles: readonly SeriesPair[]): void {
    const stored = this.meta.series()
    const known = new Set(stored.map(({ number }) => number))
    const missing = fromFiles.filter(({ number }) => !known.has(number) && known.add(number))
    if (missing.length > 0) this.meta.addSeries(missing)
    this.series.keep([...stored, ...missing])
  }

  private beginFile(name: string): CurrentFile {
    return this.prepare(name, openForAppend(join(this.directory, name)))
  }

  private prepare(name: string, database: Database.Database): CurrentFile {
    return {
      name,
      day: parseDayFileName(name)?.day ?? '',
      database,
      insertFact: database.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?)'),
      insertMinute: database.prepare('INSERT OR IGNORE INTO minutes VALUES (?, ?)'),
    }
  }

  /** The file for facts accepted at `at`, begun where there is none yet. */
  private fileFor(at: number): CurrentFile {
    const current = this.current
    if (current) {
      const start = Date.parse(current.day)
      if (at < start + dayMs && at >= start - backStepMs) return current
    }
    const name = freeDayFileName(this.directory, dayOf(at), this.missing)
    const next = this.beginFile(name)
    try {
      this.copySeries(next, this.series.pairs)
      this.meta.addFile(name, this.head + 1)
    } catch (error) {
      next.database.close()
      removeDayFile(this.directory, name)
      throw error
    }
    this.files.push({ name, first: this.head + 1 })
    current?.database.close()
    this.current = next
    return next
  }

  /** Each file carries all series numbers, so that any one of them can bring back a lost `meta.db`. */
  private copySeries(file: CurrentFile, pairs: readonly SeriesPair[]): void {
    const insert = file.database.prepare('INSERT OR IGNORE INTO series VALUES (?, ?, ?)')
    file.database.exec('BEGIN IMMEDIATE')
    try {
      for (const { number, device, point } of pairs) insert.run([number, device, point])
      file.database.exec('COMMIT')
    } catch (error) {
      if (file.database.inTransaction) file.database.exec('ROLLBACK')
      throw error
    }
  }

  /** Numbers for (device, point) pairs, the same ones for ever. `at` says which file a new pair is noted in. */
  numberSeries(pairs: readonly { readonly device: string; readonly point: string }[], at: number): Int32Array {
    const { numbers, added } = this.series.assign(pairs)
    if (added.length === 0) return numbers
    this.copySeries(this.fileFor(at), added)
    this.meta.addSeries(added)
    this.series.keep(added)
    return numbers
  }

  /** Makes all calls durable, one transaction for those of one day; a result for each call. */
  append(calls: readonly CallToAppend[]): CallResult[] {
    const results: CallResult[] = []
    let from = 0
    while (from < calls.length) {
      const first = calls[from]
      if (!first) break
      let to = from + 1
      while (to < calls.length && dayOf(calls[to]?.at ?? 0) === dayOf(first.at)) to += 1
      results.push(...this.appendOfOneDay(first.at, calls.slice(from, to)))
      from = to
    }
    return results
  }

  private appendOfOneDay(at: number, calls: readonly CallToAppend[]): CallResult[] {
    if (this.broken) return this.refuseAll(calls, this.broken)
    if (this.isTight && this.isStillFull()) return this.appendUrgent(at, calls, { code: 'disk_full', message: `no space left in ${this.directory}` })
    const refusal = this.tryCommit(at, calls)
    if (!refusal) return this.lastOfEach(calls)
    if (refusal.code === 'io_error') {
      this.broken = refusal
      return this.refuseAll(calls, refusal)
    }
    this.isTight = true
    return this.appendUrgent(at, calls, refusal)
  }

  /** With a full disk, readings are refused and the rest is written into the space held back for it. */
  private appendUrgent(at: number, calls: readonly CallToAppend[], refusal: Refusal): CallResult[] {
    const isUrgent = (call: CallToAppend): boolean => call.rows.every((row) => row.kind !== bodyKinds.readings)
    const urgent = calls.filter(isUrgent)
    if (urgent.length === 0) return this.refuseAll(calls, refusal)
    let failed = this.tryCommit(at, urgent)
    if (failed?.code === 'disk_full' && this.reserve.release()) failed = this.tryCommit(at, urgent)
    if (failed?.code === 'io_error') this.broken = failed
    const results = failed ? [] : this.lastOfEach(urgent)
    return calls.map((call) => (isUrgent(call) ? (results.shift() ?? refusal) : refusal))
  }

  private isStillFull(): boolean {
    const now = performance.now()
    if (now < this.nextSpaceCheck) return true
    this.nextSpaceCheck = now + 250
    if (!this.reserve.isSpaceBack()) return true
    this.isTight = !this.reserve.hold()
    return this.isTight
  }

  private refuseAll(calls: readonly CallToAppend[], refusal: Refusal): CallResult[] {
    return calls.map(() => refusal)
  }

  /** `head` stands behind the last of these calls. */
  private lastOfEach(calls: readonly CallToAppend[]): CallResult[] {
    let last = this.head - calls.reduce((sum, call) => sum + call.rows.length, 0)
    return calls.map((call) => {
      last += call.rows.length
      return { last }
    })
  }

  private tryCommit(at: number, calls: readonly CallToAppend[]): Refusal | null {
    let file: CurrentFile | null = null
    try {
      file = this.fileFor(at)
      file.database.exec('BEGIN IMMEDIATE')
      const head = this.insert(file, calls)
      file.database.exec('COMMIT')
      this.head = head
      return null
    } catch (error) {
      if (file?.database.inTransaction) file.database.exec('ROLLBACK')
      // A statement that failed once fails for ever in libsql.
      if (file) this.current = this.prepare(file.name, file.database)
      return { code: isDiskFull(error) ? 'disk_full' : 'io_error', message: `${file?.name ?? this.directory}: ${sayOf(error)}` }
    }
  }

  private insert(file: CurrentFile, calls: readonly CallToAppend[]): number {
    let sequence = this.head
    for (const { at, rows } of calls)
      for (const { kind, body, minutes } of rows) {
        sequence += 1
        file.insertFact.run([sequence, at, kind, checkRow(sequence, at, kind, body), body])
        for (const minute of minutes) file.insertMinute.run([minute, sequence])
      }
    if (sequence > this.reserved) {
      this.meta.reserve(sequence + reserveBlock)
      this.reserved = sequence + reserveBlock
    }
    return sequence
  }

  /** Removes whole files of days before `day` (YYYY-MM-DD), never the one being written. */
  dropBefore(day: string): number {
    const old = this.files.filter(({ name }) => name !== this.current?.name && (parseDayFileName(name)?.day ?? day) < day)
    for (const { name } of old) {
      removeDayFile(this.directory, name)
      this.meta.dropFile(name)
    }
    this.files = this.files.filter((file) => !old.includes(file))
    this.tail = this.files[0]?.first ?? this.head + 1
    return old.length
  }

  close(): void {
    this.current?.database.close()
    this.meta.close()
  }
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = Reflect.get(error, 'code')
  return code === 'SQLITE_FULL' || code === 'ENOSPC'
}
