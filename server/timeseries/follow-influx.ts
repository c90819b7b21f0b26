import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Logger } from '../platform/logger.ts'
import { quoteName } from './influx/escape.ts'
import { type InfluxAccess, InfluxConnection } from './influx/influx-connection.ts'
import { ownMeasurement } from './influx/influx-lines.ts'
import { createLateArrivals, type Level } from './influx/late-arrivals.ts'

/** A value that somebody else wrote, as it goes into the ingest. */
export type FollowedItem = { readonly device: string; readonly point: string; readonly value: number | boolean | string; readonly time: number }
export type FollowedRow = {
  readonly measurement: string
  readonly tags: ReadonlyMap<string, string>
  readonly time: number
  readonly fields: ReadonlyMap<string, number | boolean | string>
}

type Settings = {
  readonly access: InfluxAccess
  /** File that says how far each measurement was read. */
  readonly path: string
  /** Takes the items durably; a rejection means they are read again. */
  readonly take: (items: readonly FollowedItem[]) => Promise<void>
  /** What a row says; by default its tag `device` names the device and each field a point. */
  readonly itemsOf?: (row: FollowedRow) => readonly FollowedItem[]
  readonly log: Logger
  readonly now: () => number
  readonly everyMs?: number
  /** How finely, how far back and how often it is looked for what came late. */
  readonly lateLevels?: readonly Level[]
}

/** How following stands. All that was written more than `behindMs` ago, and not long after its own time, was taken in. */
export type FollowReport = { readonly ok: boolean; readonly lastPollAt: number | null; readonly behindMs: number; readonly trouble: string | null }
export type InfluxFollower = { start(): void; stop(): Promise<void>; readonly trouble: string | null; report(): FollowReport }

/**
 * Points that arrive this much after their own time are found by the next poll, later ones by `createLateArrivals`. Reading them again costs nothing:
 * the ingest knows duplicates, and this process remembers what it handed over.
 */
const overlapMs = 60_000
const pageRows = 5000
/** How far each measurement was read; under the empty name, which none can have, when all were last looked at. */
const Seen = z.record(z.string(), z.number())
const allMeasurements = ''
const notedEveryMs = 60_000
const lateAgainMs = 5000
const longestLeaveMs = 1000

/** As Telegraf and line protocol have it: the tag `device` and a field for each point. */
export function itemsByDeviceTag({ tags, time, fields }: FollowedRow): FollowedItem[] {
  const device = tags.get('device')
  return device === undefined ? [] : [...fields].map(([point, value]) => ({ device, point, value, time }))
}

