import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { type FollowedItem, followInflux } from '../../../../server/timeseries/follow-influx.ts'
import { createHistoryProjection, type RefusedReading } from '../../../../server/timeseries/history-projection.ts'
import { InfluxConnection } from '../../../../server/timeseries/influx/influx-connection.ts'
import { openTimeSeries } from '../../../../server/timeseries/open-time-series.ts'
import { type Influxd, startInfluxd } from '../../../support/influxd.ts'
import { batchOf } from '../../../support/readings.ts'
import { entryOf, registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const noon = Date.UTC(2026, 10, 24, 12)
const nasty = 'x" OR 1=1; DROP MEASUREMENT linli --\' ,= 字'
const withBackslashes = 'y\\,v=1 \\'
const register = registerOf(['a', nasty, withBackslashes])
const Counts = z.object({ counts: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number()))) })
let influxd: Influxd
let made = 0
beforeAll(async () => {
  influxd = await startInfluxd()
})
afterAll(() => influxd.remove())

const database = (): string => `linli_${made++}`
const store = (name: string, directory = temporaryDirectory(), url = influxd.url) =>
  openTimeSeries({ kind: 'influxdb', url, database: name, directory }, { register: () => register, log })
const raw = async (name: string, lines: string): Promise<number> =>
  (await fetch(`${influxd.url}/write?db=${name}&precision=ms`, { method: 'POST', body: lines })).status

it('loses nothing while InfluxDB is away, killed in the middle, and catches up', async () => {
  const directory = temporaryDirectory()
  const name = database()
  const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
  const history = await store(name, directory)
  const projection = createHistoryProjection({ journal, history, log, onRefused: () => {}, backOffMs: [20, 200], paceMs: 10 })
  onTestFinished(async () => {
    await projection.stop()
    await journal.close()
    await history.close()
  })
  projection.start()
  const append = async (from: number, to: number): Promise<number> => {
    for (let n = from; n < to; n++) await journal.append([{ kind: 'readings', readings: batchOf([{ series: n % 6, time: noon + n, value: n % 2 }]) }], noon)
    return journal.head
  }
  expect(await projection.caughtUp(await append(0, 50), 10_000)).toBe(true)
  await influxd.stop('SIGKILL')
  await append(50, 250)
  await expect.poll(() => projection.trouble, { timeout: 10_000 }).toMatch(/InfluxDB/)
  expect((await history.health()).ok).toBe(false)
  expect(projection.lag.facts).toBeGreaterThan(0)
  await influxd.start()
  expect(await projection.caughtUp(await append(250, 300), 20_000)).toBe(true)
  expect(projection.trouble).toBeNull()
  const times: number[] = []
  for await (const page of history.readAll(0, noon + 1000)) times.push(...page.map(({ time }) => time - noon))
  expect(times).toEqual(Array.from({ length: 300 }, (_, n) => n))
})

it('fills a database that was dropped anew from the journal', async () => {
  const directory = temporaryDirectory()
  const name = database()
  const first = await store(name, directory)
  await first.write([batchOf([{ series: 0, time: noon, value: 1 }])])
  await first.savePosition(40)
  await first.close()
  await new InfluxConnection({ url: influxd.url, database: name }).query(`DROP DATABASE "${name}"`)
  const second = await store(name, directory)
  expect(second.position).toBe(40)
  await expect(second.write([])).rejects.toThrow('filled anew')
  expect(second.position).toBe(0)
  await second.write([batchOf([{ series: 0, time: noon, value: 1 }])])
  expect(await second.stateAt(noon)).toHaveLength(1)
})

it('gives back the readings whose type conflicts with what others wrote, and takes the rest', async () => {
  const name = database()
  const history = await store(name)
  await history.write([batchOf([{ series: 0, time: noon, value: 1 }])])
  // Somebody wrote words where numbers belong, in another week, which is another shard.
  const week = 7 * 86_400_000
  expect(await raw(name, `linli,device=z,point=z value="words" ${noon - week}`)).toBe(204)
  const { refused } = await history.write([
    batchOf([
      { series: 0, time: noon + 1, value: 2 },
      { series: 1, time: noon - week, value: 3 },
      { series: 2, time: noon + 2, value: 1 },
    ]),
  ])
  expect(refused).toMatchObject([{ batch: 0, index: 1, why: expect.stringContaining('conflict') }])
  expect(await history.readRaw(entryOf(register, 'a', 'occupied'), noon, noon + 9, 9)).toHaveLength(1)
})

