import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Progress = z.strictObject({
  position: z.int().nonnegative(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Readings stood in the database before this journal's first was written. */
  hasEarlier: z.boolean().default(false),
})
export type InfluxProgress = z.infer<typeof Progress>

export const nothingWritten: InfluxProgress = { position: 0, from: null, to: null, hasEarlier: false }

/** A folder for what is kept beside one database, so that another one never inherits it. */
export function folderFor(directory: string, url: string, database: string): string {
  const name = createHash('sha256').update(`${url}\n${database}`).digest('hex').slice(0, 16)
  const folder = join(directory, `influx-${name}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** How far the journal is in the database, and the span of what was written: asking the database for its ends costs a second. */
export function readProgress(folder: string): InfluxProgress {
  try {
    return Progress.parse(JSON.parse(readFileSync(join(folder, 'progress.json'), 'utf8')))
  } catch {
    // Missing or torn: everything the journal holds is written again, which changes nothing.
    return { ...nothingWritten }
  }
}

export function writeProgress(folder: string, progress: InfluxProgress): void {
  const path = join(folder, 'progress.json')
  writeFileSync(`${path}.tmp`, JSON.stringify(progress))
  renameSync(`${path}.tmp`, path)
}
