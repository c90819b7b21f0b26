import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import type { Point } from '../../../models/subsystem.ts'
import type { WindowSpan } from '../fold-windows.ts'
import type { SampleColumns } from '../sample-columns.ts'
import type { Window } from '../time-series.ts'
import type { HistoryDamage } from './day-catalog.ts'
import type { RefusedOfBatch, RefusedOfFact } from './duckdb-store.ts'

export type DuckDbRequest =
  | { readonly op: 'write'; readonly batches: readonly ReadingBatch[] }
  | { readonly op: 'journal'; readonly directory: string; readonly after: number; readonly upTo: number; readonly maxRows: number }
  | { readonly op: 'raw'; readonly series: number; readonly from: number; readonly to: number; readonly limit: number }
  | { readonly op: 'many'; readonly series: readonly number[]; readonly from: number; readonly to: number }
  | { readonly op: 'windows'; readonly series: number; readonly point: Point; readonly span: WindowSpan }
  | { readonly op: 'state'; readonly at: number }
  | { readonly op: 'all'; readonly from: number; readonly to: number }
  | { readonly op: 'span' }
  | { readonly op: 'position'; readonly sequence: number }
  | { readonly op: 'drop'; readonly day: string }
  | { readonly op: 'clear' }
  | { readonly op: 'close' }

/** What each request is answered with. */
export type DuckDbAnswers = {
  write: readonly RefusedOfBatch[]
  journal: { readonly position: number; readonly rows: number; readonly refused: readonly RefusedOfFact[] }
  raw: SampleColumns
  many: SampleColumns
  windows: readonly Window[]
  state: SampleColumns
  all: SampleColumns
  span: { readonly from: number; readonly to: number } | null
  position: null
  drop: number
  clear: null
  close: null
}

export type DuckDbReply =
  | { readonly kind: 'opened'; readonly position: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown; readonly position: number; readonly damage: readonly HistoryDamage[] }
  /** `isFatal`: DuckDB gave itself up; only a new thread helps. */
  | { readonly kind: 'error'; readonly id: number; readonly message: string; readonly isFatal: boolean }