it('makes no series but its own out of names and texts that look like commands', async () => {
  const name = database()
  const history = await store(name)
  const entry = entryOf(register, nasty, 'passage')
  const text = 'b=1 2\nadmin v=1\n\\" , = '
  await history.write([
    batchOf([
      { series: entry.series, time: noon, value: 1, text },
      { series: entryOf(register, withBackslashes, 'door').series, time: noon, value: 0 },
    ]),
  ])
  expect(await history.readRaw(entry, noon, noon + 1, 9)).toMatchObject([{ value: 1, text }])
  expect(await history.readRaw(entryOf(register, withBackslashes, 'door'), noon, noon + 1, 9)).toHaveLength(1)
  expect(await history.stateAt(noon + 1)).toMatchObject([{ series: entry.series, text }])
  const series = await new InfluxConnection({ url: influxd.url, database: name }).query('SHOW SERIES')
  expect(series.flatMap(({ values }) => values)).toHaveLength(2)
})

it('can be read by a person: states in words, quality and origin by name', async () => {
  const name = database()
  const history = await store(name)
  await history.write([
    batchOf([
      { series: 3, time: noon, value: 2, quality: 1, origin: 2 },
      { series: 2, time: noon, value: 1 },
    ]),
  ])
  const tables = await new InfluxConnection({ url: influxd.url, database: name }).query('SELECT point, value, label, quality, origin FROM linli')
  expect(tables[0]?.values.map((row) => row.slice(1)).sort()).toEqual([
    ['door', 2, 'forced', 'uncertain', 'simulated'],
    ['occupied', 1, 'true', null, null],
  ])
})

it('follows what others write, once each, skips what is its own, and goes on where it was', async () => {
  const name = database()
  const history = await store(name)
  const path = join(temporaryDirectory(), 'seen.json')
  const items: FollowedItem[] = []
  let refuses = false
  const follow = (startedAt = noon) => {
    const follower = followInflux({
      access: { url: influxd.url, database: name },
      path,
      log,
      now: () => startedAt,
      everyMs: 30,
      take: async (found) => {
        if (refuses) throw new Error('not now')
        items.push(...found)
      },
    })
    onTestFinished(() => follower.stop())
    follower.start()
    return follower
  }
  await history.write([batchOf([{ series: 0, time: noon + 5, value: 1 }])])
  const first = follow()
  expect(
    await raw(
      name,
      `weather,device=station-1,site=north temperature=21.5,rain=true ${noon + 10}\nweather,device=station-1 wind=3i ${noon + 20}\nnodevice x=1 ${noon + 10}`,
    ),
  ).toBe(204)
  await expect.poll(() => items.length, { timeout: 5000 }).toBe(3)
  expect(items).toContainEqual({ device: 'station-1', point: 'rain', value: true, time: noon + 10 })
  expect(items).toContainEqual({ device: 'station-1', point: 'wind', value: 3, time: noon + 20 })
  await raw(name, `weather,device=station-1 temperature=22 ${noon + 15}`)
  await expect.poll(() => items.length, { timeout: 5000 }).toBe(4)
  refuses = true
  await raw(name, `weather,device=station-2 temperature=5 ${noon + 30}`)
  await expect.poll(() => first.trouble, { timeout: 5000 }).toBe('not now')
  refuses = false
  await expect.poll(() => items.length, { timeout: 5000 }).toBe(5)
  await first.stop()
  await raw(name, `weather,device=station-1 temperature=23 ${noon + 400_000}`)
  await raw(name, `begun-meanwhile,device=station-3 temperature=7 ${noon + 1000}`)
  const second = follow(noon + 3_600_000)
  await expect.poll(() => items.some(({ device }) => device === 'station-3'), { timeout: 5000 }).toBe(true)
  await expect.poll(() => items.some(({ value }) => value === 23), { timeout: 5000 }).toBe(true)
  expect(second.trouble).toBeNull()
  expect(items.some(({ device }) => device === 'a')).toBe(false)
})

