import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { InfluxConnection } from '../../../../server/timeseries/influx/influx-connection.ts'
import { freePort } from '../../../support/built-server.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { type Influxd, startInfluxd } from '../../../support/influxd.ts'
import { startProduct } from '../../../support/product-server.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const State = z.object({
  points: z.array(z.looseObject({ device: z.string(), point: z.string(), value: z.unknown(), flags: z.array(z.string()) })),
  next: z.unknown(),
})
const Series = z.looseObject({ points: z.array(z.array(z.unknown())) })
const Health = z.looseObject({ status: z.string(), timeSeries: z.looseObject({ kind: z.string(), ok: z.boolean(), behind: z.number() }) })
const kills = faultRounds(2, 20)
const meter = 'electricity-3-2-501'
let influxd: Influxd
let made = 0
beforeAll(async () => {
  influxd = await startInfluxd()
})
afterAll(() => influxd.remove())

type Reading = { readonly device: string; readonly point: string; readonly value: unknown; readonly time?: number }
const database = (): string => `linli_server_${made++}`
const settings = (name: string, more: Readonly<Record<string, string>> = {}) => ({ LINLI_INFLUX_URL: influxd.url, LINLI_INFLUX_DATABASE: name, ...more })
const post = (base: string, readings: readonly Reading[]): Promise<Response> =>
  fetch(`${base}/api/v1/ingest`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(readings) })
