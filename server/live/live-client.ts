import type { Socket } from 'socket.io'
import { Join, ReplayOpen, ReplayPause, ReplaySeek, ReplaySpeed, Resume, Resync } from '../../models/protocol/live/messages.ts'
import type { AlarmFeed } from '../alarms/alarm-feed.ts'
import type { Clock } from '../platform/clock.ts'
import type { TimeSeries } from '../timeseries/time-series.ts'
import type { AlarmDelivery, AlarmReader } from './alarm-delivery.ts'
import { answer } from './answer.ts'
import type { LiveCounters } from './live-counters.ts'
import type { LivePoints } from './live-points.ts'
import { LiveRefused } from './live-refused.ts'
import type { LiveRoom, Member } from './live-room.ts'
import type { Outlet } from './outlet.ts'
import { createOutlet } from './outlet.ts'
import type { AlarmHistory } from './replay/alarm-history.ts'
import { ReplaySession } from './replay/replay-session.ts'
import { createRequestLimit } from './request-limit.ts'

const mostReplaySessions = 8
const requests = { burst: 40, perSecond: 10 }

export type LiveClientParts = {
  readonly communityId: string
  readonly points: LivePoints
  readonly room: LiveRoom
  readonly feed: AlarmFeed
  readonly alarms: AlarmDelivery
  readonly readers: Set<AlarmReader>
  readonly history: TimeSeries
  readonly alarmHistory: AlarmHistory | undefined
  readonly clock: Clock
  readonly counters: LiveCounters
  readonly report: (error: unknown) => void
}

/** One connected client: what it joined, its place in the alarms, and its replay. */
export class LiveClient {
  readonly outlet: Outlet
  private readonly parts: LiveClientParts
  private member: Member | null = null
  private reader: AlarmReader | null = null
  private replay: ReplaySession | null = null

  constructor(socket: Socket, parts: LiveClientParts) {
    this.parts = parts
    this.outlet = createOutlet({ socket, clock: parts.clock, counters: parts.counters, whenFree: () => this.goOn() })
    const common = { allow: createRequestLimit(parts.clock, requests), report: parts.report }
    socket.on('join', answer({ ...common, schema: Join, handle: (message, reply) => this.join(message, reply) }))
    socket.on('resync', answer({ ...common, schema: Resync, handle: ({ since }, reply) => this.resync(since, reply) }))
    socket.on('resume', answer({ ...common, schema: Resume, handle: ({ after }, reply) => this.resume(after, reply) }))
    socket.on('replay.open', answer({ ...common, schema: ReplayOpen, handle: (message, reply) => this.openReplay(message, reply) }))
    socket.on('replay.seek', answer({ ...common, schema: ReplaySeek, handle: async ({ at }, reply) => this.replayed(reply, (replay) => replay.seek(at)) }))
    socket.on(
      'replay.pause',
      answer({ ...common, schema: ReplayPause, handle: ({ paused }, reply) => this.replayed(reply, (replay) => replay.setPlaying(!paused)) }),
    )
    socket.on(
      'replay.speed',
      answer({ ...common, schema: ReplaySpeed, handle: ({ speed }, reply) => this.replayed(reply, (replay) => replay.setSpeed(speed)) }),
    )
    socket.on('replay.close', answer({ ...common, schema: Resync, handle: ({ since }, reply) => this.closeReplay(since, reply) }))
  }

  /** The connection is gone: nothing of it stays. */
  leave(): void {
    if (this.member) this.parts.room.members.delete(this.member)
    if (this.reader) this.parts.readers.delete(this.reader)
    this.endReplay()
  }

  /** Called when it has read what it had not: the newest state, then the alarms it still lacks. */
  private goOn(): void {
    if (this.member && this.parts.room.members.has(this.member)) this.parts.room.bringUp(this.member)
    if (this.reader) this.parts.alarms.catchUp(this.reader)
  }

