import { z } from 'zod'
import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import { ReplayClock } from '../../models/protocol/live/messages.ts'
import type { PointTable } from '../../models/protocol/live/point-table.ts'
import { scalesOf, seriesOf } from '../../models/protocol/live/point-table.ts'
import { AlarmsNow, JoinReply, LiveTransition, PastAlarms } from '../../models/protocol/live/replies.ts'
import type { Register } from '../../models/register.ts'
import { buildRegister } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { Subsystem } from '../../models/subsystem.ts'
import type { View } from '../state/view.ts'
import { createAlarmStore } from './alarm-store.ts'
import { frameEvent } from './bare-parser.ts'
import { createTimeCursor } from './cursor.ts'
import { FrameIntake } from './frame-intake.ts'
import type { Link } from './link.ts'
import { createLinkWatch } from './link.ts'
import { askSocket, createLiveSocket } from './live-socket.ts'
import type { TelemetryBuffer } from './telemetry-buffer.ts'
import { createTelemetryBuffer } from './telemetry-buffer.ts'
import { createTraffic } from './traffic.ts'

const checkEveryMs = 500

/** The open community and everything that arrives of it. */
export type Live = {
  readonly community: Community
  readonly register: Register
  readonly buffer: TelemetryBuffer
  readonly link: StoreApi<Link>
  readonly alarms: StoreApi<{ readonly current: readonly AlarmState[] }>
  /** Those of the present, also while a replay is shown. */
  readonly present: StoreApi<{ readonly current: readonly AlarmState[] }>
  readonly traffic: StoreApi<{ readonly pointsPerSecond: number }>
  /** The last request of the time line that was refused, as its code; null after the next that was not. */
  readonly problem: StoreApi<{ readonly code: string | null }>
  /** The server's time now, ms since 1970. */
  readonly now: () => number
  /** Calls `listener` the moment something new stands in the buffer; the returned function ends that. */
  readonly onArrival: (listener: () => void) => () => void
  readonly seek: (ms: number | null) => void
  readonly play: (playing: boolean) => void
  readonly setSpeed: (speed: number) => void
  readonly close: () => void
}

export type LiveOptions = {
  readonly community: Community
  readonly subsystems: readonly Subsystem[]
  readonly view: StoreApi<View>
  /** Where the server is: scheme, host and port. */
  readonly origin: string
  /** The server now numbers its points otherwise: the model must be fetched anew. */
  readonly onModelChanged: () => void
}

/**
 * Joins the community's live stream; resolves once the points are known, and keeps the buffer, the alarms and the link
 * up to date until `close`. Keeps trying while the server cannot be reached; rejects when it refuses the community.
 */
