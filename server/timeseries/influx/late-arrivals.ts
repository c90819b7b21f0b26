import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { errorFacts, type Logger } from '../../platform/logger.ts'
import { quoteName } from './escape.ts'
import type { InfluxConnection } from './influx-connection.ts'

type Parts = {
  readonly connection: Pick<InfluxConnection, 'query'>
  /** File that keeps what was counted, so that what came late while the server was down is found as well. */
  readonly path: string
  readonly log: Logger
  /** Reads what stands between the two moments (ms) and takes it in. */
  readonly read: (measurement: string, from: number, to: number) => Promise<void>
  readonly levels?: readonly Level[]
}
/** How fine the values are counted, how far back, and how often. All ms; `backMs` is a multiple of `slotMs`. */
export type Level = { readonly slotMs: number; readonly backMs: number; readonly everyMs: number }

const minuteMs = 60_000
const hourMs = 3_600_000
const usualLevels: readonly Level[] = [
  { slotMs: minuteMs, backMs: hourMs, everyMs: minuteMs },
  { slotMs: hourMs, backMs: 24 * hourMs, everyMs: 30 * minuteMs },
]
/** What ended this long ago is no more read by the poll itself. */
const settledAfterMs = minuteMs

/** By measurement, length of the slot and its beginning, how many values stood in it; what was there before `since` is never taken. */
const Counted = z.object({ since: z.number(), counts: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number()))) })
type Counted = z.infer<typeof Counted>

/**
 * Finds what was written into a followed database long after its own time, which no question for newer times would show: the database counts the values
 * of the last hour and of the last day, and only where there are more than before it is looked in which minute or hour, and that is read again.
 */
export function createLateArrivals({ connection, path, log, read, levels = usualLevels }: Parts) {
  let counted = readCounted(path, log)
  const begun = new Map<Level, number>()
  const lookedAt = new Map<string, number>()

  /** How many values stand from `from` to `to`, in all or by slot. */
  const count = async (measurement: string, from: number, to: number, slotMs?: number): Promise<ReadonlyMap<number, number>> => {
    const grouped = slotMs === undefined ? '' : ` GROUP BY time(${slotMs}ms) fill(none)`
    const tables = await connection.query(`SELECT count(*) FROM ${quoteName(measurement)} WHERE time >= ${from}ms AND time < ${to}ms${grouped}`)
    return new Map(tables.flatMap(({ values }) => values.map(([time, ...counts]) => [slotMs === undefined ? from : Number(time), sumOf(counts)])))
  }
  /** By slot: minutes in one question, hours one by one, because a day at once can take the database longer than a question may. */
  const countSlots = async (measurement: string, slots: readonly number[], slotMs: number): Promise<ReadonlyMap<number, number>> => {
    const [first, last] = [slots[0], slots.at(-1)]
    if (first === undefined || last === undefined) return new Map()
    if (slotMs < hourMs) return await count(measurement, first, last + slotMs, slotMs)
    const counts = new Map<number, number>()
    for (const slot of slots) for (const [from, held] of await count(measurement, slot, slot + slotMs)) counts.set(from, held)
    return counts
  }
  /** Whether the span holds as much as was counted slot by slot: asked at once that costs a sixth. */
  const isUnchanged = async (measurement: string, slots: readonly number[], slotMs: number, held: number): Promise<boolean> => {
    const [first, last] = [slots[0], slots.at(-1)]
    if (first === undefined || last === undefined) return true
    return slotMs < hourMs && ((await count(measurement, first, last + slotMs)).get(first) ?? 0) === held
  }

  const look = async (measurement: string, level: Level, now: number, { since, counts }: Counted): Promise<void> => {
    const { slotMs, backMs } = level
    const to = Math.floor((now - settledAfterMs) / slotMs) * slotMs
    const all = Array.from({ length: backMs / slotMs }, (_, i) => to - backMs + i * slotMs)
    const known = new Map(Object.entries(counts[measurement]?.[slotMs] ?? {}).map(([slot, held]) => [Number(slot), held]))
    const [before, fresh] = [all.filter((slot) => known.has(slot)), all.filter((slot) => !known.has(slot))]
    const note = (slot: number, held: number): void => {
      const ofMeasurement = counts[measurement] ?? {}
      counts[measurement] = ofMeasurement
      ofMeasurement[slotMs] = { ...ofMeasurement[slotMs], [slot]: held }
    }
    const held = before.reduce((sum, slot) => sum + (known.get(slot) ?? 0), 0)
    if (!(await isUnchanged(measurement, before, slotMs, held))) {
      const found = await countSlots(measurement, before, slotMs)
      for (const slot of before.filter((each) => (found.get(each) ?? 0) !== known.get(each))) {
        await read(measurement, slot, slot + slotMs)
        note(slot, found.get(slot) ?? 0)
      }
    }
    const found = await countSlots(measurement, fresh, slotMs)
    for (const slot of fresh) {
      // The minutes of an hour were looked at as they ended, but for those from before this process.
      const isWatched = slotMs >= hourMs && slot >= (begun.get(level) ?? 0)
      if (found.has(slot) && slot >= since && !isWatched) await read(measurement, slot, slot + slotMs)
      note(slot, found.get(slot) ?? 0)
    }
    const kept = counts[measurement]?.[slotMs] ?? {}
    for (const slot of Object.keys(kept)) if (Number(slot) < to - backMs) delete kept[slot]
  }

  return {
    /** Looks at each measurement as it is time for; a failure leaves the counts as they were, so that it is looked at again. */
    look: async (measurements: readonly string[], now: number): Promise<void> => {
      counted ??= { since: Math.floor(now / minuteMs) * minuteMs, counts: {} }
      for (const level of levels) {
        if (!begun.has(level)) begun.set(level, now)
        for (const measurement of measurements) {
          const key = `${level.slotMs} ${measurement}`
          if (now - (lookedAt.get(key) ?? Number.NEGATIVE_INFINITY) < level.everyMs) continue
          await look(measurement, level, now, counted)
          lookedAt.set(key, now)
          writeCounted(path, counted)
        }
      }
    },
  }
}

const sumOf = (cells: readonly unknown[]): number => cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0)

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
