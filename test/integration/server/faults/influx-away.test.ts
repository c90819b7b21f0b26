import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { seededRandom } from '../../../../models/site/random.ts'
import { numberRegister } from '../../../../server/compose/number-register.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { startInfluxd } from '../../../support/influxd.ts'
import { openAlarmEar } from '../../../support/ledger/alarm-ear.ts'
import { occurrencesOf } from '../../../support/ledger/alarm-oracle.ts'
import { askServer } from '../../../support/ledger/ask-server.ts'
import {
  alarmsAreTheEvaluators,
  everyAcknowledgedOnce,
  newestIsTheState,
  noStepMissingOrTwice,
  nothingInvented,
  theOthersAtMostOnce,
} from '../../../support/ledger/checks.ts'
import { Ledger } from '../../../support/ledger/ledger.ts'
import { createLoad } from '../../../support/ledger/load-client.ts'
import { entriesOf, readWholeJournal } from '../../../support/ledger/read-journal.ts'
import { startProduct } from '../../../support/product-server.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { smallCommunity } from '../../../support/small-community.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const seed = Number(process.env.LINLI_SEED ?? 20_261_124)
/** How long it stands still, and then is gone. */
const awayMs = faultRounds(4000, 150_000)
const megabyte = 1024 * 1024
const community = smallCommunity()
const devicesOf = (type: string): string[] => community.devices.flatMap((device) => (device.type === type ? [device.id] : []))
const Alarms = z.object({ items: z.array(z.looseObject({ id: z.string(), occurrence: z.string(), version: z.number(), ack: z.string() })) })

const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return sum + (found?.isFile() ? found.size : 0)
  }, 0)

