import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { errorFacts, type Logger } from '../../platform/logger.ts'
import { quoteName } from './escape.ts'
import type { InfluxConnection, InfluxTable } from './influx-connection.ts'

type Parts = {
  readonly connection: Pick<InfluxConnection, 'query'>
  /** File that keeps what was counted, so that what came late while the server was down is found as well. */
  readonly path: string
  readonly log: Logger
  /** Reads what stands between the two moments (ms) and takes it in. */
  readonly read: (measurement: string, from: number, to: number) => Promise<void>
  /** How often, and how far back, the minutes are counted. */
  readonly looks?: readonly Look[]
}
type Look = { readonly everyMs: number; readonly backMs: number }

const minuteMs = 60_000
const hourMs = 3_600_000
const usualLooks: readonly Look[] = [
  { everyMs: minuteMs, backMs: hourMs },
  { everyMs: 10 * minuteMs, backMs: 24 * hourMs },
]
/** Minutes that ended this long ago are no more read by the poll itself. */
const settledAfterMs = minuteMs
/** By measurement and beginning of the minute, how many values stood in it; before `since` nothing is taken. */
const Counted = z.object({ since: z.number(), counts: z.record(z.string(), z.record(z.string(), z.number())) })
type Counted = z.infer<typeof Counted>

/**
 * Finds what was written into a followed database long after its own time, which no question for newer times would show: the database counts the values
 * of each minute, and a minute that holds more than when it was last read is read again.
 */
export function createLateArrivals({ connection, path, log, read, looks = usualLooks }: Parts) {
  let counted: Counted | null = readCounted(path, log)
  const lookedAt = new Map<string, number>()

  const countMinutes = async (measurement: string, from: number, to: number): Promise<ReadonlyMap<number, number>> => {
    const asked = `SELECT count(*) FROM ${quoteName(measurement)} WHERE time >= ${from}ms AND time < ${to}ms GROUP BY time(1m) fill(none)`
    return new Map((await connection.query(asked)).flatMap(minutesOf))
  }

  const look = async (measurement: string, from: number, to: number, { since, counts }: Counted): Promise<void> => {
    const known = counts[measurement] ?? {}
    counts[measurement] = known
    for (const [minute, count] of await countMinutes(measurement, from, to)) {
      if (known[minute] === count) continue
      if (known[minute] !== undefined || minute >= since) await read(measurement, minute, minute + minuteMs)
      known[minute] = count
    }
    for (const minute of Object.keys(known)) if (Number(minute) < to - 25 * hourMs) delete known[minute]
  }

  return {
    /** Looks at each measurement as far back as it is time for; a failure leaves the counts as they were, so that it is looked at again. */
    look: async (measurements: readonly string[], now: number): Promise<void> => {
      counted ??= { since: Math.floor(now / minuteMs) * minuteMs, counts: {} }
      const to = Math.floor((now - settledAfterMs) / minuteMs) * minuteMs
      for (const measurement of measurements) {
        const due = looks.filter((_, index) => now - (lookedAt.get(`${index} ${measurement}`) ?? Number.NEGATIVE_INFINITY) >= (looks[index]?.everyMs ?? 0))
        if (due.length === 0) continue
        await look(measurement, to - Math.max(...due.map(({ backMs }) => backMs)), to, counted)
        for (const one of due) lookedAt.set(`${looks.indexOf(one)} ${measurement}`, now)
        writeCounted(path, counted)
      }
    },
  }
}

function minutesOf({ columns, values }: InfluxTable): [number, number][] {
  return values.flatMap((cells) => {
    let minute = Number.NaN
    let sum = 0
    columns.forEach((column, index) => {
      const cell = cells[index]
      if (typeof cell !== 'number') return
      if (column === 'time') minute = cell
      else sum += cell
    })
    return Number.isNaN(minute) || sum === 0 ? [] : [[minute, sum]]
  })
}

function readCounted(path: string, log: Logger): Counted | null {
  try {
    return Counted.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log.warn({ ...errorFacts(error), path }, 'what was counted of the followed database cannot be read; late arrivals are looked for from now on')
    return null
  }
}

function writeCounted(path: string, counted: Counted): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.tmp`, JSON.stringify(counted))
  renameSync(`${path}.tmp`, path)
}