it('finds what was written long after its own time, also while it was stopped, and reports how following stands', async () => {
  const name = database()
  await (await store(name)).write([batchOf([{ series: 0, time: noon + 5, value: 1 }])])
  const clock = { now: noon }
  const items: FollowedItem[] = []
  const path = join(temporaryDirectory(), 'followed.json')
  const follow = () => {
    const follower = followInflux({
      access: { url: influxd.url, database: name },
      path,
      take: async (taken) => void items.push(...taken),
      log,
      now: () => clock.now,
      everyMs: 20,
      lateLevels: [
        { slotMs: 60_000, backMs: 3_600_000, everyMs: 60_000 },
        { slotMs: 3_600_000, backMs: 86_400_000, everyMs: 1_800_000 },
      ],
    })
    onTestFinished(() => follower.stop())
    follower.start()
    return follower
  }
  const taken = (): unknown[] => items.map(({ value }) => value)
  const counted = () => existsSync(path.replace('.json', '-counts.json'))
  expect(await raw(name, `smoke,device=d obscuration=1 ${noon - 600_000}`)).toBe(204)
  const first = follow()
  await expect.poll(() => first.report(), { timeout: 5000 }).toEqual({ ok: true, lastPollAt: noon, behindMs: 0, trouble: null })
  await expect.poll(counted, { timeout: 5000 }).toBe(true)
  await raw(name, `smoke,device=d obscuration=2 ${noon + 1000}`)
  await expect.poll(taken, { timeout: 5000 }).toEqual([2])
  clock.now += 600_000
  await raw(name, `smoke,device=d obscuration=3 ${clock.now}`)
  await expect.poll(taken, { timeout: 5000 }).toEqual([2, 3])
  // Eight minutes late, and from before it was followed at all: both are more than their minutes held.
  await raw(name, `smoke,device=d obscuration=4 ${clock.now - 480_000}\nsmoke,device=d obscuration=5 ${noon - 599_000}`)
  clock.now += 60_000
  await expect.poll(() => taken().sort(), { timeout: 5000 }).toEqual([1, 2, 3, 4, 5])
  await first.stop()
  await raw(name, `smoke,device=d obscuration=6 ${clock.now - 480_000}`)
  const second = follow()
  await expect.poll(() => taken().includes(6), { timeout: 5000 }).toBe(true)
  // Hours late, and then found by the hours that were counted.
  clock.now += 5 * 3_600_000
  const hours = () => Object.keys(Counts.parse(JSON.parse(readFileSync(path.replace('.json', '-counts.json'), 'utf8'))).counts.smoke?.['3600000'] ?? {})
  await expect.poll(() => hours().includes(String(noon + 3 * 3_600_000)), { timeout: 5000 }).toBe(true)
  await raw(name, `smoke,device=d obscuration=7 ${noon + 3.5 * 3_600_000}`)
  clock.now += 1_800_000
  await expect.poll(() => taken().includes(7), { timeout: 5000 }).toBe(true)
  expect(taken().filter((value) => value === 7)).toHaveLength(1)
  await second.stop()
  await influxd.stop('SIGKILL')
  clock.now += 5000
  const away = follow()
  await expect.poll(() => away.report(), { timeout: 10_000 }).toMatchObject({ ok: false, trouble: expect.any(String) })
  await influxd.start()
})

/** A stand-in that answers as the versions' documents say; no 2.x or 3.x server can be installed here. */
async function recorded(version: string): Promise<{ readonly url: string; readonly calls: string[] }> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url?.replace(/&q=.*/, '')} ${request.headers.authorization}`)
    response.setHeader('x-influxdb-version', version)
    request.resume()
    request.on('end', () => {
      if (request.url?.startsWith('/query')) response.end('{"results":[{"statement_id":0}]}\n')
      else response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`, calls }
}

it.each([
  ['v2.7.5', '/write?db=linli&precision=ms'],
  ['3.2.1', '/api/v2/write?bucket=linli&precision=ms'],
])('writes and asks as the documents of InfluxDB %s say (recorded exchange, not a real server)', async (version, path) => {
  const { url, calls } = await recorded(version)
  const history = await openTimeSeries(
    { kind: 'influxdb', url, token: 'secret', database: 'linli', directory: temporaryDirectory() },
    { register: () => register, log },
  )
  await history.write([batchOf([{ series: 0, time: noon, value: 1 }])])
  await history.readRaw(entryOf(register, 'a', 'temperature'), noon, noon + 1, 1)
  expect(calls).toContain(`POST ${path} Token secret`)
  expect(calls.some((call) => call.startsWith('POST /query?db=linli&epoch=ms') && call.endsWith('Token secret'))).toBe(true)
  expect(calls.some((call) => call.includes('CREATE'))).toBe(false)
  if (version.startsWith('3')) await expect(history.clear()).rejects.toThrow('InfluxDB 3 deletes nothing')
})

it('names the remedy when readings are refused for good', async () => {
  const refused: RefusedReading[] = []
  const directory = temporaryDirectory()
  const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
  const history = await store(database(), directory)
  const projection = createHistoryProjection({ journal, history, log, onRefused: (found) => void refused.push(...found), paceMs: 10 })
  onTestFinished(async () => {
    await projection.stop()
    await journal.close()
    await history.close()
  })
  projection.start()
  await journal.append(
    [
      {
        kind: 'readings',
        readings: batchOf([
          { series: 0, time: noon, value: 1 },
          { series: 999, time: noon, value: 1 },
        ]),
      },
    ],
    noon,
  )
  expect(await projection.caughtUp(1, 10_000)).toBe(true)
  expect(refused).toMatchObject([{ sequence: 1, index: 1, why: expect.stringContaining('no known point') }])
})
