import type { CallResult } from './journal-writer.ts'
import type { Damage } from './survey-files.ts'

/** Rows of several calls packed into one transferable buffer: `rowsOfCall` and `minutesOfRow` say how to take it apart. */
export type PackedAppend = {
  readonly at: Float64Array
  readonly rowsOfCall: Int32Array
  readonly kinds: Uint8Array
  readonly lengths: Int32Array
  readonly minutesOfRow: Int32Array
  readonly minutes: Int32Array
  readonly bodies: Uint8Array<ArrayBuffer>
}

/** Rows on their way from a reader's thread, packed the same way. */
export type PackedRows = {
  readonly sequences: Float64Array
  readonly at: Float64Array
  readonly kinds: Uint8Array
  readonly lengths: Int32Array
  readonly bodies: Uint8Array<ArrayBuffer>
}

export type WriterData = { readonly directory: string; readonly reserveBytes: number; readonly now: number }
export type WriterRequest =
  | { readonly op: 'append'; readonly packed: PackedAppend }
  | { readonly op: 'number'; readonly id: number; readonly at: number; readonly devices: readonly string[]; readonly points: readonly string[] }
  | { readonly op: 'drop'; readonly id: number; readonly day: string }
  | { readonly op: 'close'; readonly id: number }
export type WriterReply =
  | { readonly op: 'opened'; readonly head: number; readonly tail: number; readonly damage: readonly Damage[] }
  | { readonly op: 'failed'; readonly code: string; readonly message: string }
  /** One result for each call, in the order they were sent. */
  | { readonly op: 'appended'; readonly results: readonly CallResult[]; readonly head: number; readonly tail: number }
  | { readonly op: 'numbered'; readonly id: number; readonly numbers: Int32Array }
  | { readonly op: 'dropped'; readonly id: number; readonly count: number; readonly tail: number }
  | { readonly op: 'refused'; readonly id: number; readonly message: string }
  | { readonly op: 'closed'; readonly id: number }

export type ReaderData = { readonly directory: string }
export type ReaderRequest =
  | { readonly op: 'read'; readonly id: number; readonly after: number; readonly limit: number }
  | { readonly op: 'minutes'; readonly id: number; readonly minutes: readonly number[] }
  | { readonly op: 'close'; readonly id: number }
export type ReaderReply =
  | { readonly op: 'rows'; readonly id: number; readonly rows: PackedRows; readonly damage: readonly Damage[] }
  | { readonly op: 'refused'; readonly id: number; readonly message: string }
  | { readonly op: 'closed'; readonly id: number }
