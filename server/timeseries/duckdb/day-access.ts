import type { DuckDBConnection } from '@duckdb/node-api'
import type { Day, DayCatalog } from './day-catalog.ts'

type Parts = { readonly days: DayCatalog; readonly writer: DuckDBConnection; readonly readers: readonly DuckDBConnection[] }

/** The way to the days: writes go one after the other, reads run beside them on connections of their own. */
export class DayAccess {
  readonly days: DayCatalog
  readonly writer: DuckDBConnection
  private readonly readers: readonly DuckDBConnection[]
  private nextReader = 0
  private writing: Promise<unknown> = Promise.resolve()

  constructor({ days, writer, readers }: Parts) {
    this.days = days
    this.writer = writer
    this.readers = readers
  }

  /** Reads take turns, so that a short one does not wait behind a long one. */
  get reader(): DuckDBConnection {
    this.nextReader = (this.nextReader + 1) % this.readers.length
    return this.readers[this.nextReader] ?? this.writer
  }

  /** After all that was begun alone before. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    const next = this.writing.then(act)
    this.writing = next.catch(() => {})
    return next
  }

  /** Runs a query over days; when one of them turns out damaged it is set aside and the query runs on what is left. */
  async query<T>(days: readonly Day[], run: (days: readonly Day[]) => Promise<T>): Promise<T> {
    try {
      return await run(days)
    } catch (error) {
      if (!(await this.alone(() => this.days.setAsideDamaged(days)))) throw error
      return await run(days)
    }
  }

  close(): void {
    for (const connection of [...this.readers, this.writer]) connection.closeSync()
  }
}
