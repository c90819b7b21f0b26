import type { Latest } from '../../state/latest.ts'
import type { SeriesRows } from '../../state/queries.ts'

/** Stored rows with the newest value at their end: the store is asked every half minute, while a room burns in less. */
export function withLiveEnd(rows: SeriesRows, latest: Latest | null): SeriesRows {
  if (!latest || (latest.standing !== 'good' && latest.standing !== 'uncertain')) return rows
  const last = Number(rows.at(-1)?.[0])
  return latest.time <= last ? rows : [...rows, [latest.time, latest.value]]
}
