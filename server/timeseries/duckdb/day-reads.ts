import { BIGINT, type DuckDBValue, INTEGER, LIST, listValue } from '@duckdb/node-api'
import { quantise } from '../../../models/protocol/value.ts'
import type { Point } from '../../../models/subsystem.ts'
import { startOfDay } from '../days.ts'
import { badQuality, type WindowSpan } from '../fold-windows.ts'
import type { SampleColumns } from '../sample-columns.ts'
import type { Window } from '../time-series.ts'
import type { DayAccess } from './day-access.ts'
import { sampleColumns, unionOf, windowsSql } from './duckdb-sql.ts'
import { readColumns } from './read-columns.ts'

/** What is read of the days as it stands: raw readings, windows, all of a span. */
export class DayReads {
  private readonly access: DayAccess

  constructor(access: DayAccess) {
    this.access = access
  }

  async readRaw(series: number, from: number, to: number, limit: number): Promise<SampleColumns> {
    const days = await this.access.days.within(from, to - 1)
    return await this.access.query(days, async () => {
      if (days.length === 0) return await readColumns(null)
      const rows = unionOf(
        days.map(({ catalog }) => catalog),
        '*',
        'series = $1 AND time >= $2 AND time < $3',
      )
      const sql = `SELECT ${sampleColumns} FROM (SELECT DISTINCT ON (time) * FROM (${rows}) ORDER BY time LIMIT ${Math.max(0, Math.floor(limit))}) ORDER BY 2`
      return await readColumns(await this.access.reader.run(sql, bounds(series, from, to), boundTypes))
    })
  }

  /** The readings of these series with from < time ≤ to in time order. */
  async readMany(series: readonly number[], from: number, to: number): Promise<SampleColumns> {
    const days = await this.access.days.within(Math.floor(from) + 1, to)
    return await this.access.query(days, async () => {
      if (days.length === 0 || series.length === 0) return await readColumns(null)
      const rows = unionOf(
        days.map(({ catalog }) => catalog),
        '*',
        'time > $2 AND time <= $3 AND series IN (SELECT unnest($1))',
      )
      const sql = `SELECT ${sampleColumns} FROM (SELECT DISTINCT ON (time, series) * FROM (${rows})) ORDER BY 2, 1`
      const values = [listValue([...series]), BigInt(Math.floor(from)), BigInt(Math.floor(to))]
      return await readColumns(await this.access.reader.run(sql, values, [LIST(INTEGER), BIGINT, BIGINT]))
    })
  }

  async readWindows(series: number, point: Point, span: WindowSpan): Promise<Window[]> {
    const days = await this.access.days.within(span.from, span.to - 1)
    if (days.length === 0) return []
    const needsBefore = point.kind === 'counter' || point.kind === 'boolean' || point.kind === 'state'
    const before = needsBefore ? await this.lastGoodBefore(series, span.from) : null
    return await this.access.query(days, async () => {
      const sql = windowsSql(
        days.map(({ catalog }) => catalog),
        point,
        span,
        before,
      )
      const result = await this.access.reader.runAndReadAll(sql, bounds(series, span.from, span.to), boundTypes)
      return result.getRows().map((row) => {
        const [time = 0, minimum = 0, maximum = 0, last = 0, count = 0, mean = 0] = row.map(Number)
        return { time, minimum, maximum, last, count, mean: point.kind === 'counter' ? quantise(mean, point.resolution) : mean }
      })
    })
  }

  /** From which a counter counts on and a state holds. */
  private async lastGoodBefore(series: number, from: number): Promise<{ time: number; value: number } | null> {
    const names = this.access.days
      .days()
      .filter((day) => startOfDay(day) < from)
      .reverse()
    for (const name of names) {
      const day = await this.access.days.get(name)
      const found = await this.access.query([day], () =>
        this.access.reader.runAndReadAll(
          `SELECT CAST(time AS DOUBLE), value FROM ${day.catalog}.readings WHERE series = $1 AND time < $2 AND quality <> ${badQuality} ORDER BY time DESC LIMIT 1`,
          [series, BigInt(Math.ceil(from))],
          [INTEGER, BIGINT],
        ),
      )
      const [row] = found.getRows()
      if (row) return { time: Number(row[0]), value: Number(row[1]) }
    }
    return null
  }

  /** All readings with from < time ≤ to in time order. */
  async readAll(from: number, to: number): Promise<SampleColumns> {
    const days = await this.access.days.within(Math.floor(from) + 1, to)
    return await this.access.query(days, async () => {
      if (days.length === 0) return await readColumns(null)
      const rows = unionOf(
        days.map(({ catalog }) => catalog),
        '*',
        `time > ${Math.floor(from)} AND time <= ${Math.floor(to)}`,
      )
      return await readColumns(await this.access.reader.run(`SELECT ${sampleColumns} FROM (SELECT DISTINCT ON (time, series) * FROM (${rows})) ORDER BY 2, 1`))
    })
  }

  async span(): Promise<{ from: number; to: number } | null> {
    const first = await this.edge(this.access.days.days(), 'min')
    const last = await this.edge(this.access.days.days().reverse(), 'max')
    return first === null || last === null ? null : { from: first, to: last }
  }

  private async edge(names: readonly string[], which: 'min' | 'max'): Promise<number | null> {
    for (const name of names) {
      const day = await this.access.days.get(name)
      const result = await this.access.query([day], () =>
        this.access.reader.runAndReadAll(`SELECT CAST(${which}(time) AS DOUBLE) FROM ${day.catalog}.readings`),
      )
      const value = result.getRows()[0]?.[0]
      if (typeof value === 'number') return value
    }
    return null
  }
}

const boundTypes = [INTEGER, BIGINT, BIGINT]
const bounds = (series: number, from: number, to: number): DuckDBValue[] => [series, BigInt(Math.ceil(from)), BigInt(Math.ceil(to))]
