/**
 * Which points changed at which sequence: enough to bring a client from any sequence of this server's life to the newest
 * state in one frame, without keeping a queue for anyone. Sequences start at the server's clock in ms, so that those of
 * a restarted server are above all it gave out before.
 */
export class ChangeLog {
  sequence: number
  readonly firstSequence: number
  private readonly changedAt: Float64Array
  private readonly isPending: Uint8Array
  private pending: number[] = []

  constructor(size: number, firstSequence: number) {
    this.sequence = firstSequence
    this.firstSequence = firstSequence
    this.changedAt = new Float64Array(size).fill(firstSequence)
    this.isPending = new Uint8Array(size)
  }

  get pendingCount(): number {
    return this.pending.length
  }

  note(series: number): void {
    if (series < 0 || series >= this.isPending.length || this.isPending[series] === 1) return
    this.isPending[series] = 1
    this.pending.push(series)
  }

  /** Closes what was noted under the next sequence and gives it back, ascending. */
  close(): Int32Array {
    this.sequence += 1
    const series = Int32Array.from(this.pending).sort()
    for (const number of series) {
      this.isPending[number] = 0
      this.changedAt[number] = this.sequence
    }
    this.pending = []
    return series
  }

  /** Whether a client that stands at `sequence` can be brought up by a delta. */
  covers(sequence: number): boolean {
    return sequence >= this.firstSequence && sequence <= this.sequence
  }

  /** Series that changed after `sequence`, ascending. */
  since(sequence: number): number[] {
    const series: number[] = []
    for (let number = 0; number < this.changedAt.length; number++) if ((this.changedAt[number] ?? 0) > sequence) series.push(number)
    return series
  }
}