const get = async (url: string): Promise<unknown> => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} gave ${answer.status}: ${await answer.text()}`)
  return await answer.json()
}
const seriesOf = async (base: string, point: string, from: number, to: number): Promise<unknown[][]> =>
  Series.parse(await get(`${base}/api/v1/series?device=${meter}&point=${point}&from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`)).points
const stateOf = async (base: string, at?: number) =>
  State.parse(await get(`${base}/api/v1/communities/xingfuli/state?device=${meter}${at === undefined ? '' : `&at=${new Date(at).toISOString()}`}`)).points
const health = async (base: string) => Health.parse(await (await fetch(`${base}/api/v1/health`)).json())
const caughtUp = (base: string): Promise<void> => expect.poll(async () => (await health(base)).timeSeries.behind, { timeout: 20_000 }).toBe(0)
/** As somebody else would, past the server. */
const write = async (name: string, lines: string): Promise<void> => {
  const answer = await fetch(`${influxd.url}/write?db=${name}&precision=ms`, { method: 'POST', body: lines })
  if (answer.status !== 204) throw new Error(`influxd gave ${answer.status}: ${await answer.text()}`)
}

it('answers series and the state of any moment from InfluxDB', async () => {
  const name = database()
  const base = await startProduct([], { env: settings(name) }).address
  expect((await health(base)).timeSeries).toMatchObject({ kind: 'influxdb', ok: true })
  const start = Date.now() - 60_000
  const readings = [1, 2, 3].map((value) => ({ device: meter, point: 'power', value, time: start + value * 1000 }))
  expect((await post(base, readings)).status).toBe(202)
  await caughtUp(base)
  expect(await seriesOf(base, 'power', start, start + 10_000)).toEqual(readings.map(({ time, value }) => [time, value]))
  expect(await stateOf(base, start + 2500)).toMatchObject([{ point: 'power', value: 2 }])
  expect(await stateOf(base, start)).toEqual([])
  const tables = await new InfluxConnection({ url: influxd.url, database: name }).query('SELECT value FROM linli')
  expect(tables[0]?.values.map(([, value]) => value)).toEqual([1, 2, 3])
})

it(`loses nothing acknowledged when it is killed during ingest (${kills} kills)`, async () => {
  const name = database()
  const data = join(temporaryDirectory(), 'data')
  const start = Date.now() - 590_000
  const acknowledged: number[] = []
  let next = 0
  for (let round = 1; round <= kills; round += 1) {
    const server = startProduct([], { data, env: settings(name) })
    const base = await server.address
    const send = async (): Promise<void> => {
      for (;;) {
        const times = Array.from({ length: 20 }, () => start + 5 * next++)
        const readings = times.map((time) => ({ device: meter, point: 'power', value: (time % 100) / 10, time }))
        const answer = await post(base, readings).catch(() => null)
        if (answer?.status !== 202) return
        acknowledged.push(...times)
        if (acknowledged.length >= round * 1000) server.process.kill('SIGKILL')
      }
    }
    await Promise.all([send(), send(), send()])
    await server.ended
  }
  const base = await startProduct([], { data, env: settings(name) }).address
  await caughtUp(base)
  const stored = new Map((await seriesOf(base, 'power', start, Date.now())).map(([time, value]) => [time, value]))
  expect(acknowledged.length).toBeGreaterThanOrEqual(kills * 1000)
  expect(acknowledged.filter((time) => stored.get(time) !== (time % 100) / 10)).toEqual([])
  expect([...stored.keys()].filter((time) => Number(time) >= start + 5 * next)).toEqual([])
}, 900_000)

it('goes on taking readings while InfluxDB is away, says degraded, and has all of them in it when it is back', async () => {
  const name = database()
  const base = await startProduct([], { env: settings(name) }).address
  const start = Date.now() - 60_000
  const send = async (n: number): Promise<number> => (await post(base, [{ device: meter, point: 'power', value: n % 10, time: start + n }])).status
  const statuses: number[] = []
  for (let n = 0; n < 50; n++) statuses.push(await send(n))
  await influxd.stop('SIGKILL')
  for (let n = 50; n < 150; n++) {
    statuses.push(await send(n))
    await sleep(10)
  }
  const away = await health(base)
  expect(away).toMatchObject({ status: 'degraded', timeSeries: { ok: false } })
  expect(away.timeSeries.behind).toBeGreaterThan(0)
  expect((await stateOf(base))[0]).toMatchObject({ value: 149 % 10 })
  await influxd.start()
  for (let n = 150; n < 200; n++) statuses.push(await send(n))
  expect(new Set(statuses)).toEqual(new Set([202]))
  await caughtUp(base)
  expect((await seriesOf(base, 'power', start, start + 1000)).map(([time]) => Number(time) - start)).toEqual(Array.from({ length: 200 }, (_, n) => n))
  expect(await health(base)).toMatchObject({ status: 'ok' })
})

it('starts and takes readings while InfluxDB is not there yet, and stops in time', async () => {
  const server = startProduct([], { env: { LINLI_INFLUX_URL: `http://127.0.0.1:${await freePort()}` } })
  const base = await server.address
  expect(await (await post(base, [{ device: meter, point: 'power', value: 1 }])).json()).toMatchObject({ accepted: 1 })
  expect(await health(base)).toMatchObject({ status: 'degraded', timeSeries: { ok: false } })
  expect((await stateOf(base))[0]).toMatchObject({ value: 1 })
  // The state of a moment is folded from the journal meanwhile; a series needs the store.
  expect((await stateOf(base, Date.now()))[0]).toMatchObject({ value: 1 })
  expect(await stateOf(base, Date.now() - 3_600_000)).toEqual([])
  const past = await fetch(`${base}/api/v1/series?device=${meter}&point=power&from=2026-11-24T00:00:00Z&to=2026-11-24T01:00:00Z`)
  expect([past.status, past.headers.get('retry-after')]).toEqual([503, '5'])
  const begun = performance.now()
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(performance.now() - begun).toBeLessThan(15_000)
})

