import { ByteWriter } from './byte-writer.ts'
import type { Fact } from './fact.ts'
import { writeFact } from './fact-codec.ts'
import { JournalRefused, type Sequence } from './journal.ts'
import type { PackedAppend } from './journal-messages.ts'
import type { CallResult } from './journal-writer.ts'

type Waiting = { readonly resolve: (last: Sequence) => void; readonly reject: (error: Error) => void }

/** Encodes appends on the calling side and gathers those of one step of the loop into one message; answers come back in order. */
export class AppendQueue {
  private readonly writer = new ByteWriter(1 << 16)
  private readonly send: (packed: PackedAppend) => void
  private at: number[] = []
  private rowsOfCall: number[] = []
  private kinds: number[] = []
  private lengths: number[] = []
  private minutesOfRow: number[] = []
  private minutes: number[] = []
  private waiting: Waiting[] = []

  constructor(send: (packed: PackedAppend) => void) {
    this.send = send
  }

  add(facts: readonly Fact[], at: number): Promise<Sequence> {
    const start = this.writer.length
    const encoded: { kind: number; length: number; minutes: readonly number[] }[] = []
    try {
      for (const fact of facts) {
        const from = this.writer.length
        const { kind, minutes } = writeFact(this.writer, fact)
        encoded.push({ kind, length: this.writer.length - from, minutes })
      }
    } catch (error) {
      this.writer.length = start
      return Promise.reject(error)
    }
    if (this.at.length === 0) queueMicrotask(() => this.flush())
    this.at.push(Math.trunc(at))
    this.rowsOfCall.push(encoded.length)
    for (const { kind, length, minutes } of encoded) {
      this.kinds.push(kind)
      this.lengths.push(length)
      this.minutesOfRow.push(minutes.length)
      for (const minute of minutes) this.minutes.push(minute)
    }
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }))
  }

  /** Sends what was gathered; also before any other message, so that order is kept. */
  flush(): void {
    if (this.at.length === 0) return
    const packed: PackedAppend = {
      at: Float64Array.from(this.at),
      rowsOfCall: Int32Array.from(this.rowsOfCall),
      kinds: Uint8Array.from(this.kinds),
      lengths: Int32Array.from(this.lengths),
      minutesOfRow: Int32Array.from(this.minutesOfRow),
      minutes: Int32Array.from(this.minutes),
      bodies: this.writer.take(),
    }
    this.at = []
    this.rowsOfCall = []
    this.kinds = []
    this.lengths = []
    this.minutesOfRow = []
    this.minutes = []
    this.send(packed)
  }

  settle(results: readonly CallResult[]): void {
    for (const [index, waiting] of this.waiting.splice(0, results.length).entries()) {
      const result = results[index]
      if (result && 'last' in result) waiting.resolve(result.last)
      else waiting.reject(new JournalRefused(result?.code ?? 'io_error', result?.message ?? 'the journal gave no answer'))
    }
  }

  rejectAll(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error)
  }
}
