import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect as connectSocket } from 'node:net'
import fc from 'fast-check'
import type { IClientOptions, MqttClient } from 'mqtt'
import mqtt from 'mqtt'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMqttListener, defaultMqttLimits } from '../../../../server/ingest/mqtt/mqtt-listener.ts'
import { defaultPacketLimits, PacketFollower } from '../../../../server/ingest/mqtt/packet-guard.ts'
import type { Caller } from '../../../../server/platform/caller.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const topic = (device: string, end = 'telemetry') => `linli/xingfuli/${device}/${end}`

async function listen(options: { takesAnonymous?: boolean; limits?: Partial<typeof defaultMqttLimits> } = {}) {
  const made = await makeIngest({ now, directory: temporaryDirectory() })
  const callers = new Map<string, Caller>([
    ['secret-0', { name: 'token-0', origin: 'measured', device: 'meter-0', isAnonymous: false }],
    ['secret-1', { name: 'token-1', origin: 'measured', device: 'meter-1', isAnonymous: false }],
    ['secret-s', { name: 'simulator', origin: 'simulated', device: null, isAnonymous: false }],
  ])
  const listener = await createMqttListener({
    ingest: made.ingest,
    clock: made.clock,
    logger: made.log,
    callerOfSecret: (secret) => callers.get(secret) ?? null,
    takesAnonymous: options.takesAnonymous ?? true,
    limits: { ...defaultMqttLimits, ...options.limits },
  })
  const port = await listener.start('127.0.0.1', 0)
  onTestFinished(() => listener.stop())
  const connect = async (more: IClientOptions = {}) => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...more }, false)
    client.on('error', () => {})
    onTestFinished(() => void client.end(true))
    return client
  }
  return { ...made, listener, port, connect, callers }
}

const ended = (client: MqttClient): Promise<void> => new Promise((done) => client.once('close', () => done()))

const openSocket = async (port: number): Promise<Socket> => {
  const socket = connectSocket(port, '127.0.0.1')
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}
const closed = (socket: Socket): Promise<unknown> => (socket.closed ? Promise.resolve() : once(socket, 'close'))