it(`goes on while InfluxDB hangs for ${awayMs / 1000} s and is gone for as long, and has everything in it afterwards (seed ${seed})`, async () => {
  const influxd = await startInfluxd()
  onTestFinished(() => influxd.remove())
  const file = join(temporaryDirectory(), 'small.json')
  writeFileSync(file, JSON.stringify(community))
  const data = join(temporaryDirectory(), 'data')
  const server = startProduct(['--community', file], { data, env: { LINLI_INFLUX_URL: influxd.url, LINLI_INFLUX_DATABASE: 'away' } })
  const base = await server.address
  const asked = askServer(base, community)
  const address = await asked.address()
  const ear = openAlarmEar(base, community.id)
  const ledger = new Ledger()
  const load = createLoad({
    ledger,
    community: community.id,
    random: seededRandom(seed),
    now: () => Date.now(),
    meters: devicesOf('metering.electricity'),
    detectors: devicesOf('smoke.detector').slice(1),
    bays: devicesOf('parking.bay'),
    paceMs: 40,
  })
  let isOver = false
  const sending = load.run(address, () => isOver)
  await expect.poll(() => ledger.acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(500)
  const baseRss = rssOf(server.process.pid ?? 0)
  const statusNow = async (): Promise<string> => (await asked.health()).status

  let mostRss = 0
  const measure = setInterval(() => {
    mostRss = Math.max(mostRss, rssOf(server.process.pid ?? 0))
  }, 200)
  onTestFinished(() => clearInterval(measure))
  influxd.pause()
  const pausedAt = performance.now()
  await expect.poll(statusNow, { timeout: 15_000, interval: 100 }).toBe('degraded')
  expect(performance.now() - pausedAt).toBeLessThan(10_000)
  // A question about the past ends in time too, and says what is the matter.
  const begun = performance.now()
  const past = await fetch(`${base}/api/v1/series?device=electricity-1-1-101&point=power`)
  expect([past.status, performance.now() - begun < 10_000]).toEqual([503, true])
  await sleep(Math.max(0, awayMs - (performance.now() - pausedAt)))
  await influxd.stop('SIGKILL')
  // A fire while it is gone: it is on the list, can be acknowledged, and the acknowledgement is kept.
  const acknowledgedBefore = ledger.acknowledged.size
  const detector = devicesOf('smoke.detector')[0]
  const fire = [{ device: detector, point: 'obscuration', value: 0.9, time: Date.now() }]
  ledger.send(fire)
  const sent = await fetch(`${base}/api/v1/ingest`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fire) })
  expect(sent.status).toBe(202)
  ledger.acknowledge(fire)
  const listed = async () => Alarms.parse(await (await fetch(`${base}/api/v1/alarms?device=${detector}`)).json()).items
  await expect.poll(async () => (await listed()).length, { timeout: 5000 }).toBe(1)
  const [{ id, occurrence, version }] = await listed()
  const act = { occurrence, version, commandId: 'seen' }
  const answer = await fetch(`${base}/api/v1/alarms/${encodeURIComponent(id)}/acknowledge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act),
  })
  expect(answer.status).toBe(200)
  await sleep(awayMs)
  expect(ledger.acknowledged.size).toBeGreaterThan(acknowledgedBefore)
  const spool = sizeOf(data)
  await influxd.start()
  const backAt = performance.now()
  isOver = true
  await sending
  expect(await load.resend(address)).toBe(true)
  await expect.poll(async () => (await asked.health()).timeSeries?.behind, { timeout: 120_000, interval: 50 }).toBe(0)
  const drainedMs = performance.now() - backAt
  await expect.poll(statusNow, { timeout: 10_000 }).toBe('ok')
  // What came in twice that time was written at least five times as fast as it came, but for the longest wait between two tries.
  expect(drainedMs).toBeLessThan((2 * awayMs) / 5 + 12_000)
  expect(spool).toBeLessThan(200 * megabyte)
  expect(mostRss - baseRss).toBeLessThan(100 * megabyte)
  expect(server.output()).not.toContain('"fatal"')

  const state = await asked.state()
  const history = await asked.history(ledger)
  const occurred = await asked.occurrences()
  const newest = await asked.newestStep()
  await expect.poll(() => ear.heard.at(-1), { timeout: 10_000 }).toBe(newest)
  expect((await listed())[0]?.ack).toBe('acked')
  ear.close()
  clearInterval(measure)
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  const journal = await openJournal({ directory: join(data, 'journal'), log: createSilentLog(), reserveBytes: 0 })
  const register = await numberRegister(community, journal)
  const facts = await readWholeJournal(journal)
  await journal.close()
  const stored = entriesOf(facts, register)
  expect([
    ...everyAcknowledgedOnce(ledger, stored),
    ...theOthersAtMostOnce(ledger, stored),
    ...nothingInvented(ledger, stored),
    ...everyAcknowledgedOnce(ledger, history),
    ...nothingInvented(ledger, history),
    ...newestIsTheState(stored, state),
    ...alarmsAreTheEvaluators(occurrencesOf(facts, register), occurred),
    ...noStepMissingOrTwice('a live client', ear.heard, 0, newest),
  ]).toEqual([])
  console.log(
    `${ledger.acknowledged.size} acknowledged, drained in ${Math.round(drainedMs)} ms, RSS +${Math.round((mostRss - baseRss) / megabyte)} MB, data folder ${Math.round(spool / megabyte)} MB`,
  )
}, 900_000)

it('is not held up by an address that takes connections and says nothing, nor by one that resets them', async () => {
  const sockets = new Set<Socket>()
  let resets = false
  const listener = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (resets) socket.resetAndDestroy()
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    listener.close()
  })
  const found = listener.address()
  const file = join(temporaryDirectory(), 'small.json')
  writeFileSync(file, JSON.stringify(community))
  const url = `http://127.0.0.1:${typeof found === 'object' && found ? found.port : 0}`
  const server = startProduct(['--community', file], { env: { LINLI_INFLUX_URL: url } })
  const base = await server.address
  for (const isResetting of [false, true]) {
    resets = isResetting
    for (let n = 0; n < 20; n += 1) {
      const begun = performance.now()
      const body = JSON.stringify([{ device: 'electricity-1-1-101', point: 'power', value: n / 10 }])
      const answer = await fetch(`${base}/api/v1/ingest`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      expect([answer.status, performance.now() - begun < 5000]).toEqual([202, true])
    }
    const begun = performance.now()
    const past = await fetch(`${base}/api/v1/series?device=electricity-1-1-101&point=power`)
    expect([past.status, performance.now() - begun < 10_000]).toEqual([503, true])
    expect(await (await fetch(`${base}/api/v1/health`)).json()).toMatchObject({ status: 'degraded', timeSeries: { ok: false } })
  }
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
}, 120_000)
