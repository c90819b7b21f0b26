import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { PointEntry } from '../../models/register.ts'

/** One stored reading of one series. */
export type Sample = {
  readonly series: number
  readonly time: number
  readonly received: number
  readonly value: number
  readonly text: string | null
  readonly quality: number
  readonly flags: number
  readonly origin: number
}

/** `[ms, mean, minimum, maximum, count]`; counters: `mean` is the increase in the window; booleans and states: mean is the share of time true (booleans) and `last` the last index; events: count. */
export type Window = {
  readonly time: number
  readonly mean: number
  readonly minimum: number
  readonly maximum: number
  readonly last: number
  readonly count: number
}

export class TimeSeriesUnavailable extends Error {
  readonly code = 'time_series_unavailable'
}

/** History. DuckDB (embedded) and InfluxDB stand behind it; both pass `test/contract/time-series.test.ts`. */
export interface TimeSeries {
  readonly kind: 'duckdb' | 'influxdb'
  /** Idempotent by (series, time); resolves once durable in the store. Rejects with TimeSeriesUnavailable; a batch the store refuses by content gives back the refused indices. */
  write(batches: readonly ReadingBatch[]): Promise<{ readonly refused: readonly { readonly batch: number; readonly index: number; readonly why: string }[] }>
  /** Raw readings with from ≤ time < to, oldest first, at most `limit`. */
  readRaw(point: PointEntry, from: number, to: number, limit: number): Promise<readonly Sample[]>
  /** Good and bad readings of many series with from < time ≤ to, oldest first. Absent where points are read one by one. */
  readMany?(series: readonly number[], from: number, to: number): Promise<readonly Sample[]>
  /** Aggregated in the store; windows aligned to multiples of `everyMs` since 1970 in UTC, shifted by `offsetMs`. */
  readWindows(point: PointEntry, from: number, to: number, everyMs: number, offsetMs: number): Promise<readonly Window[]>
  /** For every series its reading with the greatest time ≤ `at`; absent where there is none. */
  stateAt(at: number): Promise<readonly Sample[]>
  /** Every reading with from < time ≤ to over all series, in time order, in pages (replay). */
  readAll(from: number, to: number): AsyncIterable<readonly Sample[]>
  /** Oldest and newest time held, or null when empty. */
  span(): Promise<{ readonly from: number; readonly to: number } | null>
  /** Sequence up to which the journal was written here, kept in the store or beside it. */
  readonly position: number
  savePosition(sequence: number): Promise<void>
  /**
   * Takes the facts after `after` and up to `upTo` (which must be durable) from the journal's files by itself, about `maxRows` readings, off the thread that serves;
   * `position` has moved when it resolves. Absent where readings are handed to `write` instead.
   */
  readJournal?(
    directory: string,
    after: number,
    upTo: number,
    maxRows: number,
  ): Promise<{
    readonly position: number
    readonly rows: number
    readonly refused: readonly { readonly sequence: number; readonly index: number; readonly why: string }[]
  }>
  /** Drops what is older than `day` (YYYY-MM-DD in UTC), whole days at a time; resolves with how many. */
  dropBefore(day: string): Promise<number>
  health(): Promise<{ readonly ok: boolean; readonly detail: string }>
  /** Empties the store for a rebuild. */
  clear(): Promise<void>
  close(): Promise<void>
}
