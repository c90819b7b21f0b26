import { request } from 'node:http'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { frameEvent } from '../../../client/live/bare-parser.ts'
import { createTelemetryBuffer } from '../../../client/live/telemetry-buffer.ts'
import { applyFrame } from '../../../models/protocol/live/apply-frame.ts'
import type { LiveFrame } from '../../../models/protocol/live/decode-frame.ts'
import { decodeFrame } from '../../../models/protocol/live/decode-frame.ts'
import { scalesOf } from '../../../models/protocol/live/point-table.ts'
import { liveRegister } from '../../support/live-register.ts'
import type { LiveServer } from '../../support/live-server.ts'
import { ask, bareClient, bytesOf, startLiveServer, stockClient, tableOf, transitionOf, until } from '../../support/live-server.ts'

const register = liveRegister(20)
let server: LiveServer
const sockets: Socket[] = []
const keep = (socket: Socket): Socket => {
  sockets.push(socket)
  return socket
}

beforeEach(async () => {
  server = await startLiveServer({ register })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await server.stop()
  expect(server.errors).toEqual([])
})

/** Joins and gathers every frame, decoded. */
async function joinStock(message: object = {}) {
  const socket = keep(stockClient(server.url))
  const received: Uint8Array[] = []
  socket.on('snapshot', (bytes: unknown) => received.push(bytesOf(bytes)))
  socket.on('delta', (bytes: unknown) => received.push(bytesOf(bytes)))
  const reply = await ask(socket, 'join', { community: 'xingfuli', ...message })
  const table = tableOf(reply)
  const frames = (): LiveFrame[] => received.map((bytes) => decodeFrame(bytes, table)).filter(({ readings }) => readings.length > 0)
  return { socket, reply, table, frames }
}

async function joinBare(message: object = {}, socket = keep(bareClient(server.url))) {
  const buffer = createTelemetryBuffer(register)
  const headers: ReturnType<typeof applyFrame>[] = []
  const held: Uint8Array[] = []
  let scales: Float64Array | null = null
  const take = (bytes: Uint8Array): void => {
    if (scales) headers.push(applyFrame(buffer, bytes, scales))
    else held.push(bytes)
  }
  socket.on(frameEvent, take)
  const reply = await ask(socket, 'join', { community: 'xingfuli', wire: 1, ...message })
  scales = scalesOf(tableOf(reply))
  held.forEach(take)
  return { socket, reply, buffer, headers }
}