  private join(message: Join, reply: (answer: object) => void): void {
    this.checkCommunity(message.community)
    this.endReplay()
    this.leave()
    const { room, feed, points, clock, readers } = this.parts
    const member: Member = { outlet: this.outlet, isBare: message.wire === 1, sequence: message.since ?? null }
    const reader: AlarmReader = { outlet: this.outlet, number: Math.min(message.alarmsAfter ?? feed.newest, feed.newest), isReading: false }
    const frame = member.isBare ? null : room.nextFor(member.sequence)
    if (frame) member.sequence = frame.header.sequence
    reply({
      community: message.community,
      time: clock.now(),
      sequence: member.sequence ?? room.sequence,
      tableVersion: points.table.version,
      ...(message.table === points.table.version ? {} : { table: points.table }),
      ...(frame ? { [frame.header.kind]: Buffer.from(frame.bytes) } : {}),
      // A client that says where it stands gets the transitions since; any other the list as it is.
      alarms: { newest: reader.number, current: message.alarmsAfter !== undefined && message.alarmsAfter <= feed.newest ? null : feed.current() },
    })
    this.member = member
    this.reader = reader
    room.members.add(member)
    readers.add(reader)
    this.goOn()
  }

  private resync(since: number | undefined, reply: (answer: object) => void): void {
    const { room } = this.parts
    if (!this.member) throw new LiveRefused('not_joined', 'join a community first')
    reply({ sequence: room.sequence })
    room.members.add(this.member)
    this.member.sequence = since ?? null
    room.bringUp(this.member)
  }

  private resume(after: number, reply: (answer: object) => void): void {
    const { reader } = this
    if (!reader) throw new LiveRefused('not_joined', 'join a community first')
    reply({ newest: this.parts.feed.newest })
    reader.number = Math.min(after, this.parts.feed.newest)
    this.parts.alarms.catchUp(reader)
  }

  private async openReplay(message: ReplayOpen, reply: (answer: object) => void): Promise<void> {
    this.checkCommunity(message.community)
    const { counters, points, history, alarmHistory, clock, report } = this.parts
    if (!this.replay && counters.replaySessions >= mostReplaySessions)
      throw new LiveRefused('too_many_sessions', `${mostReplaySessions} replays are open already; close one`)
    this.endReplay()
    const replay = new ReplaySession({ history, alarmHistory, points, outlet: this.outlet, isBare: message.wire === 1, clock, report }, message)
    this.replay = replay
    counters.replaySessions += 1
    try {
      await this.showReplay(replay, message, reply)
    } catch (error) {
      if (this.replay === replay) this.endReplay()
      throw error
    }
  }

  private async showReplay(replay: ReplaySession, message: ReplayOpen, reply: (answer: object) => void): Promise<void> {
    const { table } = this.parts.points
    const span = await this.parts.history.span()
    const isShown = await replay.seek(message.at, () => {
      // The past takes the place of the present on this connection; alarms of the present go on.
      if (this.member) this.parts.room.members.delete(this.member)
      reply({ tableVersion: table.version, ...(message.table === table.version ? {} : { table }), span })
    })
    if (!isShown) throw new LiveRefused('no_session', 'the replay was closed before it began')
    replay.start()
  }

  private async replayed(reply: (answer: object) => void, act: (replay: ReplaySession) => unknown): Promise<void> {
    if (!this.replay) throw new LiveRefused('no_session', 'open a replay first')
    await act(this.replay)
    reply({})
  }

  private closeReplay(since: number | undefined, reply: (answer: object) => void): void {
    this.endReplay()
    if (this.member) this.resync(since, reply)
    else reply({})
  }

  private endReplay(): void {
    if (!this.replay) return
    this.replay.stop()
    this.replay = null
    this.parts.counters.replaySessions -= 1
  }

  private checkCommunity(community: string): void {
    if (community !== this.parts.communityId) throw new LiveRefused('unknown_community', `there is no community ${JSON.stringify(community)} here`)
  }
}
