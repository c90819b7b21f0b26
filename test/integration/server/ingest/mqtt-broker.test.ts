import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { IClientOptions } from 'mqtt'
import mqtt from 'mqtt'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type BrokerParts, createBrokerSubscriber } from '../../../../server/ingest/mqtt/broker-subscriber.ts'
import { createOrderedAcks } from '../../../../server/ingest/mqtt/ordered-acks.ts'
import { createNotices } from '../../../../server/platform/notices.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import { type Mosquitto, startMosquitto } from '../../../support/mosquitto.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const topic = (device: string, end = 'telemetry') => `linli/xingfuli/${device}/${end}`

async function broker(...wish: Parameters<typeof startMosquitto>): Promise<Mosquitto> {
  const started = await startMosquitto(...wish)
  onTestFinished(() => started.remove())
  return started
}

async function connect(url: string, more: IClientOptions = {}) {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, ...more }, false)
  client.on('error', () => {})
  onTestFinished(() => void client.end(true))
  return client
}

/** The subscriber on an ingest of its own, journal in memory. */
async function subscriber(url: string, more: Partial<BrokerParts> = {}) {
  const made = await makeIngest({ now, directory: temporaryDirectory() })
  const notices = createNotices(made.clock, made.log)
  const begin = (changed: Partial<BrokerParts> = {}) => {
    const started = createBrokerSubscriber({
      url,
      access: {},
      clientId: 'linli-xingfuli',
      origin: 'measured',
      session: { wasBegun: false, noteBegun: () => {} },
      ingest: made.ingest,
      knownValue: (series) => made.state.value[series] ?? Number.NaN,
      notices,
      clock: made.clock,
      logger: made.log,
      againMs: [50, 100],
      ...more,
      ...changed,
    })
    started.start()
    onTestFinished(started.stop)
    return started
  }
  const values = (): number[] => made.told.readings.flatMap(({ batch }) => Array.from(batch.value.subarray(0, batch.count)))
  return { ...made, notices, begin, values }
}
const subscribed = (one: ReturnType<typeof createBrokerSubscriber>) => expect.poll(() => one.report().state, { timeout: 10_000 }).toBe('subscribed')

