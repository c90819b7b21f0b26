import { setTimeout as sleep } from 'node:timers/promises'
import type { Emission } from '../device-stream.ts'
import type { Send, Sent } from '../send.ts'
import { mapRow, timeOf, type Zeros } from './map-row.ts'
import type { Mapping } from './mapping.ts'
import type { Row } from './read-rows.ts'
import { Flaws, readRows } from './read-rows.ts'

export type ReplayReport = { readonly rows: number; readonly sent: Sent; readonly flaws: Flaws }

export type ReplayOptions = {
  readonly file: string
  readonly mapping: Mapping
  /** Times real time. */
  readonly speed: number
  readonly send: Send
  readonly clock: { now(): number }
  readonly signal: AbortSignal
}

/**
 * Sends a recording as if it were happening now: its first row is now, a row an hour later comes an hour divided by speed
 * later, but never in the same millisecond as the row before, or one of them would be lost. Only what changed is told again
 * for shares of bays. Rows that go back in time are counted and sent where they belong.
 */
export async function replay({ file, mapping, speed, send, clock, signal }: ReplayOptions): Promise<ReplayReport> {
  const flaws = new Flaws()
  const sum: Sent = { accepted: 0, duplicates: 0, yielded: 0, quarantined: 0 }
  const zeros = await zerosOf(file, mapping, flaws)
  const startedAt = clock.now()
  const told = new Map<string, unknown>()
  let [rows, first, newest, newestTime] = [0, Number.NaN, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let waiting: Emission[] = []
  const flush = async () => {
    if (waiting.length === 0) return
    const sent = await send(waiting)
    waiting = []
    for (const name of ['accepted', 'duplicates', 'yielded', 'quarantined'] as const) sum[name] += sent[name]
  }
  for await (const { row, at } of timedRows(file, mapping, flaws)) {
    signal.throwIfAborted()
    rows += 1
    if (Number.isNaN(first)) first = at
    if (at < newest) flaws.add('goes back in time', row.line)
    const wanted = Math.round(startedAt + (at - first) / speed)
    const time = at > newest ? Math.max(wanted, newestTime + 1) : at === newest ? newestTime : wanted
    if (at > newest) [newest, newestTime] = [at, time]
    const aheadMs = time - clock.now()
    if (aheadMs > 50) {
      await flush()
      await sleep(aheadMs, undefined, { signal })
    }
    for (const recorded of mapRow(row, mapping, flaws, zeros)) {
      const key = `${recorded.device}/${recorded.point}`
      if (typeof recorded.value === 'boolean' && told.get(key) === recorded.value) continue
      told.set(key, recorded.value)
      waiting.push({ ...recorded, time })
    }
    if (waiting.length > 1000) await flush()
  }
  await flush()
  return { rows, sent: sum, flaws }
}

/** What instruments show before anything happens: the mean of the first rows that the mapping names; each that is not 0 is a flaw. */
async function zerosOf(file: string, mapping: Mapping, flaws: Flaws): Promise<Zeros> {
  const asked = mapping.values.flatMap(({ column, zeroRows }) => (zeroRows === undefined ? [] : [{ column, zeroRows }]))
  const longest = Math.max(0, ...asked.map(({ zeroRows }) => zeroRows))
  const rows: Row[] = []
  if (longest > 0)
    for await (const row of readRows(file, mapping, new Flaws())) {
      rows.push(row)
      if (rows.length === longest) break
    }
  const zeros = new Map<string, number>()
  for (const { column, zeroRows } of asked) {
    const values = rows.slice(0, zeroRows).map(({ fields }) => Number(fields.get(column) || Number.NaN))
    const known = values.filter(Number.isFinite)
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
    zeros.set(column, mean)
    if (mean !== 0) flaws.add(`not at zero before it begins: ${column}`, rows[0]?.line ?? 1)
  }
  return zeros
}

type TimedRow = { readonly row: Row; readonly at: number }

/** Rows with their time, as they stand in the file or, where the mapping says so, in the order of time. */
async function* timedRows(file: string, mapping: Mapping, flaws: Flaws): AsyncGenerator<TimedRow> {
  const kept: TimedRow[] = []
  for await (const row of readRows(file, mapping, flaws)) {
    const at = timeOf(row, mapping, flaws)
    if (at === null) continue
    if (mapping.sort) kept.push({ row, at })
    else yield { row, at }
  }
  yield* kept.sort((a, b) => a.at - b.at)
}