it('follows what others write into the same database: live within a poll, marked, in history, and not written back', async () => {
  const name = database()
  const base = await startProduct([], { env: settings(name, { LINLI_INFLUX_FOLLOW: 'on' }) }).address
  await expect
    .poll(
      async () =>
        await write(name, `old,device=${meter} voltage=219 ${Date.now() - 7_200_000}`).then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true)
  const now = Date.now()
  await write(name, `telegraf,device=${meter},host=gateway power=3.25,relay="closed" ${now}\ntelegraf,device=nobody power=1 ${now}`)
  await expect
    .poll(async () => (await stateOf(base)).find(({ point }) => point === 'power'), { timeout: 10_000, interval: 50 })
    .toMatchObject({ value: 3.25, flags: ['followed'] })
  expect(await seriesOf(base, 'power', now - 1000, now + 1000)).toEqual([[now, 3.25]])
  // What is older than the server is read where it stands.
  expect(await seriesOf(base, 'voltage', now - 8_000_000, now)).toHaveLength(1)
  expect(await stateOf(base, now)).toContainEqual(expect.objectContaining({ point: 'voltage', value: 219 }))
  expect(await (await post(base, [{ device: meter, point: 'voltage', value: 225 }])).json()).toMatchObject({ accepted: 1 })
  await caughtUp(base)
  const own = await new InfluxConnection({ url: influxd.url, database: name }).query('SHOW SERIES FROM linli')
  expect(own.flatMap(({ values }) => values.map(([key]) => String(key)))).toEqual([expect.stringContaining('point=voltage')])
  const kept = z
    .object({ items: z.array(z.looseObject({ device: z.string(), via: z.string(), code: z.string() })) })
    .parse(await get(`${base}/api/v1/quarantine`))
  expect(kept.items).toContainEqual(expect.objectContaining({ device: 'nobody', via: 'follow', code: 'unknown_device' }))
  expect(await get(`${base}/api/v1/health`)).toMatchObject({ status: 'ok', follower: { ok: true, lastPollAt: expect.any(Number), trouble: null } })
  expect(await (await fetch(`${base}/metrics`)).text()).toMatch(/^linli_follow_up 1$/m)
})

it('raises a fire that others wrote long after its time, and says how late it was told', async () => {
  const name = database()
  const begun = Date.now()
  const data = join(temporaryDirectory(), 'data')
  mkdirSync(data)
  // As an earlier run left it: followed since an hour ago, and nothing counted yet.
  writeFileSync(join(data, 'followed-counts.json'), JSON.stringify({ since: begun - 3_600_000, counts: {} }))
  const made = startProduct([], { env: settings(name) })
  expect((await post(await made.address, [{ device: meter, point: 'power', value: 1 }])).status).toBe(202)
  await caughtUp(await made.address)
  await write(name, `others,device=smoke-3-2-501-kitchen obscuration=0.9 ${begun - 1_200_000}`)
  const base = await startProduct([], { data, env: settings(name, { LINLI_INFLUX_FOLLOW: 'on' }) }).address
  const Alarms = z.looseObject({ items: z.array(z.looseObject({ device: z.string(), alarm: z.string(), lateBy: z.number(), historic: z.boolean() })) })
  await expect
    .poll(async () => Alarms.parse(await get(`${base}/api/v1/alarms?device=smoke-3-2-501-kitchen`)).items, { timeout: 10_000 })
    .toMatchObject([{ alarm: 'fire', historic: false }])
  const [fire] = Alarms.parse(await get(`${base}/api/v1/alarms?device=smoke-3-2-501-kitchen`)).items
  expect(fire?.lateBy).toBeGreaterThanOrEqual(1_200_000)
})

it('puts what InfluxDB refuses for its type into quarantine, once, and goes on', async () => {
  const name = database()
  const base = await startProduct([], { env: settings(name) }).address
  const now = Date.now()
  expect((await post(base, [{ device: meter, point: 'power', value: 1, time: now - 1000 }])).status).toBe(202)
  await caughtUp(base)
  // In another week, which is another shard, somebody wrote words where numbers belong.
  const past = now - 21 * 86_400_000
  await write(name, `linli,device=z,point=z value="words" ${past}`)
  expect((await post(base, [{ device: meter, point: 'power', value: 2, time: past }])).status).toBe(202)
  expect((await post(base, [{ device: meter, point: 'power', value: 3, time: now }])).status).toBe(202)
  const Kept = z.object({ items: z.array(z.looseObject({ device: z.string(), point: z.string(), code: z.string(), via: z.string(), value: z.string() })) })
  await expect
    .poll(async () => Kept.parse(await get(`${base}/api/v1/quarantine`)).items, { timeout: 10_000 })
    .toMatchObject([{ device: meter, point: 'power', code: 'type_conflict', via: 'history', value: '2' }])
  expect(await seriesOf(base, 'power', now - 5000, now + 1000)).toEqual([
    [now - 1000, 1],
    [now, 3],
  ])
})