/** Follows a database that others write into: asks at a steady interval for what is new in every measurement but Linli's own. */
export function followInflux({ access, path, take, itemsOf = itemsByDeviceTag, log, now, everyMs = 1000, lateLevels }: Settings): InfluxFollower {
  const connection = new InfluxConnection(access)
  const seen = readSeen(path, log)
  let handed = new Set<string>()
  let isRunning = false
  let trouble: string | null = null
  /** The same of the looks for what came late, which go on beside the polls, so that what is new waits for none of them. */
  let lateTrouble: string | null = null
  let names: readonly string[] = []
  /** When the last poll that ended well had begun, and ended. */
  let complete = now()
  let lastPollAt: number | null = null
  let running: Promise<void> = Promise.resolve()
  let looking: Promise<void> = Promise.resolve()
  const pauses = new Set<() => void>()

  /** Takes what stands after `after` and before `before`, page by page, telling each page's newest time. */
  const takeSpan = async (measurement: string, after: number, before: number | null, onPage: (newest: number) => void): Promise<void> => {
    const tags = new Set((await connection.query(`SHOW TAG KEYS FROM ${quoteName(measurement)}`)).flatMap(({ values }) => values.map(([key]) => String(key))))
    const end = before === null ? '' : ` AND time < ${before}ms`
    let from = after
    for (;;) {
      const asked = `SELECT * FROM ${quoteName(measurement)} WHERE time > ${from}ms${end} ORDER BY time LIMIT ${pageRows}`
      const rows = (await connection.query(asked)).flatMap((table) => rowsOf(measurement, table, tags))
      const fresh = rows.flatMap(itemsOf).filter((item) => !handed.has(keyOf(item)))
      if (fresh.length > 0) await take(fresh)
      for (const item of fresh) handed.add(keyOf(item))
      const last = rows.at(-1)?.time
      if (last === undefined) return
      onPage(last)
      if (rows.length < pageRows) return
      // Many rows may share a moment: go on just before it, unless it alone fills the page.
      from = last - 1 > from ? last - 1 : last
    }
  }
  const pollMeasurement = (measurement: string, startedAt: number): Promise<void> =>
    takeSpan(measurement, Math.max(seen[measurement] ?? startedAt, 0) - overlapMs, null, (newest) => {
      seen[measurement] = Math.max(seen[measurement] ?? 0, newest)
    })
  const late = createLateArrivals({
    connection,
    path: path.replace(/(?:\.json)?$/, '-counts.json'),
    log,
    read: (measurement, from, to) => takeSpan(measurement, from - 1, to, () => {}),
    ...(lateLevels && { levels: lateLevels }),
  })

  const pause = async (ms: number): Promise<void> => {
    if (!isRunning) return
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        pauses.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      pauses.add(end)
    })
  }

  const poll = async (startedAt: number): Promise<void> => {
    const begun = now()
    const found = (await connection.query('SHOW MEASUREMENTS')).flatMap(({ values }) => values.map(([name]) => String(name)))
    names = found.filter((name) => name !== ownMeasurement)
    const before = JSON.stringify(seen)
    for (const name of names) await pollMeasurement(name, startedAt)
    const isChanged = JSON.stringify(seen) !== before
    const isOld = begun - (seen[allMeasurements] ?? 0) >= notedEveryMs
    if (isChanged || isOld) {
      seen[allMeasurements] = begun
      writeSeen(path, seen)
    }
    complete = begun
    lastPollAt = now()
    const oldest = Math.min(...Object.values(seen)) - 2 * overlapMs
    if (handed.size > 100_000) handed = new Set([...handed].filter((key) => Number(key.slice(0, key.indexOf(' '))) > oldest))
  }

  const run = async (): Promise<void> => {
    // A measurement that was begun while nobody looked is read from there on.
    const startedAt = seen[allMeasurements] ?? now()
    while (isRunning) {
      try {
        await poll(startedAt)
        if (trouble !== null) log.info({ url: access.url }, 'the followed database answers again')
        trouble = null
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (trouble === null) log.warn({ error: message }, 'the followed database cannot be read; it is asked again')
        trouble = message
      }
      await pause(everyMs)
    }
  }

  const runLate = async (): Promise<void> => {
    while (isRunning) {
      try {
        if (lastPollAt !== null) await late.look(names, now())
        lateTrouble = null
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (lateTrouble === null && trouble === null) log.warn({ error: message }, 'it cannot be looked for what came late into the followed database')
        lateTrouble = message
        await pause(lateAgainMs)
      }
      await pause(everyMs)
    }
  }

  return {
    start: () => {
      if (isRunning) return
      isRunning = true
      running = run()
      looking = runLate()
    },
    stop: async () => {
      isRunning = false
      for (const end of pauses) end()
      await running
      // Counting may take the database many seconds, and nothing is lost by leaving it.
      await Promise.race([looking, new Promise((done) => setTimeout(done, longestLeaveMs).unref())])
    },
    get trouble() {
      return trouble
    },
    report: () => {
      const why = trouble ?? lateTrouble
      return { ok: why === null, lastPollAt, behindMs: Math.max(0, now() - complete), trouble: why }
    },
  }
}

const keyOf = ({ device, point, value, time }: FollowedItem): string => `${time} ${device} ${point} ${String(value)}`

function rowsOf(
  measurement: string,
  table: { readonly columns: readonly string[]; readonly values: readonly (readonly unknown[])[] },
  tagKeys: ReadonlySet<string>,
): FollowedRow[] {
  return table.values.flatMap((cells) => {
    const tags = new Map<string, string>()
    const fields = new Map<string, number | boolean | string>()
    let time: number | null = null
    table.columns.forEach((column, index) => {
      const cell = cells[index]
      if (column === 'time') time = typeof cell === 'number' ? cell : null
      else if (tagKeys.has(column)) {
        if (typeof cell === 'string' && cell !== '') tags.set(column, cell)
      } else if (typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'string') fields.set(column, cell)
    })
    return time === null ? [] : [{ measurement, tags, time, fields }]
  })
}

function readSeen(path: string, log: Logger): Record<string, number> {
  try {
    return Seen.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log.warn({ path, error: String(error) }, 'how far the followed database was read cannot be told; following starts from now')
    return {}
  }
}

function writeSeen(path: string, seen: Record<string, number>): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.tmp`, JSON.stringify(seen))
  renameSync(`${path}.tmp`, path)
}
