import { join } from 'node:path'
import { inspectDayFile, listDayFiles, numberOf, openForReading } from './day-files.ts'
import type { JournalMeta, SeriesPair } from './journal-meta.ts'

export type Damage = { readonly file: string; readonly row: number; readonly why: string }

/** Thrown when the journal must not be opened: exit 65 and let a person look. */
class JournalDamaged extends Error {
  readonly code = 'journal_damaged'
}

/** What of the journal is there at a start. */
export type Survey = {
  /** Files that can be read, oldest first, with the first sequence that may stand in them. */
  readonly files: readonly { readonly name: string; readonly first: number }[]
  /** Names that stay theirs although the files are gone. */
  readonly missing: ReadonlySet<string>
  readonly damage: readonly Damage[]
  /** The last sequence that can be read. */
  readonly head: number
  readonly newest: string | null
  /** False where the newest file may have held more than can be read now. */
  readonly isNewestWhole: boolean
  readonly series: readonly SeriesPair[]
}

type Found = { readonly why: string | null; readonly first: number; readonly last: number; readonly series: readonly SeriesPair[] }

/** Looks at all day files, the newest one whole. Throws JournalDamaged when series numbers cannot be known any more. */
export function surveyFiles(directory: string, meta: JournalMeta): Survey {
  const names = listDayFiles(directory)
  const known = meta.files()
  const missing = known.filter(({ name }) => !names.includes(name))
  const damage: Damage[] = missing.map(({ name, first }) => ({ file: name, row: first, why: 'the file is missing' }))
  const newest = known.at(-1)?.name ?? names.at(-1) ?? null
  const files: { name: string; first: number }[] = []
  const series: SeriesPair[] = []
  let head = 0
  let isNewestWhole = newest === null || names.includes(newest)
  for (const name of names) {
    const found = inspect(directory, name, { isWhole: name === newest, needsSeries: meta.isNew || name === newest })
    if (!found.why || found.last > 0) {
      head = Math.max(head, found.last)
      series.push(...found.series)
      files.push({ name, first: known.find((file) => file.name === name)?.first ?? found.first })
    }
    if (!found.why) continue
    damage.push({ file: name, row: 0, why: found.why })
    if (name === newest) isNewestWhole = false
  }
  if (meta.isNew && names.length > 0 && files.length === 0)
    throw new JournalDamaged(
      `${join(directory, 'meta.db')} is missing or damaged and no journal file can be read, so series cannot be numbered as before; bring back meta.db from a backup`,
    )
  files.sort((a, b) => a.first - b.first)
  return { files, missing: new Set(missing.map(({ name }) => name)), damage, head, newest, isNewestWhole, series }
}

function inspect(directory: string, name: string, { isWhole, needsSeries }: { readonly isWhole: boolean; readonly needsSeries: boolean }): Found {
  const nothing = { first: 0, last: 0, series: [] }
  try {
    const database = openForReading(join(directory, name))
    try {
      const why = inspectDayFile(database, isWhole)
      if (why?.startsWith('written by')) return { why, ...nothing }
      const rows: unknown[] = needsSeries ? database.prepare('SELECT number, device, point FROM series').raw().all() : []
      return {
        why,
        first: numberOf(database, 'SELECT min(sequence) FROM facts') ?? 0,
        last: numberOf(database, 'SELECT max(sequence) FROM facts') ?? 0,
        series: rows.flatMap((row) => (Array.isArray(row) ? [{ number: Number(row[0]), device: String(row[1]), point: String(row[2]) }] : [])),
      }
    } finally {
      database.close()
    }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error), ...nothing }
  }
}
