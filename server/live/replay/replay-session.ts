import type { ReplayClock } from '../../../models/protocol/live/messages.ts'
import type { PointColumns } from '../../../models/protocol/live/point-columns.ts'
import { createPointColumns } from '../../../models/protocol/live/point-columns.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Sample, TimeSeries } from '../../timeseries/time-series.ts'
import { ChangeLog } from '../change-log.ts'
import type { LivePoints } from '../live-points.ts'
import { heardSeries } from '../live-points.ts'
import { createTwinFrame } from '../live-room.ts'
import type { Outlet } from '../outlet.ts'
import { prepareEvent } from '../prepared.ts'
import type { AlarmHistory } from './alarm-history.ts'
import { ReplayReader } from './replay-reader.ts'

const tickMs = 100
const clockEveryMs = 1_000

export type ReplayParts = {
  readonly history: TimeSeries
  readonly alarmHistory: AlarmHistory | undefined
  readonly points: LivePoints
  readonly outlet: Outlet
  readonly isBare: boolean
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

/** Streams the past of one community to one client through the frames of the wire; a paused or slow client costs nothing but its columns. */
export class ReplaySession {
  private readonly parts: ReplayParts
  private readonly changes: ChangeLog
  private columns: PointColumns
  private reader: ReplayReader
  private cursor: number
  private speed: number
  private isPlaying: boolean
  private isSeeking = false
  private seekNumber = 0
  private tickedAt = 0
  private clockSentAt = Number.NEGATIVE_INFINITY
  private sentSequence = 0
  private timer: NodeJS.Timeout | null = null

  constructor(parts: ReplayParts, { at, speed, playing }: { readonly at: number; readonly speed: number; readonly playing: boolean }) {
    const { size } = parts.points.table
    this.parts = parts
    this.changes = new ChangeLog(size, 1)
    this.columns = createPointColumns(size)
    this.reader = new ReplayReader(parts.history, parts.alarmHistory, at)
    this.cursor = at
    this.speed = speed
    this.isPlaying = playing
  }

  start(): void {
    this.tickedAt = this.parts.clock.monotonic()
    this.timer = setInterval(() => this.tick(), tickMs)
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
    this.seekNumber += 1
    this.reader.stop()
  }

  /**
   * Shows the state at that moment and goes on from there. `ready` is called right before it is sent. Resolves with false
   * when a later seek or the end overtook it. Rejects with TimeSeriesUnavailable.
   */
  async seek(at: number, ready: () => void = () => undefined): Promise<boolean> {
    const number = ++this.seekNumber
    this.isSeeking = true
    const { history, alarmHistory, points } = this.parts
    try {
      const moment = Math.min(at, this.parts.clock.now())
      const [samples, current] = await Promise.all([history.stateAt(moment), alarmHistory?.currentAt(moment)])
      if (number !== this.seekNumber) return false
      ready()
      this.reader.stop()
      this.columns = createPointColumns(points.table.size)
      for (const sample of samples) this.take(sample)
      this.changes.close()
      this.cursor = moment
      this.reader = new ReplayReader(history, alarmHistory, moment)
      this.sendFrame('replaySnapshot', 0, heardSeries(this.columns, points.table.size))
      if (current) this.parts.outlet.send(prepareEvent('replay.alarms', { at: moment, current }))
      this.tickedAt = this.parts.clock.monotonic()
    } finally {
      if (number === this.seekNumber) this.isSeeking = false
    }
    this.sendClock()
    return true
  }

  setPlaying(playing: boolean): void {
    this.isPlaying = playing
    this.sendClock()
  }

  setSpeed(speed: number): void {
    this.speed = speed
    this.sendClock()
  }

  private tick(): void {
    const { clock, outlet, report } = this.parts
    const now = clock.monotonic()
    const elapsed = now - this.tickedAt
    this.tickedAt = now
    if (this.isPlaying && !this.isSeeking) {
      this.reader.readAhead(this.cursor, this.speed, clock.now(), report)
      this.advanceTo(Math.min(this.cursor + elapsed * this.speed, this.reader.readTo, clock.now()))
      if (this.isAtEnd) this.setPlaying(false)
    }
    if (outlet.isFree && now - this.clockSentAt >= clockEveryMs) this.sendClock()
  }

  private get isAtEnd(): boolean {
    return this.parts.clock.now() - this.cursor < tickMs
  }

  private advanceTo(moment: number): void {
    this.cursor = moment
    for (const sample of this.reader.takeSamples(moment)) this.take(sample)
    for (const transition of this.reader.takeTransitions(moment)) this.parts.outlet.send(prepareEvent('replay.alarm', transition))
    // A client that has not read yet gets all of it in one frame later: what changed stays noted.
    if (this.changes.pendingCount === 0 || !this.parts.outlet.isFree) return
    const series = this.changes.close()
    this.sendFrame('replayDelta', this.sentSequence, series)
  }

  /** History is in the order of the devices' time: a reading replaces what was there. */
  private take({ series, value, time, received, quality, flags, origin, text }: Sample): void {
    if (series >= this.parts.points.table.size) return
    const { columns } = this
    columns.value[series] = value
    columns.time[series] = time
    columns.received[series] = received
    columns.quality[series] = quality
    columns.flags[series] = flags
    columns.origin[series] = origin
    if (text === null) columns.text.delete(series)
    else columns.text.set(series, text)
    this.changes.note(series)
  }

  private sendFrame(kind: 'replaySnapshot' | 'replayDelta', previous: number, series: ArrayLike<number>): void {
    const header = { kind, sequence: this.changes.sequence, previous, time: this.cursor }
    const frame = createTwinFrame(header, this.parts.points.encode(header, this.columns, series))
    this.parts.outlet.send(this.parts.isBare ? frame.bare() : frame.stock())
    this.sentSequence = header.sequence
  }

  private sendClock(): void {
    const { clock, outlet } = this.parts
    this.clockSentAt = clock.monotonic()
    const waiting = this.isSeeking || (this.isPlaying && this.reader.readTo <= this.cursor && !this.isAtEnd)
    const state: ReplayClock = { at: this.cursor, speed: this.speed, playing: this.isPlaying, waiting, atEnd: this.isAtEnd }
    outlet.send(prepareEvent('replay.clock', state))
  }
}