describe('joining /live', () => {
  it('gives a stock client the snapshot, the table and then deltas it can decode alone', async () => {
    server.tell([
      { series: 0, value: 1.25 },
      { series: 5, value: 0, text: '京A12345' },
    ])
    const client = await joinStock()
    const snapshot = decodeFrame(bytesOf(client.reply.snapshot), client.table)
    expect(snapshot.kind).toBe('snapshot')
    expect(snapshot.readings.map(({ device, point, value }) => [device, point, value])).toEqual([
      ['meter-0', 'power', 1.25],
      ['meter-0', 'passage', { code: 'in', detail: '京A12345' }],
    ])
    server.tell([{ series: 8, value: 3333.33, origin: 2 }])
    await until(() => client.frames().some(({ readings }) => readings.some(({ series }) => series === 8)), 'the delta came')
    const delta = client.frames().at(-1)
    expect(delta?.readings.find(({ series }) => series === 8)).toMatchObject({ device: 'meter-1', point: 'energy', value: 3333.33, origin: 'simulated' })
  })

  it('gives a client of wire 1 bare frames that lead to the very state of the server', async () => {
    server.tell([{ series: 0, value: 1.25 }])
    const client = await joinBare()
    for (let round = 0; round < 5; round++) {
      server.tell(Array.from({ length: 30 }, (_, index) => ({ series: (index * 7 + round) % register.series.length, value: round + index / 100 })))
      await until(
        () =>
          client.headers.at(-1)?.sequence === server.live.counters.deltasEncoded + Number(client.headers[0]?.sequence) ||
          client.buffer.value[round] === server.state.value[round],
        'the round came',
      )
    }
    await until(
      () =>
        client.buffer.revision > 0 &&
        register.series.every(
          (_, series) => Object.is(client.buffer.value[series], server.state.value[series]) && Object.is(client.buffer.time[series], server.state.time[series]),
        ),
      'page and server agree',
    )
    const deltas = client.headers.slice(1)
    for (const [index, header] of deltas.entries()) expect(header.previous).toBe(client.headers[index]?.sequence)
  })

  it('encodes a snapshot and a delta once for fifty clients', async () => {
    server.tell([{ series: 0, value: 1 }])
    await until(() => server.live.counters.clients === 0, 'nobody is here')
    const clients = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? joinBare() : joinBare({ since: 0 }))))
    expect(server.live.counters.snapshotsEncoded).toBe(1)
    const before = server.live.counters.deltasEncoded
    server.tell([{ series: 3, value: 1 }])
    await until(() => clients.every(({ buffer }) => buffer.value[3] === 1), 'all fifty have it')
    expect(server.live.counters.deltasEncoded - before).toBe(1)
  })

  it('sends only what changed to a client that says where it stood', async () => {
    server.tell([
      { series: 0, value: 1 },
      { series: 1, value: 1 },
    ])
    const first = await joinStock()
    server.tell([{ series: 1, value: 2 }], Date.now() + 1)
    await until(() => first.frames().length > 0, 'the delta came')
    const since = first.frames().at(-1)?.sequence
    first.socket.disconnect()
    server.tell([{ series: 2, value: 15 }])
    const probe = await joinStock()
    await until(() => probe.frames().some(({ readings }) => readings.some(({ series }) => series === 2)), 'the server has flushed')
    const again = await joinStock({ since })
    expect(again.reply.snapshot).toBeUndefined()
    const delta = decodeFrame(bytesOf(again.reply.delta), again.table)
    expect(delta.previous).toBe(since)
    expect(delta.readings.map(({ point, value }) => [point, value])).toEqual([['step', 15]])
  })

  it('sends a snapshot to a client that stands at a sequence of another life', async () => {
    const client = await joinStock({ since: Date.now() + 1_000_000 })
    expect(client.reply.snapshot).toBeDefined()
  })

  it('sends the table only when the client does not hold it', async () => {
    const { reply } = await joinStock()
    const again = await ask(keep(stockClient(server.url)), 'join', { community: 'xingfuli', table: reply.tableVersion })
    expect(again.table).toBeUndefined()
    expect(again.tableVersion).toBe(reply.tableVersion)
  })

  it('brings a client that met a gap to the newest state in one frame', async () => {
    const client = await joinBare()
    const missed = client.headers.at(-1)?.sequence ?? 0
    for (let value = 1; value <= 3; value++) {
      server.tell([{ series: value, value: 1 }])
      await until(() => client.buffer.value[value] === 1, `delta ${value} came`)
    }
    const reply = await ask(client.socket, 'resync', { since: missed })
    await until(() => client.headers.some(({ previous, count }) => previous === missed && count === 3), 'one frame with all three came')
    expect(reply.sequence).toBe(client.headers.at(-1)?.sequence)
  })

  it('sends nothing for readings that are older than what is shown', async () => {
    const client = await joinBare()
    server.tell([{ series: 0, value: 1, time: 2000 }])
    await until(() => client.buffer.value[0] === 1, 'the state came')
    const before = server.live.counters.deltasEncoded
    server.tell([{ series: 0, value: 9, time: 1000 }])
    server.tell([{ series: 1, value: 7 }])
    await until(() => client.buffer.value[1] === 7, 'the newer came')
    expect(server.live.counters.deltasEncoded - before).toBe(1)
    expect(client.headers.at(-1)?.count).toBe(1)
    expect(client.buffer.value[0]).toBe(1)
  })

  it('tells an idle client that the line is alive', async () => {
    const client = await joinBare()
    const before = client.headers.length
    await until(() => client.headers.length > before, 'a beat came')
    expect(client.headers.at(-1)?.count).toBe(0)
    expect(Math.abs((client.headers.at(-1)?.time ?? 0) - Date.now())).toBeLessThan(5000)
  })
})

