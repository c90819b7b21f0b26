import type { Fact } from './fact.ts'

/** Position of a row in the journal: 1, 2, 3… without gaps; a row holds one fact, a batch of readings counts as one. */
export type Sequence = number

export type StoredFact = { readonly sequence: Sequence; readonly at: number; readonly fact: Fact }

export class JournalRefused extends Error {
  readonly code: 'disk_full' | 'io_error' | 'closed'
  constructor(code: JournalRefused['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The one durable, ordered record of a community. Implementations pass `test/contract/journal.test.ts`. */
export interface Journal {
  /**
   * Resolves with the sequence of the last fact once all are on disk (fsync); facts of one call stay together and in order.
   * `at` (ms) is the clock's time of acceptance. Rejects with JournalRefused when nothing was kept.
   */
  append(facts: readonly Fact[], at: number): Promise<Sequence>
  /** Facts after `after` in order, in pages, up to what was durable when the page was read. */
  read(after: Sequence, limit: number): Promise<readonly StoredFact[]>
  /** Facts with readings whose device time lies in any of the given whole minutes since 1970, in order. */
  readMinutes(minutes: readonly number[]): Promise<readonly StoredFact[]>
  /** Sequence of the newest durable fact; 0 for an empty journal. */
  readonly head: Sequence
  /** Sequence of the oldest fact still kept, for projections that must start from a checkpoint. */
  readonly tail: Sequence
  /** Called after each durable append with the new head. */
  onAppend(listener: (head: Sequence) => void): () => void
  /** Gives durable numbers to (device, point) pairs, the same ones for ever. */
  numberSeries(pairs: readonly { readonly device: string; readonly point: string }[]): Promise<Int32Array>
  /** Damage met and passed over, by file and row. */
  readonly damage: readonly { readonly file: string; readonly row: number; readonly why: string }[]
  /** Where its files are, for readers in threads of their own; absent where it keeps none. */
  readonly directory?: string
  close(): Promise<void>
}
