import type { FrameHeader, FrameKind } from '../../models/protocol/live/frame-header.ts'
import type { PointColumns } from '../../models/protocol/live/point-columns.ts'
import type { Clock } from '../platform/clock.ts'
import { ChangeLog } from './change-log.ts'
import type { LiveCounters } from './live-counters.ts'
import type { LivePoints } from './live-points.ts'
import { heardSeries } from './live-points.ts'
import type { Outlet } from './outlet.ts'
import type { Prepared } from './prepared.ts'
import { prepareBare, prepareBinaryEvent } from './prepared.ts'

/** One client in the room. `sequence` is the state it stands at; null until it got its first frame. */
export type Member = { readonly outlet: Outlet; readonly isBare: boolean; sequence: number | null }

/** A snapshot so old is still sent, followed by one delta, so that a thousand clients coming back cost three of them. */
const snapshotServesMs = 10_000
const heartbeatMs = 2_000

export type LiveRoom = ReturnType<typeof createLiveRoom>

/** The clients of one community: each frame is encoded once, whoever is behind gets the newest state and no queue. */
export function createLiveRoom({
  points,
  columns,
  clock,
  counters,
}: {
  readonly points: LivePoints
  readonly columns: PointColumns
  readonly clock: Clock
  readonly counters: LiveCounters
}) {
  const members = new Set<Member>()
  const changes = new ChangeLog(points.table.size, Math.floor(clock.now()))
  let snapshot: { readonly frame: TwinFrame; readonly madeAt: number } | null = null
  const catchUps = new Map<number, TwinFrame>()

  const encode = (kind: FrameKind, previous: number, series: ArrayLike<number>): TwinFrame => {
    const header: FrameHeader = { kind, sequence: changes.sequence, previous, time: clock.now() }
    return createTwinFrame(header, points.encode(header, columns, series))
  }
  const deliver = (member: Member, frame: TwinFrame): void => {
    const message = member.isBare ? frame.bare() : frame.stock()
    member.outlet.send(message)
    member.sequence = frame.header.sequence
    counters.framesSent += 1
    counters.bytesSent += message.bytes
  }
  const newestSnapshot = (): TwinFrame => {
    if (snapshot && clock.monotonic() - snapshot.madeAt < snapshotServesMs) return snapshot.frame
    counters.snapshotsEncoded += 1
    const frame = encode('snapshot', 0, heardSeries(columns, points.table.size))
    snapshot = { frame, madeAt: clock.monotonic() }
    return frame
  }
  const catchUpFrom = (sequence: number): TwinFrame => {
    const known = catchUps.get(sequence)
    if (known) return known
    counters.catchUpsEncoded += 1
    const frame = encode('delta', sequence, changes.since(sequence))
    catchUps.set(sequence, frame)
    return frame
  }
  /** What a client at `sequence` needs next: nothing, one delta, or a snapshot. */
  const nextFor = (sequence: number | null): TwinFrame | null => {
    if (sequence === null || !changes.covers(sequence)) return newestSnapshot()
    return sequence === changes.sequence ? null : catchUpFrom(sequence)
  }
  /** Brings a client to the newest state; after a snapshot that others got before, by one delta more. */
  const bringUp = (member: Member): void => {
    for (let frame = nextFor(member.sequence); frame && member.outlet.isFree; frame = nextFor(member.sequence)) deliver(member, frame)
  }

  return {
    members,
    get sequence() {
      return changes.sequence
    },
    get pendingCount() {
      return changes.pendingCount
    },
    note: (series: number) => changes.note(series),
    nextFor,
    bringUp,
    /** Sends what was noted since the last time, as one frame, to all who stand right before it. */
    flush: (): void => {
      if (changes.pendingCount === 0) return
      const previous = changes.sequence
      const series = changes.close()
      catchUps.clear()
      if (members.size === 0) return
      counters.deltasEncoded += 1
      const delta = encode('delta', previous, series)
      catchUps.set(previous, delta)
      for (const member of members)
        if (member.sequence === previous && member.outlet.isFree) deliver(member, delta)
        else bringUp(member)
    },
    /** A frame without points tells idle clients that the line is alive, and the server's time. */
    beat: (): void => {
      const quietSince = clock.monotonic() - heartbeatMs
      let beat: TwinFrame | null = null
      for (const member of members)
        if (member.outlet.isFree && member.outlet.sentAt <= quietSince) {
          if (member.sequence !== changes.sequence) bringUp(member)
          else {
            beat ??= encode('delta', changes.sequence, [])
            deliver(member, beat)
          }
        }
    },
  }
}

/** One frame in both dresses, each made when first asked for. */
export type TwinFrame = { readonly header: FrameHeader; readonly bytes: Uint8Array; bare(): Prepared; stock(): Prepared }

const eventNames: Record<FrameKind, string> = { snapshot: 'snapshot', delta: 'delta', replaySnapshot: 'replay.snapshot', replayDelta: 'replay.delta' }

export function createTwinFrame(header: FrameHeader, bytes: Uint8Array): TwinFrame {
  let bare: Prepared | null = null
  let stock: Prepared | null = null
  return {
    header,
    bytes,
    bare: () => (bare ??= prepareBare(bytes)),
    stock: () => (stock ??= prepareBinaryEvent(eventNames[header.kind], bytes)),
  }
}
