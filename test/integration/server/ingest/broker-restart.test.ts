import { setTimeout as sleep } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { startMosquitto } from '../../../support/mosquitto.ts'
import { startProduct } from '../../../support/product-server.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const rounds = faultRounds(2, 10)
const meter = 'electricity-3-2-501'
const telemetry = `linli/xingfuli/${meter}/telemetry`
/** Mosquitto writes once a second, by clocks that count whole seconds. */
const writtenWithinMs = 2500

const Health = z.looseObject({ messaging: z.looseObject({ broker: z.looseObject({ ok: z.boolean(), state: z.string() }).nullable() }) })
const Series = z.looseObject({ points: z.array(z.tuple([z.number(), z.number()])), next: z.string().nullish() })

/** A device that publishes one reading after another, and remembers which the broker acknowledged, and when. */
async function publisher(url: string, firstTime: number) {
  const acknowledged = new Map<number, number>()
  let next = 0
  const client: MqttClient = await mqtt.connectAsync(url, { clientId: 'gateway', clean: false, reconnectPeriod: 100, queueQoSZero: false })
  client.on('error', () => {})
  onTestFinished(() => void client.end(true))
  return {
    acknowledged,
    /** Publishes for so long, some dozens at a time. */
    publish: async (ms: number): Promise<void> => {
      const end = Date.now() + ms
      while (Date.now() < end) {
        for (let sent = 0; sent < 20; sent += 1) {
          const time = firstTime + next++
          client.publish(telemetry, JSON.stringify({ time, power: (time % 100) / 10 }), { qos: 1 }, (error) => {
            if (!error) acknowledged.set(time, Date.now())
          })
        }
        await sleep(20)
      }
    },
  }
}

const subscribed = (base: string): Promise<void> =>
  expect.poll(async () => Health.parse(await (await fetch(`${base}/api/v1/health`)).json()).messaging.broker?.state, { timeout: 15_000 }).toBe('subscribed')

/** All pages: a fast machine publishes more than one holds. */
async function stored(base: string, from: number): Promise<Map<number, number>> {
  const query = `device=${meter}&point=power&from=${new Date(from).toISOString()}&to=${new Date(from + 500_000).toISOString()}`
  const held = new Map<number, number>()
  let after = ''
  do {
    const page = Series.parse(await (await fetch(`${base}/api/v1/series?${query}${after}`)).json())
    for (const [time, value] of page.points) held.set(time, value)
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : ''
  } while (after !== '')
  return held
}

it(
  `loses nothing that the broker had written, and stores nothing twice, while broker and server are killed (${rounds} rounds)`,
  async () => {
    const mosquitto = await startMosquitto('shipped')
    onTestFinished(() => mosquitto.remove())
    const data = `${temporaryDirectory()}/data`
    const begin = async () => {
      const server = startProduct([], { data, env: { LINLI_MQTT_URL: mosquitto.url } })
      const base = await server.address
      await subscribed(base)
      // A subscription that the broker had not written is gone with it, and what comes before the next one is for nobody.
      await sleep(writtenWithinMs)
      return { server, base }
    }
    let { server, base } = await begin()
    const from = Date.now() - 500_000
    const device = await publisher(mosquitto.url, from)
    const kills: number[] = []
    const killBroker = async (): Promise<void> => {
      kills.push(Date.now())
      await mosquitto.stop('SIGKILL')
      await mosquitto.start()
    }
    for (let round = 0; round < rounds; round += 1) {
      const publishing = device.publish(1500)
      await sleep(700)
      await killBroker()
      await publishing
      await subscribed(base)
      // The server dies in the middle of what the broker sends it, and the broker while nobody takes what it holds.
      const more = device.publish(1000)
      await sleep(500)
      server.process.kill('SIGKILL')
      await server.ended
      await more
      await sleep(writtenWithinMs)
      await killBroker()
      ;({ server, base } = await begin())
    }
    await device.publish(300)
    const isSure = (at: number): boolean => !kills.some((killed) => at <= killed && killed - at < writtenWithinMs)
    const sure = [...device.acknowledged].filter(([, at]) => isSure(at)).map(([time]) => time)
    await expect
      .poll(
        async () => {
          const held = await stored(base, from)
          return sure.filter((time) => held.get(time) !== (time % 100) / 10).length
        },
        { timeout: 20_000 },
      )
      .toBe(0)
    const held = await stored(base, from)
    const unsure = [...device.acknowledged.keys()].filter((time) => !held.has(time))
    console.log(
      `R8: ${device.acknowledged.size} acknowledged, ${kills.length} kills of the broker, ${rounds} of the server; ${unsure.length} of the last moments before a kill are gone`,
    )
    expect(sure.length).toBeGreaterThan(500 * rounds)
    const Quarantine = z.looseObject({ total: z.number() })
    expect(Quarantine.parse(await (await fetch(`${base}/api/v1/quarantine`)).json()).total).toBe(0)
  },
  60_000 + rounds * 60_000,
)

it('shows what a broker by its defaults loses: all that was acknowledged before it crashed, and all above 1,000 waiting', async () => {
  const mosquitto = await startMosquitto('default')
  onTestFinished(() => mosquitto.remove())
  const away = async () => {
    const client = await mqtt.connectAsync(mosquitto.url, { clientId: 'linli-xingfuli', clean: false, reconnectPeriod: 0 })
    onTestFinished(() => void client.end(true))
    return client
  }
  const publish = async (count: number): Promise<void> => {
    const client = await mqtt.connectAsync(mosquitto.url, { reconnectPeriod: 0 })
    await Promise.all(Array.from({ length: count }, (_, i) => client.publishAsync(telemetry, JSON.stringify({ power: i }), { qos: 1 })))
    await client.endAsync()
  }
  const delivered = async (): Promise<number> => {
    let count = 0
    const client = mqtt.connect(mosquitto.url, { clientId: 'linli-xingfuli', clean: false, reconnectPeriod: 0 })
    onTestFinished(() => void client.end(true))
    client.on('message', () => (count += 1))
    await sleep(1500)
    await client.endAsync()
    return count
  }
  const first = await away()
  await first.subscribeAsync('linli/xingfuli/#', { qos: 1 })
  await first.endAsync()
  await publish(3000)
  expect(await delivered()).toBeLessThanOrEqual(1100)
  await publish(200)
  await mosquitto.stop('SIGKILL')
  await mosquitto.start()
  expect(await delivered()).toBe(0)
})