export function openLive(options: LiveOptions): Promise<Live> {
  const socket = createLiveSocket(options.origin)
  const watch = createLinkWatch({ wall: () => Date.now(), monotonic: () => performance.now(), abandon: () => socket.io.engine.close() })
  const alarms = createAlarmStore((after) => socket.emit('resume', { after }))
  const traffic = createTraffic(() => performance.now())
  const timer = setInterval(() => {
    watch.check()
    traffic.check()
  }, checkEveryMs)
  const close = (): void => {
    clearInterval(timer)
    socket.disconnect()
  }
  socket.onAny(() => watch.heard())
  socket.on('disconnect', () => watch.disconnected())
  socket.on('alarm', (message: unknown) => alarms.transition(LiveTransition.parse(message).state))
  socket.on('alarms', (message: unknown) => {
    const { newest, current } = AlarmsNow.parse(message)
    alarms.join(newest, current)
  })
  socket.on('replay.alarms', (message: unknown) => alarms.pastList(PastAlarms.parse(message).current))
  socket.on('replay.alarm', (message: unknown) => alarms.pastTransition(LiveTransition.parse(message).state))

  let feed: ReturnType<typeof createFeed> | null = null
  const held: Uint8Array[] = []
  socket.on(frameEvent, (bytes: Uint8Array) => (feed ? feed.intake.take(bytes) : held.push(bytes)))
  const join = async (): Promise<Live> => {
    const since = feed?.intake.liveSequence ?? null
    const reply = await askSocket(
      socket,
      'join',
      {
        community: options.community.id,
        wire: 1,
        ...(since === null ? {} : { since }),
        ...(feed ? { table: feed.tableVersion } : {}),
        ...(alarms.newest === null ? {} : { alarmsAfter: alarms.newest }),
      },
      JoinReply,
    )
    watch.tellTime(reply.time)
    if (feed && reply.tableVersion !== feed.tableVersion) {
      close()
      options.onModelChanged()
      return feed.live
    }
    if (!feed) {
      if (!reply.table) throw new Error('the server left out the point table')
      feed = createFeed(options, reply.table, { socket, watch, alarms, traffic, close })
    }
    alarms.join(reply.alarms.newest, reply.alarms.current)
    watch.joined()
    feed.intake.reconnected()
    for (const bytes of held.splice(0)) feed.intake.take(bytes)
    feed.cursor.online()
    return feed.live
  }
  return new Promise((resolve, reject) => {
    socket.on('connect', () => {
      join().then(resolve, (error: unknown) => {
        // Before the first join there is nothing to show: say why. Afterwards the line is made anew.
        if (feed) socket.io.engine.close()
        else {
          close()
          reject(error)
        }
      })
    })
    socket.connect()
  })
}

type Parts = {
  readonly socket: ReturnType<typeof createLiveSocket>
  readonly watch: ReturnType<typeof createLinkWatch>
  readonly alarms: ReturnType<typeof createAlarmStore>
  readonly traffic: ReturnType<typeof createTraffic>
  readonly close: () => void
}

/** What can be built once the point table is known. */
function createFeed({ community, subsystems, view }: LiveOptions, table: PointTable, { socket, watch, alarms, traffic, close }: Parts) {
  const register = buildRegister(community, subsystems, seriesOf(table))
  const buffer = createTelemetryBuffer(register, Math.max(register.series.length, table.size))
  const problem = createStore<{ readonly code: string | null }>()(() => ({ code: null }))
  const arrivals = new Set<() => void>()
  const intake = new FrameIntake({
    buffer,
    scales: scalesOf(table),
    askResync: (since) => socket.emit('resync', since === null ? {} : { since }),
    onApplied: ({ kind, time, count }) => {
      traffic.took(count)
      if (kind === 'replaySnapshot' || kind === 'replayDelta') cursor.moved(time)
      else watch.tellTime(time)
      for (const tell of arrivals) tell()
    },
  })
  const cursor = createTimeCursor({
    view,
    community: community.id,
    tableVersion: () => table.version,
    monotonic: () => performance.now(),
    ask: async (event, message) => {
      await askSocket(socket, event, message, z.looseObject({}))
      if (event !== 'replay.close') problem.setState({ code: null })
    },
    show: (shown) => {
      intake.show(shown)
      alarms.showPast(shown === 'replay')
    },
    onRefused: (error) => problem.setState({ code: error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no_answer' }),
  })
  socket.on('disconnect', cursor.offline)
  socket.on('replay.clock', (message: unknown) => {
    const clock = ReplayClock.parse(message)
    cursor.moved(clock.at)
    cursor.clock(clock)
  })
  const live: Live = {
    community,
    register,
    buffer,
    link: watch.link,
    alarms: alarms.alarms,
    present: alarms.ofNow,
    traffic: traffic.store,
    problem,
    now: watch.serverNow,
    onArrival: (listener) => {
      arrivals.add(listener)
      return () => arrivals.delete(listener)
    },
    seek: (cursorAt) => view.setState(cursorAt === null ? { cursor: null, playing: false } : { cursor: cursorAt }),
    play: (playing) => view.setState({ playing }),
    setSpeed: (speed) => view.setState({ speed }),
    close: () => {
      cursor.stop()
      close()
    },
  }
  return { intake, cursor, live, tableVersion: table.version }
}
