import { INTEGER, LIST, listValue } from '@duckdb/node-api'
import { dayMs, dayOf } from '../days.ts'
import { LatestFold } from '../latest-fold.ts'
import type { SampleColumns } from '../sample-columns.ts'
import type { DayAccess } from './day-access.ts'
import type { Day } from './day-catalog.ts'
import type { DayRows } from './day-rows.ts'
import { lastOfEach, sampleColumns } from './duckdb-sql.ts'
import { FirstTimes, missingSeries } from './first-times.ts'
import { readColumns } from './read-columns.ts'

/** How far is looked back at first, and then, for the series not found, up to the beginning of the day: most points report within minutes. */
const looksMs = [600_000, 3_600_000, dayMs]
const keptHeads = 8

/** The state at moments of the past: what the days before left, and the readings of the day itself. */
export class DayStates {
  private readonly access: DayAccess
  /** State at the beginning of a day, by day; dropped when an earlier day changes. */
  private readonly heads = new Map<string, LatestFold>()
  private readonly firsts = new FirstTimes()

  constructor(access: DayAccess) {
    this.access = access
  }

  /** A day got more: what later days begin with is not true any more. */
  takeIn(day: Day, rows: DayRows): void {
    for (const head of this.heads.keys()) if (head > day.day) this.heads.delete(head)
    this.firsts.note(day, rows)
  }

  forget(): void {
    this.heads.clear()
    this.firsts.forget()
  }

  /** The reading with the greatest time ≤ at of each series: the head of the day, then the day up to the moment. */
  async at(at: number): Promise<SampleColumns> {
    const moment = Math.floor(at)
    const today = dayOf(moment)
    const latest = new LatestFold(await this.headOf(today))
    if (!this.access.days.days().includes(today)) return latest.columns()
    const day = await this.access.days.get(today)
    return await this.access.query([day], async () => {
      const first = this.firsts.known(day) ?? (await this.access.alone(() => this.firsts.read(day, this.access.writer)))
      const found = new Set<number>()
      let upTo = moment
      for (const back of looksMs) {
        const missing = missingSeries(first, upTo, found)
        if (missing.length === 0) break
        const columns = await this.lastsBetween(day, moment - back, upTo, found.size === 0 ? null : missing)
        for (const series of columns.series) found.add(series)
        latest.take(columns)
        upTo = moment - back
      }
      return latest.columns()
    })
  }

  /** The last reading of each series, or of some, with from < time ≤ to. */
  private async lastsBetween(day: Day, from: number, to: number, series: readonly number[] | null): Promise<SampleColumns> {
    const within = `time > ${from} AND time <= ${to}`
    const readings = `${day.catalog}.readings`
    if (series === null) return await readColumns(await this.access.reader.run(`SELECT ${sampleColumns} FROM (${lastOfEach(readings, within)})`))
    const sql = `SELECT ${sampleColumns} FROM (${lastOfEach(readings, `${within} AND series IN (SELECT unnest($1))`)})`
    return await readColumns(await this.access.reader.run(sql, [listValue(series)], [LIST(INTEGER)]))
  }

  private async headOf(day: string): Promise<LatestFold> {
    const known = this.heads.get(day)
    if (known) return known
    const head = new LatestFold(null)
    for (const name of this.access.days.days().filter((earlier) => earlier < day)) {
      const earlier = await this.access.days.get(name)
      const columns = await this.access.query([earlier], async () => {
        await this.refreshLasts(earlier)
        return await readColumns(await this.access.reader.run(`SELECT ${sampleColumns} FROM ${earlier.catalog}.lasts`))
      })
      head.take(columns)
    }
    this.heads.set(day, head)
    const [oldest] = this.heads.keys()
    if (this.heads.size > keptHeads && oldest !== undefined) this.heads.delete(oldest)
    return head
  }

  /** The last reading of each series of a day is kept in the day's file, until the day gets more. */
  private refreshLasts(day: Day): Promise<void> {
    if (day.lastsVersion === day.version) return Promise.resolve()
    return this.access.alone(async () => {
      const { version } = day
      if (day.lastsVersion === version) return
      await this.access.writer.run('BEGIN')
      try {
        await this.access.writer.run(`DELETE FROM ${day.catalog}.lasts`)
        await this.access.writer.run(`INSERT INTO ${day.catalog}.lasts BY NAME ${lastOfEach(`${day.catalog}.readings`, 'true')}`)
        await this.access.writer.run(`UPDATE ${day.catalog}.state SET lasts_version = ${version}`)
        await this.access.writer.run('COMMIT')
      } catch (error) {
        await this.access.writer.run('ROLLBACK').catch(() => {})
        throw error
      }
      day.lastsVersion = version
    })
  }
}
