import type { DuckDBConnection } from '@duckdb/node-api'
import type { Day } from './day-catalog.ts'
import type { DayRows } from './day-rows.ts'

/** A megabyte each for 20,000 points. */
const mostDays = 8

/** By series, when it was first heard in a day. */
export type FirstOfDay = ReadonlyMap<number, number>

/** When each series was first heard in a day: tells which ones a look at its last minutes has missed. Read once, then kept up with what is written. */
export class FirstTimes {
  private readonly byDay = new Map<Day, Map<number, number>>()

  known(day: Day): FirstOfDay | undefined {
    return this.byDay.get(day)
  }

  /** Must run while nothing is written. */
  async read(day: Day, connection: DuckDBConnection): Promise<FirstOfDay> {
    const known = this.byDay.get(day)
    if (known) return known
    const found = await connection.runAndReadAll(`SELECT series, CAST(min(time) AS DOUBLE) FROM ${day.catalog}.readings GROUP BY series`)
    const first = new Map(found.getRows().map(([series, time]) => [Number(series), Number(time)]))
    this.byDay.set(day, first)
    const [oldest] = this.byDay.keys()
    if (this.byDay.size > mostDays && oldest !== undefined) this.byDay.delete(oldest)
    return first
  }

  note(day: Day, { series, time }: Pick<DayRows, 'series' | 'time'>): void {
    const first = this.byDay.get(day)
    if (!first) return
    for (const [row, number] of series.entries()) {
      const at = Number(time[row] ?? 0n)
      if (at < (first.get(number) ?? Number.POSITIVE_INFINITY)) first.set(number, at)
    }
  }

  forget(): void {
    this.byDay.clear()
  }
}

/** Series heard in the day up to a moment, but for those found. */
export function missingSeries(first: FirstOfDay, moment: number, found: ReadonlySet<number>): number[] {
  const missing: number[] = []
  for (const [series, time] of first) if (time <= moment && !found.has(series)) missing.push(series)
  return missing
}
