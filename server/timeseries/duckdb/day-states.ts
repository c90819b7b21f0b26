import { dayOf } from '../days.ts'
import { LatestFold } from '../latest-fold.ts'
import type { SampleColumns } from '../sample-columns.ts'
import type { DayAccess } from './day-access.ts'
import type { Day } from './day-catalog.ts'
import { lastOfEach, sampleColumns } from './duckdb-sql.ts'
import { readColumns } from './read-columns.ts'

/** Most points report at least this often, so that a look this far back finds them. */
const recentMs = 3_600_000
const keptHeads = 8

/** The state at moments of the past: what the days before left, and the readings of the day itself. */
export class DayStates {
  private readonly access: DayAccess
  /** State at the beginning of a day, by day; dropped when an earlier day changes. */
  private readonly heads = new Map<string, LatestFold>()

  constructor(access: DayAccess) {
    this.access = access
  }

  /** A day got more: what later days begin with is not true any more. */
  forgetAfter(day: string): void {
    for (const head of this.heads.keys()) if (head > day) this.heads.delete(head)
  }

  forget(): void {
    this.heads.clear()
  }

  /** The reading with the greatest time ≤ at of each series: the head of the day, then the day up to the moment. */
  async at(at: number): Promise<SampleColumns> {
    const moment = Math.floor(at)
    const today = dayOf(moment)
    const latest = new LatestFold(await this.headOf(today))
    if (!this.access.days.days().includes(today)) return latest.columns()
    const day = await this.access.days.get(today)
    return await this.access.query([day], async () => {
      const recent = moment - recentMs
      const readings = `${day.catalog}.readings`
      const found = `SELECT DISTINCT series FROM ${readings} WHERE time > ${recent} AND time <= ${moment}`
      const sql = `SELECT ${sampleColumns} FROM (${lastOfEach(readings, `time > ${recent} AND time <= ${moment}`)})
        UNION ALL SELECT ${sampleColumns} FROM (${lastOfEach(readings, `time <= ${recent} AND series NOT IN (${found})`)})`
      latest.take(await readColumns(await this.access.reader.run(sql)))
      return latest.columns()
    })
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
