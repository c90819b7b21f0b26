import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import { bareParser } from '../../client/live/bare-parser.ts'
import type { AlarmState, AlarmTransition } from '../../models/protocol/alarm.ts'
import { PointTable } from '../../models/protocol/live/point-table.ts'
import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { Register } from '../../models/register.ts'
import type { AlarmFeed } from '../../server/alarms/alarm-feed.ts'
import { createLive } from '../../server/live/create-live.ts'
import type { AlarmHistory } from '../../server/live/replay/alarm-history.ts'
import { createBus } from '../../server/platform/bus.ts'
import type { Clock } from '../../server/platform/clock.ts'
import { systemClock } from '../../server/platform/clock.ts'
import { createOriginGuard } from '../../server/platform/origin-guard.ts'
import { createDeviceState } from '../../server/state/device-state.ts'
import type { Sample, TimeSeries } from '../../server/timeseries/time-series.ts'

/** A reading as the tests write it; the rest follows. */
export type TestReading = { readonly series: number; readonly value: number; readonly time?: number; readonly text?: string; readonly origin?: number }

export function batchOf(readings: readonly TestReading[], received: number): ReadingBatch {
  return {
    count: readings.length,
    received,
    series: Int32Array.from(readings, ({ series }) => series),
    time: Float64Array.from(readings, ({ time }) => time ?? received),
    value: Float64Array.from(readings, ({ value }) => value),
    text: readings.map(({ text }) => text ?? null),
    quality: new Uint8Array(readings.length),
    flags: new Uint16Array(readings.length),
    origin: Uint8Array.from(readings, ({ origin }) => origin ?? 0),
  }
}

export function transitionOf(number: number, at = number): AlarmTransition {
  const state: AlarmState = {
    id: `meter-${number}/high`,
    occurrence: `o-${number}`,
    version: 1,
    number,
    device: `meter-${number}`,
    alarm: 'high',
    class: 'high',
    condition: 'active',
    ack: 'unacked',
    latched: false,
    suppression: 'none',
    raisedAt: at,
    deviceTime: at,
    clearedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    point: 'power',
    value: '9',
    origin: 'measured',
    lateBy: 0,
    historic: false,
    unrecorded: false,
  }
  return { event: 'raised', at, by: 'rule', through: number, state }
}

/** Every transition ever told, kept in memory; `forget` drops the oldest as a real feed does in time. */
export function createTestFeed() {
  let kept: AlarmTransition[] = []
  let newest = 0
  const feed: AlarmFeed & AlarmHistory = {
    get newest() {
      return newest
    },
    current: () => kept.map(({ state }) => state),
    since: async (after, limit) => kept.filter(({ state }) => state.number > after).slice(0, limit),
    currentAt: async (at) => kept.filter((transition) => transition.at <= at).map(({ state }) => state),
    transitionsBetween: async (from, to) => kept.filter(({ at }) => at > from && at <= to),
  }
  return {
    feed,
    add: (transition: AlarmTransition): void => {
      kept.push(transition)
      newest = transition.state.number
    },
    forget: (upTo: number): void => {
      kept = kept.filter(({ state }) => state.number > upTo)
    },
  }
}

/** History as a sorted list: the smallest thing that keeps the contract of reading. */
export function createTestHistory(samples: readonly Sample[]): TimeSeries {
  const sorted = [...samples].sort((one, other) => one.time - other.time)
  return {
    kind: 'duckdb',
    position: 0,
    write: async () => ({ refused: [] }),
    readRaw: async () => [],
    readWindows: async () => [],
    stateAt: async (at) => {
      const newest = new Map<number, Sample>()
      for (const sample of sorted) if (sample.time <= at) newest.set(sample.series, sample)
      return [...newest.values()]
    },
    readAll: async function* (from, to) {
      const within = sorted.filter(({ time }) => time > from && time <= to)
      for (let index = 0; index < within.length; index += 100) yield within.slice(index, index + 100)
    },
    span: async () => ({ from: sorted[0]?.time ?? 0, to: sorted.at(-1)?.time ?? 0 }),
    savePosition: async () => undefined,
    health: async () => ({ ok: true, detail: '' }),
    clear: async () => undefined,
    dropBefore: async () => 0,
    close: async () => undefined,
  }
}

export type LiveServer = Awaited<ReturnType<typeof startLiveServer>>

/** A real HTTP server on a free port with the live side on the real device state and bus. */
export async function startLiveServer({
  register,
  clock = systemClock,
  samples = [],
  port = 0,
}: {
  readonly register: Register
  readonly clock?: Clock
  readonly samples?: readonly Sample[]
  readonly port?: number
}) {
  const httpServer = createServer((_request, response) => response.writeHead(404).end())
  const errors: unknown[] = []
  const bus = createBus((error) => errors.push(error))
  const state = createDeviceState(register.series.length)
  const alarms = createTestFeed()
  let sequence = 0
  bus.on('readings', ({ batch, sequence: number }) => void state.apply(batch, number))
  const live = createLive({
    httpServer,
    register,
    state,
    bus,
    clock,
    alarms: alarms.feed,
    alarmHistory: alarms.feed,
    history: createTestHistory(samples),
    guard: createOriginGuard('127.0.0.1'),
    log: { info: () => undefined, error: (facts) => errors.push(facts) },
  })
  live.start()
  httpServer.listen(port, '127.0.0.1')
  await once(httpServer, 'listening')
  const address = httpServer.address()
  const boundPort = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${boundPort}`,
    port: boundPort,
    live,
    state,
    bus,
    alarms,
    errors,
    tell: (readings: readonly TestReading[], received = clock.now()) => bus.tell('readings', { sequence: ++sequence, batch: batchOf(readings, received) }),
    tellAlarm: (transition: AlarmTransition): void => {
      alarms.add(transition)
      bus.tell('alarm', { transition })
    },
    stop: async (): Promise<void> => {
      await live.stop()
      httpServer.closeAllConnections()
      httpServer.close()
      await once(httpServer, 'close')
    },
  }
}

const open = { forceNew: true, reconnection: false } as const

/** Any Socket.IO client there is, as installed: polling first, default encoding. */
export const stockClient = (url: string): Socket => io(`${url}/live`, open)

/** A client with the page's parser, straight to WebSocket. */
export const bareClient = (url: string): Socket => io(`${url}/live`, { ...open, transports: ['websocket'], parser: bareParser })

/** The same, coming back by itself, sooner than a page would. */
export const returningClient = (url: string): Socket =>
  io(`${url}/live`, {
    forceNew: true,
    transports: ['websocket'],
    parser: bareParser,
    reconnectionDelay: 200,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
  })

export async function ask(socket: Socket, event: string, message: object): Promise<Record<string, unknown>> {
  const reply: unknown = await socket.timeout(10_000).emitWithAck(event, message)
  if (typeof reply !== 'object' || reply === null) throw new Error(`${event} was not answered with an object`)
  return { ...reply }
}

export const tableOf = (reply: Record<string, unknown>): PointTable => PointTable.parse(reply.table)

export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (value instanceof Uint8Array) return value
  throw new Error('no bytes')
}

/** Resolves when `check` holds; what it waits for decides, not a time. */
export async function until(check: () => boolean, what: string, withinMs = 15_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!check()) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