describe('a subscriber at a broker that others run', () => {
  it('takes what is published there, marked with the origin of its credential, and quarantines what it cannot take', async () => {
    const { url } = await broker('shipped')
    const { begin, told, values } = await subscriber(url, { origin: 'replayed' })
    const own = begin()
    await subscribed(own)
    const device = await connect(url)
    await device.publishAsync(topic('meter-0'), JSON.stringify({ time: now - 1000, power: 1.5 }), { qos: 1 })
    await device.publishAsync(topic('nobody'), '{"power":1}', { qos: 1 })
    await device.publishAsync(topic('meter-0', 'telemtry'), '{"power":1}', { qos: 1 })
    await device.publishAsync(topic('meter-0', 'command'), '{"relay":true}', { qos: 1 })
    await device.publishAsync('linli/elsewhere/meter-0/telemetry', '{"power":9}', { qos: 1 })
    await device.publishAsync(topic('meter-0', 'status'), 'online', { qos: 1 })
    await expect.poll(values).toEqual([1.5])
    await expect
      .poll(() => told.quarantined.map(({ code, via }) => [code, via]))
      .toEqual([
        ['unknown_device', 'mqtt'],
        ['wrong_topic', 'mqtt'],
      ])
    expect(told.readings[0]?.batch).toMatchObject({ origin: Uint8Array.of(4) })
    await expect.poll(() => own.report()).toMatchObject({ ok: true, lastMessageAt: now, messages: 4, refusedMessages: 2, trouble: null })
  })

  it('acknowledges when the journal has a message and not before: what was on its way when it was cut off comes again', async () => {
    const { url } = await broker('shipped')
    const { begin, memory, values } = await subscriber(url)
    const first = begin()
    await subscribed(first)
    const device = await connect(url)
    await device.publishAsync(topic('meter-0'), JSON.stringify({ time: now - 5, power: 1 }), { qos: 1 })
    await expect.poll(values).toEqual([1])
    const release = memory.hold()
    for (let i = 2; i < 50; i += 1) await device.publishAsync(topic('meter-0'), JSON.stringify({ time: now + i, power: i }), { qos: 1 })
    await expect.poll(() => first.report().messages).toBe(49)
    await first.stop()
    expect(values()).toEqual([1])
    // As if the process had ended there: a second subscriber, with a journal that has only the first message, is sent all the others.
    const again = await subscriber(url)
    await subscribed(again.begin())
    await expect.poll(again.values).toEqual(Array.from({ length: 48 }, (_, i) => i + 2))
    release()
  })

  it('has no message acknowledged that the journal refuses, and takes it when the journal takes facts again', async () => {
    const { url } = await broker('shipped')
    const { begin, memory, values, log } = await subscriber(url)
    memory.refuse = true
    const own = begin()
    await subscribed(own)
    const device = await connect(url)
    await device.publishAsync(topic('meter-0'), JSON.stringify({ time: now, power: 7 }), { qos: 1 })
    await expect.poll(() => log.lines.filter((line) => line.includes('no space left')).length).toBeGreaterThan(0)
    expect(values()).toEqual([])
    memory.refuse = false
    await expect.poll(values, { timeout: 5000 }).toEqual([7])
  })

  it('is not held up by a message that cannot even be looked at', async () => {
    const { url } = await broker('shipped')
    const { begin, ingest, register, told, values } = await subscriber(url)
    /** A register with a fault in it, as a defect of ours would be. */
    const devices = new Map(register.devices)
    devices.get = (id) => {
      if (id === 'meter-1') throw new Error('a defect')
      return register.devices.get(id)
    }
    const own = begin({ ingest: { ...ingest, register: () => ({ ...register, devices }) } })
    await subscribed(own)
    const device = await connect(url)
    await device.publishAsync(topic('meter-1'), '{"power":1}', { qos: 1 })
    await device.publishAsync(topic('meter-0'), '{"power":2}', { qos: 1 })
    await expect.poll(values).toEqual([2])
    expect(told.quarantined.map(({ device: of, value, code }) => [of, value, code])).toEqual([[topic('meter-1'), '{"power":1}', 'unknown_shape']])
    expect(own.report()).toMatchObject({ ok: true })
  })

  it('does not take what a broker hands out again for news', async () => {
    const { url } = await broker('shipped')
    const device = await connect(url)
    const retained = { qos: 1, retain: true } as const
    await device.publishAsync(topic('meter-0'), '{"power":3,"relay":true}', retained)
    await device.publishAsync(topic('meter-1'), JSON.stringify({ time: now - 60_000, power: 4 }), retained)
    await device.publishAsync(topic('meter-2'), 'rubbish', retained)
    const { begin, values, told } = await subscriber(url)
    const first = begin()
    await subscribed(first)
    await expect.poll(() => [values(), told.quarantined.length, first.report().retainedLeftOut]).toEqual([[4], 1, 2])
    await first.stop()
    const second = begin()
    await subscribed(second)
    await expect.poll(() => second.report().messages).toBe(3)
    // A sentence in the same words, but spoken now, is news.
    await device.publishAsync(topic('meter-0'), '{"power":3}', { qos: 1 })
    await expect.poll(values).toEqual([4, 3])
    expect(told.readings.reduce((sum, { batch }) => sum + batch.count, 0)).toBe(2)
  })

  it('connects again for ever, says meanwhile that the broker is away, and warns when the broker forgot its session', async () => {
    const mosquitto = await broker('default')
    const { begin, values, notices } = await subscriber(mosquitto.url)
    const own = begin()
    await subscribed(own)
    await mosquitto.stop('SIGKILL')
    await expect.poll(() => own.report()).toMatchObject({ ok: false, state: 'away', trouble: expect.any(String) })
    await mosquitto.start()
    await subscribed(own)
    const device = await connect(mosquitto.url)
    await device.publishAsync(topic('meter-0'), JSON.stringify({ time: now, power: 2 }), { qos: 1 })
    await expect.poll(values).toEqual([2])
    expect(own.report()).toMatchObject({ ok: true, trouble: null })
    expect(notices.list().map(({ code, subject }) => [code, subject])).toEqual([['broker_forgot', mosquitto.url]])
  })

  it('warns when the broker drops messages', async () => {
    const { url } = await broker('shipped', () => ['max_queued_messages 5'])
    const { begin, notices, values } = await subscriber(url)
    const first = begin()
    await subscribed(first)
    await first.stop()
    const device = await connect(url)
    for (let i = 0; i < 200; i += 1) device.publish(topic('meter-0'), JSON.stringify({ time: now + i, power: i % 90 }), { qos: 1 })
    await device.publishAsync(topic('meter-1'), '{}', { qos: 1 })
    const second = begin()
    await subscribed(second)
    await expect.poll(() => second.report().dropped, { timeout: 10_000 }).toBeGreaterThan(50)
    expect(notices.list()).toMatchObject([{ code: 'broker_dropped', subject: url, text: { en: expect.stringContaining('dropped') } }])
    expect(values().length).toBeLessThan(150)
  })

  it('presents a user and password over TLS, and is refused with a reason where they are wrong', async () => {
    const secured = await startMosquitto('shipped', (folder) => {
      const [key, cert, passwords] = [join(folder, 'key.pem'), join(folder, 'cert.pem'), join(folder, 'passwords')]
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '2']
      execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert, ...subject], {
        stdio: 'ignore',
      })
      execFileSync('mosquitto_passwd', ['-b', '-c', passwords, 'linli', 's3cret'], { stdio: 'ignore' })
      chmodSync(passwords, 0o600)
      return ['allow_anonymous false', `password_file ${passwords}`, `certfile ${cert}`, `keyfile ${key}`]
    })
    onTestFinished(() => secured.remove())
    const url = `mqtts://127.0.0.1:${secured.port}`
    const ca = execFileSync('cat', [join(secured.folder, 'cert.pem')])
    const { begin, log } = await subscriber(url)
    const right = begin({ access: { username: 'linli', password: 's3cret', ca } })
    await subscribed(right)
    await right.stop()
    const wrong = begin({ access: { username: 'linli', password: 'guessed', ca } })
    await expect.poll(() => wrong.report().trouble, { timeout: 5000 }).toMatch(/Not authorized/i)
    await wrong.stop()
    const stranger = begin({ access: { username: 'linli', password: 's3cret' } })
    await expect.poll(() => stranger.report().trouble, { timeout: 5000 }).toMatch(/self-signed certificate/)
    expect(log.lines.join()).not.toContain('s3cret')
  })
})

it('sends acknowledgements in the order of the messages, however they become durable', () => {
  const sent: number[][] = []
  const acks = createOrderedAcks((packet) => sent.push([...packet]))
  const [first, second, third] = [acks.owe(1), acks.owe(513), acks.owe(3)]
  third()
  second()
  expect([sent, acks.waiting]).toEqual([[], 3])
  first()
  expect(sent).toEqual([[0x40, 2, 0, 1, 0x40, 2, 2, 1, 0x40, 2, 0, 3]])
  expect(acks.waiting).toBe(0)
})
