import type { Socket } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { frameEvent } from '../../../client/live/bare-parser.ts'
import { createTelemetryBuffer } from '../../../client/live/telemetry-buffer.ts'
import { applyFrame } from '../../../models/protocol/live/apply-frame.ts'
import type { PointTable } from '../../../models/protocol/live/point-table.ts'
import { pointTableOf, scalesOf } from '../../../models/protocol/live/point-table.ts'
import type { Register } from '../../../models/register.ts'
import { faultRounds } from '../../support/fault-rounds.ts'
import { liveRegister } from '../../support/live-register.ts'
import type { LiveServer } from '../../support/live-server.ts'
import { ask, bareClient, returningClient, startLiveServer, transitionOf, until } from '../../support/live-server.ts'

const stormClients = faultRounds(150, 1000)
/** Beside two that read well; one of them is dead, the others read again after a while. */
const slowClients = faultRounds(2, 10)

let server: LiveServer
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await server.stop()
  expect(server.errors).toEqual([])
})

/** A client that applies all it gets; the table is the register's, so that frames before the answer are read too. */
function follow(socket: Socket, register: Register) {
  sockets.push(socket)
  const table: PointTable = { version: '', ...pointTableOf(register) }
  const scales = scalesOf(table)
  const buffer = createTelemetryBuffer(register)
  const headers: ReturnType<typeof applyFrame>[] = []
  const alarms: number[] = []
  socket.on(frameEvent, (bytes: Uint8Array) => headers.push(applyFrame(buffer, bytes, scales)))
  socket.on('alarm', ({ state }: { state: { number: number } }) => alarms.push(state.number))
  return { socket, buffer, headers, alarms }
}

/** Stops and starts reading from the network, as a browser does whose page hangs. */
function hang(socket: Socket, isHanging: boolean): void {
  const { transport } = socket.io.engine
  const ws: unknown = 'ws' in transport ? transport.ws : null
  if (typeof ws !== 'object' || ws === null || !('pause' in ws) || !('resume' in ws) || typeof ws.pause !== 'function' || typeof ws.resume !== 'function')
    throw new Error('no WebSocket of ws')
  if (isHanging) ws.pause()
  else ws.resume()
}

describe('a client that does not read', () => {
  it('costs a bounded buffer, delays nobody, then gets the newest state in one frame and every alarm', async () => {
    const register = liveRegister(100)
    let skippedMs = 0
    server = await startLiveServer({ register, clock: { now: () => Date.now(), monotonic: () => performance.now() + skippedMs } })
    const clients = Array.from({ length: slowClients + 2 }, () => follow(bareClient(server.url), register))
    for (const { socket } of clients) await ask(socket, 'join', { community: 'xingfuli', wire: 1 })
    const hung = clients.slice(0, slowClients)
    const [dead, ...slow] = hung
    const healthy = clients.slice(slowClients)
    for (const { socket } of hung) hang(socket, true)
    const ages: number[] = []

    // Every point changes each round and says much: 200 KB a frame, until the network's own buffers are full.
    const rounds = 36
    for (let round = 1; round <= rounds; round++) {
      const toldAt = performance.now()
      server.tell(register.series.map((_, series) => ({ series, value: Math.sin(series + round), text: '详'.repeat(100) })))
      for (let index = 1; index <= 5; index++) server.tellAlarm(transitionOf((round - 1) * 5 + index))
      await until(() => healthy.every(({ buffer }) => buffer.value[9] === Math.sin(9 + round)), `round ${round} reached the healthy`)
      ages.push(performance.now() - toldAt)
    }
    expect(server.live.counters.mostUnsentBytes).toBeLessThanOrEqual(1024 * 1024)
    for (const { alarms } of healthy) expect(alarms).toEqual(Array.from({ length: rounds * 5 }, (_, index) => index + 1))
    for (const { headers } of slow) expect(headers.length).toBeLessThan(5)
    console.log(
      `a frame of ${register.series.length} points reached those who read after ${Math.round(ages.sort((a, b) => a - b)[Math.floor(ages.length * 0.99)])} ms (p99 of ${rounds})`,
    )

    for (const { socket, buffer, alarms, headers } of slow) {
      hang(socket, false)
      await until(() => buffer.value[9] === Math.sin(9 + rounds), 'the slow one has the newest state')
      await until(() => alarms.length === rounds * 5, 'the slow one has all alarms')
      expect(alarms).toEqual(Array.from({ length: rounds * 5 }, (_, index) => index + 1))
      // It skipped what was superseded instead of being sent all of it.
      expect(headers.length).toBeLessThan(rounds)
    }
    expect(dead.headers.length).toBeLessThan(5)

    skippedMs = 31_000
    await until(() => server.live.counters.stalledCut === 1, 'the dead one was cut after thirty seconds')
    expect(server.live.counters.clients).toBe(slowClients + 1)
  }, 60_000)
})

describe('a storm of returning clients', () => {
  it('brings all back to a true state at the cost of three snapshots at most', async () => {
    const register = liveRegister(200)
    server = await startLiveServer({ register })
    const { port } = server
    const clients = Array.from({ length: stormClients }, () => follow(returningClient(server.url), register))
    for (const { socket, headers } of clients)
      socket.on('connect', () => void ask(socket, 'join', { community: 'xingfuli', wire: 1, since: headers.at(-1)?.sequence ?? 0 }))
    server.tell([{ series: 0, value: 1 }])
    await until(() => clients.every(({ buffer }) => buffer.value[0] === 1), 'all are in')

    const shedBefore = process.memoryUsage().rss
    await server.stop()
    server = await startLiveServer({ register, port })
    const backAt = performance.now()
    server.tell(register.series.map((_, series) => ({ series, value: series % 50 })))
    await until(() => clients.every(({ buffer }) => buffer.value[1399] === 1399 % 50), 'all are back', 30_000)
    console.log(
      `${stormClients} clients are back after ${Math.round(performance.now() - backAt)} ms; ${server.live.counters.handshakesShed} handshakes were put off; RSS of server and clients ${Math.round((process.memoryUsage().rss - shedBefore) / 1024 / 1024)} MB more`,
    )
    server.tell([{ series: 3, value: 42 }], Date.now() + 1)
    await until(() => clients.every(({ buffer }) => buffer.value[3] === 42), 'all are live')
    for (const { buffer } of clients) expect(buffer.value).toEqual(clients[0]?.buffer.value)
    expect(server.live.counters.snapshotsEncoded).toBeLessThanOrEqual(3)
    expect(server.live.counters.clients).toBe(stormClients)
  }, 60_000)
})
