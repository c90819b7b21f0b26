import { applyFrame } from '../../models/protocol/live/apply-frame.ts'
import { LiveFrameError } from '../../models/protocol/live/frame-error.ts'
import type { FrameHeader } from '../../models/protocol/live/frame-header.ts'
import { frameHeaderOf } from '../../models/protocol/live/frame-header-of.ts'
import type { TelemetryBuffer } from './telemetry-buffer.ts'

export type IntakeParts = {
  readonly buffer: TelemetryBuffer
  readonly scales: Float64Array
  /** Asks the server for what came after `since`, or for everything. */
  readonly askResync: (since: number | null) => void
  readonly onApplied: (header: FrameHeader & { readonly count: number }) => void
}

/** Takes the frames of the present and of a replay into the buffer: those of the one that is shown, in order, none twice. */
export class FrameIntake {
  private readonly parts: IntakeParts
  private shown: 'live' | 'replay' = 'live'
  /** The sequence the buffer stands at; null until a snapshot of what is shown has come. */
  private sequence: number | null = null
  private isAsked = false

  constructor(parts: IntakeParts) {
    this.parts = parts
  }

  get liveSequence(): number | null {
    return this.shown === 'live' ? this.sequence : null
  }

  /** From now on only frames of this kind are taken, the first of them a snapshot. */
  show(shown: 'live' | 'replay'): void {
    this.shown = shown
    this.sequence = null
    this.isAsked = false
  }

  /** A new connection: what was asked on the old one will not be answered. */
  reconnected(): void {
    this.isAsked = false
  }

  take(bytes: Uint8Array): void {
    try {
      const header = frameHeaderOf(bytes)
      if (!this.isWanted(header)) return
      this.parts.onApplied(applyFrame(this.parts.buffer, bytes, this.parts.scales))
      this.sequence = header.sequence
      this.isAsked = false
    } catch (error) {
      if (!(error instanceof LiveFrameError)) throw error
      this.sequence = null
      this.ask()
    }
  }

  private isWanted({ kind, previous, sequence }: FrameHeader): boolean {
    const isReplay = kind === 'replaySnapshot' || kind === 'replayDelta'
    if (isReplay !== (this.shown === 'replay')) return false
    if (kind === 'snapshot' || kind === 'replaySnapshot') return true
    if (this.sequence === null || sequence < this.sequence) return false
    // A delta that starts earlier carries the newest values too; one that starts later leaves a gap.
    if (previous > this.sequence) {
      this.ask()
      return false
    }
    return true
  }

  private ask(): void {
    if (this.isAsked || this.shown === 'replay') return
    this.isAsked = true
    this.parts.askResync(this.sequence)
  }
}