describe('what /live refuses', () => {
  it.each([
    ['an unknown community', { community: 'elsewhere' }, 'unknown_community'],
    ['a prototype name', { community: '__proto__' }, 'unknown_community'],
    ['a path', { community: '../xingfuli' }, 'unknown_community'],
    ['a list', ['xingfuli'], 'bad_message'],
    ['a long name', { community: 'x'.repeat(10_000) }, 'bad_message'],
    ['an extra key', { community: 'xingfuli', room: 'all' }, 'bad_message'],
    ['nothing', {}, 'bad_message'],
  ])('%s, with a code and no readings', async (_what, message, code) => {
    const socket = keep(stockClient(server.url))
    let events = 0
    socket.onAny(() => {
      events += 1
    })
    expect((await ask(socket, 'join', message)).code).toBe(code)
    server.tell([{ series: 0, value: 1 }])
    const witness = await joinBare()
    await until(() => witness.buffer.value[0] === 1, 'others got the reading')
    expect(events).toBe(0)
  })

  it('acts before a join, and floods of requests', async () => {
    const socket = keep(stockClient(server.url))
    expect((await ask(socket, 'resync', {})).code).toBe('not_joined')
    expect((await ask(socket, 'replay.seek', { at: 0 })).code).toBe('no_session')
    const replies = await Promise.all(Array.from({ length: 60 }, () => ask(socket, 'resync', {})))
    expect(replies.filter(({ code }) => code === 'too_many_requests').length).toBeGreaterThan(0)
  })

  it('survives messages that are no messages', async () => {
    const socket = keep(stockClient(server.url))
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    socket.emit('join')
    socket.emit('join', null)
    socket.emit('join', 1, 2, 3)
    socket.emit('join', Buffer.from([1, 2, 3]))
    expect((await ask(socket, 'join', { community: 'xingfuli' })).sequence).toBeTypeOf('number')
  })

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the null origin', { origin: 'null' }],
    ['a foreign host', { host: 'evil.example' }],
    ['no origin but a cookie', { cookie: 'session=1' }],
  ])('a WebSocket handshake with %s', async (_what, headers) => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
    expect((await handshake(server.port, 'websocket', { ...upgrade, ...headers })).status).not.toBe(101)
    expect(server.live.counters.clients).toBe(0)
  })

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the null origin', { origin: 'null' }],
    ['a foreign host', { host: 'evil.example' }],
    ['a fetch from another site', { 'sec-fetch-site': 'cross-site' }],
  ])('a polling handshake with %s', async (_what, headers) => {
    expect((await handshake(server.port, 'polling', headers)).status).toBe(403)
  })

  it('sheds a storm of handshakes with 503 and Retry-After', async () => {
    const statuses = await Promise.all(Array.from({ length: 160 }, () => handshake(server.port)))
    const shed = statuses.filter(({ status }) => status === 503)
    expect(statuses.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(100)
    expect(shed.length).toBeGreaterThan(0)
    for (const { retryAfter } of shed) expect(Number(retryAfter)).toBeGreaterThan(0)
    expect(server.live.counters.handshakesShed).toBe(shed.length)
  })
})

function handshake(
  port: number,
  transport = 'polling',
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; retryAfter: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: `/socket.io/?EIO=4&transport=${transport}`, agent: false, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'] })
    })
    asked.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve({ status: 101, retryAfter: undefined })
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('alarms on /live', () => {
  async function listen(message: object = {}) {
    const socket = keep(bareClient(server.url))
    const numbers: number[] = []
    const lists: unknown[] = []
    socket.on('alarm', ({ state }: { state: { number: number } }) => numbers.push(state.number))
    socket.on('alarms', (list: unknown) => lists.push(list))
    return { ...(await joinBare(message, socket)), numbers, lists }
  }

  it('come with the join as a list, and then each one, numbered', async () => {
    server.tellAlarm(transitionOf(1))
    const client = await listen()
    expect(client.reply.alarms).toMatchObject({ newest: 1, current: [{ number: 1 }] })
    for (let number = 2; number <= 5; number++) server.tellAlarm(transitionOf(number))
    await until(() => client.numbers.length === 4, 'all four came')
    expect(client.numbers).toEqual([2, 3, 4, 5])
  })

  it('are resumed without a gap or a double after a time away, a flood of them', async () => {
    for (let number = 1; number <= 10; number++) server.tellAlarm(transitionOf(number))
    const client = await listen({ alarmsAfter: 7 })
    for (let number = 11; number <= 1500; number++) server.tellAlarm(transitionOf(number))
    await until(() => client.numbers.at(-1) === 1500, 'the last came')
    expect(client.numbers).toEqual(Array.from({ length: 1493 }, (_, index) => index + 8))
    expect(client.reply.alarms).toMatchObject({ current: null })
  })

  it('are sent again from where a client asks', async () => {
    for (let number = 1; number <= 4; number++) server.tellAlarm(transitionOf(number))
    const client = await listen()
    await ask(client.socket, 'resume', { after: 2 })
    await until(() => client.numbers.length === 2, 'both came')
    expect(client.numbers).toEqual([3, 4])
  })

  it('come as the current list where the feed no longer keeps what a client lacks', async () => {
    for (let number = 1; number <= 10; number++) server.tellAlarm(transitionOf(number))
    server.alarms.forget(8)
    const client = await listen({ alarmsAfter: 3 })
    await until(() => client.lists.length === 1, 'the list came')
    expect(client.lists[0]).toMatchObject({ newest: 10, current: [{ number: 9 }, { number: 10 }] })
    server.tellAlarm(transitionOf(11))
    await until(() => client.numbers.at(-1) === 11, 'the next came')
  })
})
