import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { z } from 'zod'
import type { Text } from '../../models/text.ts'

/** The data folder cannot be used; the server exits with 2. */
export class DataFolderRefused extends Error {
  readonly code: 'data_in_use' | 'data_not_writable'
  constructor(code: DataFolderRefused['code'], text: Text) {
    super(`${text.zh} ${text.en}`)
    this.code = code
  }
}

export type DataLock = { readonly release: () => void }

const Holder = z.object({ pid: z.number().int(), since: z.string() })

/**
 * Takes the data folder for this process alone, making it when it is not there.
 * The lock is the operating system's own on an SQLite file: it ends with the process, also by SIGKILL, so none is ever stale,
 * and two starts at one moment cannot both have it. `server.pid` beside it only tells who holds it. Throws DataFolderRefused.
 */
export function lockDataFolder(folder: string, pid: number, since: Date): DataLock {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lock = new Database(join(folder, 'server.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    writeFileSync(join(folder, 'server.pid'), JSON.stringify({ pid, since: since.toISOString() }))
    return { release: () => lock.close() }
  } catch (error) {
    if (codeOf(error) === 'SQLITE_BUSY') throw inUse(folder)
    throw new DataFolderRefused('data_not_writable', {
      zh: `数据目录 ${folder} 无法写入（${codeOf(error)}）；请检查权限和磁盘，或用 --data 指定其他目录。`,
      en: `The data folder ${folder} cannot be written to (${codeOf(error)}): check its permissions and the disk, or name another with --data.`,
    })
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

function inUse(folder: string): DataFolderRefused {
  const holder = readHolder(folder)
  const who =
    holder === null
      ? { zh: '另一个进程', en: 'another process' }
      : { zh: `进程 ${holder.pid}（${holder.since} 起）`, en: `pid ${holder.pid} since ${holder.since}` }
  return new DataFolderRefused('data_in_use', {
    zh: `数据目录 ${folder} 正被${who.zh}使用；请先停止它，或用 --data 指定其他目录。`,
    en: `The data folder ${folder} is already in use by ${who.en}: stop it first, or name another with --data.`,
  })
}

function readHolder(folder: string): z.infer<typeof Holder> | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(join(folder, 'server.pid'), 'utf8')))
  } catch {
    return null
  }
}
