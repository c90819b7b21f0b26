import type { AlarmTransition } from '../../../models/protocol/alarm.ts'
import type { Sample, TimeSeries } from '../../timeseries/time-series.ts'
import type { AlarmHistory } from './alarm-history.ts'

/** Half a second of replay is read at a time and half a second ahead, but no less than so much of the past. */
const realMsPerChunk = 500
const shortestChunkMs = 5_000

/** Reads history ahead of a replay's cursor; what is behind the cursor is forgotten. */
export class ReplayReader {
  /** Everything up to here is at hand. */
  readTo: number
  private readonly history: TimeSeries
  private readonly alarmHistory: AlarmHistory | undefined
  private samples: Sample[] = []
  private transitions: AlarmTransition[] = []
  private isReading = false
  private isStopped = false

  constructor(history: TimeSeries, alarmHistory: AlarmHistory | undefined, from: number) {
    this.history = history
    this.alarmHistory = alarmHistory
    this.readTo = from
  }

  /** Starts reading when less than a chunk lies ahead of `cursor`; never past `end`. Errors are told to `report`, and reading is tried again at the next call. */
  readAhead(cursor: number, speed: number, end: number, report: (error: unknown) => void): void {
    const chunkMs = Math.max(shortestChunkMs, speed * realMsPerChunk)
    if (this.isReading || this.isStopped || this.readTo >= end || this.readTo - cursor > chunkMs) return
    this.isReading = true
    this.readChunk(Math.min(end, this.readTo + chunkMs))
      .catch(report)
      .finally(() => {
        this.isReading = false
      })
  }

  /** Readings with a time up to `until`, in order. */
  takeSamples(until: number): readonly Sample[] {
    const index = this.samples.findIndex(({ time }) => time > until)
    return this.samples.splice(0, index < 0 ? this.samples.length : index)
  }

  takeTransitions(until: number): readonly AlarmTransition[] {
    const index = this.transitions.findIndex(({ at }) => at > until)
    return this.transitions.splice(0, index < 0 ? this.transitions.length : index)
  }

  stop(): void {
    this.isStopped = true
    this.samples = []
    this.transitions = []
  }

  private async readChunk(to: number): Promise<void> {
    const from = this.readTo
    const samples: Sample[] = []
    for await (const page of this.history.readAll(from, to)) {
      if (this.isStopped) return
      for (const sample of page) samples.push(sample)
    }
    const transitions = (await this.alarmHistory?.transitionsBetween(from, to)) ?? []
    if (this.isStopped) return
    for (const sample of samples) this.samples.push(sample)
    for (const transition of transitions) this.transitions.push(transition)
    this.readTo = to
  }
}