describe('the MQTT listener', () => {
  it('acknowledges when the journal has the message, and not before', async () => {
    const { connect, memory, told, listener } = await listen()
    const client = await connect()
    const release = memory.hold()
    const ends: string[] = []
    const sent = client
      .publishAsync(topic('meter-0'), JSON.stringify({ time: new Date(now - 1000).toISOString(), power: 1.5, relay: true, nothing: 3 }), { qos: 1 })
      .then(() => ends.push('acknowledged'))
    await client.publishAsync(topic('meter-0'), '{}', { qos: 0 })
    await expect.poll(() => listener.stats.messages).toBe(2)
    expect([memory.facts, ends]).toEqual([[], []])
    release()
    await sent
    expect(told.readings.map(({ batch }) => [batch.count, batch.time[0], batch.value[0]])).toContainEqual([2, now - 1000, 1.5])
    expect(told.quarantined.map(({ code, point }) => [code, point])).toContainEqual(['unknown_point', 'nothing'])
  })

  it('takes a list of messages, and a repeated one once', async () => {
    const { connect, memory } = await listen()
    const client = await connect()
    const payload = JSON.stringify([
      { time: now - 2, power: 1 },
      { time: now - 1, power: 2 },
    ])
    for (let i = 0; i < 3; i += 1) await client.publishAsync(topic('meter-0'), payload, { qos: 1 })
    await client.publishAsync(topic('meter-0'), payload, { qos: 2 })
    expect(memory.facts.flatMap(({ fact }) => (fact.kind === 'readings' ? [fact.readings.count] : []))).toEqual([2])
  })

  it.each([
    ['an unknown device', topic('nobody'), '{"power":1}', 'unknown_device', 'nobody'],
    ['another community', 'linli/elsewhere/meter-0/telemetry', '{"power":1}', 'wrong_topic', 'linli/elsewhere/meter-0/telemetry'],
    ['a topic of its own', 'home/meter', '1', 'wrong_topic', 'home/meter'],
    ['no JSON', topic('meter-0'), 'power=1', 'unknown_shape', 'meter-0'],
    ['a bare number', topic('meter-0'), '12', 'unknown_shape', 'meter-0'],
    ['an empty object', topic('meter-0'), '{}', 'unknown_shape', 'meter-0'],
    ['a key that bends prototypes', topic('meter-0'), '{"__proto__":{"isAdmin":1},"power":1}', 'unknown_shape', 'meter-0'],
    ['a command', topic('meter-0', 'command'), '{"relay":false}', 'wrong_topic', 'meter-0'],
    ['NaN', topic('meter-0'), '{"power":NaN}', 'unknown_shape', 'meter-0'],
  ])('quarantines %s, acknowledges it and keeps the connection', async (_name, to, payload, code, device) => {
    const { connect, told, memory } = await listen()
    const client = await connect()
    await client.publishAsync(to, payload, { qos: 1, retain: true })
    expect(told.quarantined.map((item) => [item.code, item.device, item.value])).toEqual([[code, device, payload]])
    await client.publishAsync(topic('meter-0'), '{"power":1}', { qos: 1 })
    expect(memory.facts.at(-1)?.fact.kind).toBe('readings')
    expect('isAdmin' in {}).toBe(false)
  })

  it('closes a connection after so many refused messages', async () => {
    const { connect } = await listen({ limits: { refusedMessages: 3 } })
    const client = await connect()
    const end = ended(client)
    for (let i = 0; i < 3; i += 1) client.publish('home/meter', '1', { qos: 0 })
    await end
  })

  it('does not acknowledge while the journal refuses, and takes the message when it is sent again', async () => {
    const { connect, memory, told } = await listen()
    const client = await connect()
    memory.refuse = true
    const end = ended(client)
    let acknowledged = false
    client.publish(topic('meter-0'), `{"time":${now},"power":95}`, { qos: 1 }, (error) => {
      acknowledged = !error
    })
    await end
    expect([acknowledged, told.unrecorded.length]).toEqual([false, 1])
    memory.refuse = false
    await (await connect()).publishAsync(topic('meter-0'), `{"time":${now},"power":95}`, { qos: 1 })
    expect(memory.facts).toHaveLength(1)
  })

  it('takes tokens as passwords, marks readings by them, and lets a device speak for itself only', async () => {
    const { connect, told } = await listen({ takesAnonymous: false })
    await expect(connect()).rejects.toMatchObject({ code: 4 })
    await expect(connect({ username: 'x', password: 'guess' })).rejects.toMatchObject({ code: 4 })
    await (await connect({ username: 'x', password: 'secret-s' })).publishAsync(topic('meter-1'), '{"power":1}', { qos: 1 })
    expect(told.readings[0]?.batch.origin[0]).toBe(2)
    await (await connect({ username: 'x', password: 'secret-0' })).publishAsync(topic('meter-1'), '{"power":1}', { qos: 1 })
    expect(told.quarantined.map(({ code }) => code)).toEqual(['foreign_device'])
  })

  it('refuses a message on a credential that was revoked meanwhile', async () => {
    const { connect, callers, clock, memory } = await listen()
    const client = await connect({ username: 'x', password: 'secret-0' })
    callers.delete('secret-0')
    clock.time += 1000
    const end = ended(client)
    client.publish(topic('meter-0'), '{"power":1}', { qos: 1 })
    await end
    expect(memory.facts).toEqual([])
  })

  it('does not let another credential take over a client id', async () => {
    const { connect, log } = await listen()
    const owner = await connect({ clientId: 'same', username: 'x', password: 'secret-0' })
    await expect(connect({ clientId: 'same', username: 'x', password: 'secret-1' })).rejects.toMatchObject({ code: 2 })
    await owner.publishAsync(topic('meter-0'), '{"power":1}', { qos: 1 })
    expect(log.lines.join()).toContain('claimed by another credential')
  })

  it('lets a device hear its own commands and nothing else, and nobody else speak them', async () => {
    const { connect, listener } = await listen()
    const device = await connect({ username: 'x', password: 'secret-0' })
    const heard: string[] = []
    device.on('message', (to, payload) => heard.push(`${to} ${payload}`))
    const grants = async (to: string) => (await device.subscribeAsync(to, { qos: 1 }).catch(() => [{ qos: 128 }]))[0]?.qos
    for (const foreign of ['#', '+/+/+/command', '$SYS/#', '$share/a/linli/#', topic('meter-1', 'command'), topic('meter-0')])
      expect([foreign, await grants(foreign)]).toEqual([foreign, 128])
    expect(await grants(topic('meter-0', 'command'))).toBe(1)
    await (await connect()).publishAsync(topic('meter-0', 'command'), '{"relay":"forged"}', { qos: 1 })
    await listener.sendCommand('meter-0', { relay: false })
    await expect.poll(() => heard).toEqual([`${topic('meter-0', 'command')} {"relay":false}`])
  })

  it('knows from status and last will who is there', async () => {
    const { connect, listener } = await listen()
    const client = await connect({
      username: 'x',
      password: 'secret-0',
      will: { topic: topic('meter-0', 'status'), payload: Buffer.from('offline'), qos: 1, retain: true },
    })
    await client.publishAsync(topic('meter-0', 'status'), 'online', { qos: 1, retain: true })
    expect(listener.presence.get('meter-0')?.isOnline).toBe(true)
    client.stream.destroy()
    await expect.poll(() => listener.presence.get('meter-0')?.isOnline).toBe(false)
  })

  it('refuses MQTT 5 in its own words', async () => {
    const { connect, port } = await listen()
    await expect(connect({ protocolVersion: 5 })).rejects.toMatchObject({ code: 0x84 })
    const socket = await openSocket(port)
    socket.write(Buffer.from('101000044d5154540502003c032100140000', 'hex'))
    const [answer] = await once(socket, 'data')
    expect(answer.toString('hex')).toBe('2003008400')
    await closed(socket)
  })

  it.each([
    ['what is no CONNECT', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a CONNECT that announces 256 MiB', Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, 0, 4])],
    ['a length without an end', Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80, 0x01])],
    ['a packet that once crashed the broker', Buffer.from('101000044d5154540502003c0321001400006202d301e0020020', 'hex')],
  ])('closes %s at once', async (_name, bytes) => {
    const { port, connect } = await listen()
    const socket = await openSocket(port)
    socket.resume().write(bytes)
    await closed(socket)
    await (await connect()).publishAsync(topic('meter-0'), '{"power":1}', { qos: 1 })
  })

  it('closes whoever does not present itself in time, and admits only so many strangers of an address', async () => {
    const { port, listener } = await listen({ limits: { connectMs: 300, strangersPerAddress: 3 } })
    const sockets = await Promise.all([1, 2, 3, 4, 5].map(() => openSocket(port)))
    for (const socket of sockets) socket.resume()
    await Promise.all(sockets.map(closed))
    expect(listener.stats.refusedConnections).toBe(2)
  })

  it('closes a connection that announces too large a packet, without reading it', async () => {
    const { connect } = await listen({ limits: { packetBytes: 1000 } })
    const client = await connect()
    const end = ended(client)
    client.publish(topic('meter-0'), randomBytes(2000), { qos: 0 })
    await end
  })

  it('stays alive whatever bytes come, before and after CONNECT', async () => {
    const { port, connect } = await listen()
    const hello = Buffer.from([0x10, 14, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 2, 0x61, 0x62])
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), async (bytes, isConnected) => {
        const socket = connectSocket(port, '127.0.0.1')
        socket.on('error', () => {}).resume()
        await once(socket, 'connect')
        socket.end(isConnected ? Buffer.concat([hello, bytes]) : bytes)
        await closed(socket)
      }),
      { numRuns: 300 },
    )
    for (let cut = 1; cut < hello.length; cut += 1) {
      const socket = await openSocket(port)
      socket.resume().end(hello.subarray(0, cut))
      await closed(socket)
    }
    await (await connect()).publishAsync(topic('meter-0'), '{"power":1}', { qos: 1 })
  })

  it('judges a stream of packets the same however it is cut', () => {
    const stream = Buffer.concat([
      Buffer.from([0x10, 14, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 2, 0x61, 0x62]),
      Buffer.from([0x30, 0x80, 0x02]),
      Buffer.alloc(256),
      Buffer.from([0xc0, 0]),
      Buffer.from([0x30, 0x81, 0x80, 0x10]),
    ])
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const follower = new PacketFollower(defaultPacketLimits)
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const found = edges
          .slice(1)
          .map((edge, i) => follower.follow(stream.subarray(edges[i], edge)))
          .find((refusal) => refusal !== null)
        expect(found).toBe('packet_too_large')
        expect(new PacketFollower(defaultPacketLimits).follow(stream.subarray(0, stream.length - 1))).toBe(null)
      }),
    )
  })
})
