import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { PointColumns } from '../../models/protocol/live/point-columns.ts'
import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { Register } from '../../models/register.ts'
import type { AlarmFeed } from '../alarms/alarm-feed.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { OriginGuard } from '../platform/origin-guard.ts'
import { foreignCaller, rawProblem } from '../platform/raw-problem.ts'
import { securityHeaders } from '../platform/security-headers.ts'
import type { TimeSeries } from '../timeseries/time-series.ts'
import type { AlarmReader } from './alarm-delivery.ts'
import { createAlarmDelivery } from './alarm-delivery.ts'
import { createFlushTimer } from './flush-timer.ts'
import { createHandshakeLimit } from './handshake-limit.ts'
import type { LiveClientParts } from './live-client.ts'
import { LiveClient } from './live-client.ts'
import type { LiveCounters } from './live-counters.ts'
import { createLiveCounters } from './live-counters.ts'
import { createLivePoints } from './live-points.ts'
import { createLiveRoom } from './live-room.ts'
import { liveNamespace } from './prepared.ts'
import type { AlarmHistory } from './replay/alarm-history.ts'

const beatEveryMs = 1_000
/** A client that has read nothing for so long is cut; it comes back and gets the newest state. */
const stalledAfterMs = 30_000
/** Clients send small requests only. */
const largestRequestBytes = 16_384

export type LiveParts = {
  readonly httpServer: HttpServer
  readonly register: Register
  readonly state: PointColumns
  readonly bus: Bus
  readonly alarms: AlarmFeed
  readonly history: TimeSeries
  readonly alarmHistory?: AlarmHistory
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'error'>
  readonly guard: OriginGuard
}

export type Live = { readonly counters: LiveCounters; start(): void; stop(): Promise<void> }

/** The live side of the server: Socket.IO namespace `/live` on the given HTTP server, fed by the bus. Attach it before the server listens. */
export function createLive({ httpServer, register, state, bus, alarms: feed, history, alarmHistory, clock, log, guard }: LiveParts): Live {
  const counters = createLiveCounters()
  const points = createLivePoints(register)
  const room = createLiveRoom({ points, columns: state, clock, counters })
  const readers = new Set<AlarmReader>()
  const clients = new Set<LiveClient>()
  const report = (error: unknown): void => log.error({ err: error }, 'live: a request or delivery failed')
  const alarms = createAlarmDelivery({ feed, readers: () => readers, counters, report })
  const timer = createFlushTimer({ pendingCount: () => room.pendingCount, clientCount: () => room.members.size, flush: room.flush, monotonic: clock.monotonic })
  const io = new Server({
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: largestRequestBytes,
    allowRequest: (request, decide) => {
      const refusal = guard.refusal(request)
      // Engine.IO answers a refused upgrade with a bare 400: it is answered here, and nothing more becomes of it.
      if (refusal !== null && request.headers.upgrade !== undefined) request.socket.end(rawProblem(foreignCaller(refusal)))
      else decide(refusal, refusal === null)
    },
  })
  io.attach(httpServer, { serveClient: false })
  io.engine.use(securityHeaders)
  io.engine.use(createHandshakeLimit({ clock, onShed: () => (counters.handshakesShed += 1) }))
  const parts: LiveClientParts = { communityId: register.community.id, points, room, feed, alarms, readers, history, alarmHistory, clock, counters, report }
  io.of(liveNamespace).on('connection', (socket) => {
    const client = new LiveClient(socket, parts)
    clients.add(client)
    counters.clients = clients.size
    socket.on('disconnect', () => {
      client.leave()
      clients.delete(client)
      counters.clients = clients.size
    })
  })
  /** The state has the batch already; what is older than it (late, back-filled) changes nothing that is shown. */
  const note = ({ count, series, time }: ReadingBatch): void => {
    for (let index = 0; index < count; index++) {
      const number = series[index] ?? -1
      if (state.time[number] === time[index]) room.note(number)
    }
    if (room.pendingCount > 0) timer.arm()
  }
  const watch = (): void => {
    for (const { outlet } of clients)
      if (outlet.stuckSince !== null && clock.monotonic() - outlet.stuckSince >= stalledAfterMs) {
        counters.stalledCut += 1
        outlet.cut()
      }
    room.beat()
    // Whoever could not be served when it asked, because the records could not be read, is served now.
    for (const reader of readers) alarms.catchUp(reader)
  }
  const undo: (() => void)[] = []
  return {
    counters,
    start: () => {
      const beat = setInterval(watch, beatEveryMs)
      undo.push(
        bus.on('readings', ({ batch }) => note(batch)),
        bus.on('alarm', ({ transition }) => alarms.tell(transition)),
        () => clearInterval(beat),
        timer.stop,
      )
    },
    stop: async () => {
      for (const act of undo.splice(0)) act()
      for (const client of clients) {
        client.leave()
        client.outlet.cut()
      }
      io.engine.close()
    },
  }
}
