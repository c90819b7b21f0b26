import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import mqtt from 'mqtt'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { seededRandom } from '../../../../models/site/random.ts'
import { numberRegister } from '../../../../server/compose/number-register.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { openAlarmEar } from '../../../support/ledger/alarm-ear.ts'
import { everyAcknowledgedOnce, nothingInvented, theOthersAtMostOnce } from '../../../support/ledger/checks.ts'
import { Ledger } from '../../../support/ledger/ledger.ts'
import { createLoad } from '../../../support/ledger/load-client.ts'
import { entriesOf, readWholeJournal } from '../../../support/ledger/read-journal.ts'
import { startProduct } from '../../../support/product-server.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { smallCommunity } from '../../../support/small-community.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const seed = Number(process.env.LINLI_SEED ?? 20_261_124)
const rounds = faultRounds(1, 10)
// Larger than what is held back for alarms by so much that even with that given up the disk counts as nearly full.
const megabytes = faultRounds(160, 256)
const megabyte = 1024 * 1024
const community = smallCommunity()
const devicesOf = (type: string): string[] => community.devices.flatMap((device) => (device.type === type ? [device.id] : []))
const meter = 'electricity-1-1-101'
const Health = z.looseObject({ status: z.string(), messaging: z.object({ mqtt: z.object({ port: z.number() }).nullable() }) })
const Alarms = z.object({ items: z.array(z.looseObject({ id: z.string(), condition: z.string() })) })
const System = z.looseObject({ notices: z.array(z.looseObject({ code: z.string(), subject: z.string() })) })

function smallDisk(): string {
  const directory = temporaryDirectory()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'linli-test', directory])
  onTestFinished(() => void execFileSync('umount', ['-l', directory]))
  return directory
}
const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

it.skipIf(!canMount)(
  `refuses on a full disk of ${megabytes} MB, goes on showing and sounding, and takes readings again by itself (${rounds} times, seed ${seed}; needs root for a small disk)`,
  async () => {
    const random = seededRandom(seed)
    const disk = smallDisk()
    const file = join(temporaryDirectory(), 'small.json')
    writeFileSync(file, JSON.stringify(community))
    const server = startProduct(['--community', file], { data: join(disk, 'data') })
    const base = await server.address
    const get = async (path: string): Promise<unknown> => await (await fetch(`${base}${path}`)).json()
    const health = async () => Health.parse(await get('/api/v1/health'))
    const mqttPort = (await health()).messaging.mqtt?.port ?? 0
    const ear = openAlarmEar(base, community.id)
    const ledger = new Ledger()
    const load = createLoad({
      ledger,
      community: community.id,
      random,
      now: () => Date.now(),
      meters: devicesOf('metering.electricity'),
      detectors: devicesOf('smoke.detector').slice(2),
      bays: devicesOf('parking.bay'),
    })
    const post = (point: string, device: string, value: number) =>
      fetch(`${base}/api/v1/ingest`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ device, point, value }]),
      })
    const ballast = join(disk, 'ballast')
    for (let round = 0; round < rounds; round += 1) {
      let isOver = false
      const sending = load.run({ base, mqttPort }, () => isOver)
      await sleep(300 + random() * 700)
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 2 * megabyte)))
      await expect.poll(async () => (await health()).status, { timeout: 60_000, interval: 50 }).toBe('refusing')
      isOver = true
      await sending
      const refused = await post('power', meter, 1)
      expect([refused.status, z.looseObject({ code: z.string() }).parse(await refused.json()).code]).toEqual([507, 'disk_full'])
      expect([(await fetch(`${base}/api/v1/health`)).status, refused.headers.get('retry-after')]).toEqual([503, '5'])
      // MQTT is not acknowledged: the connection is closed, so that the device keeps its message.
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { reconnectPeriod: 0 }, false)
      client.on('error', () => {})
      const closed = new Promise<string>((done) => client.once('close', () => done('closed')))
      const sent = client.publishAsync(`linli/${community.id}/${meter}/telemetry`, '{"power":1}', { qos: 1 }).then(
        () => 'acknowledged',
        () => 'closed',
      )
      expect(await Promise.race([sent, closed])).toBe('closed')
      client.end(true)
      // What is known is shown, and a fire sounds: as a step that every client hears, though its reading could not be kept.
      expect(JSON.stringify(await get(`/api/v1/communities/${community.id}/state`))).toContain('"points":[{')
      const detector = devicesOf('smoke.detector')[round % 2]
      const heard = ear.heard.length
      expect((await post('obscuration', detector, 0.9 + round / 100)).status).toBe(507)
      await expect.poll(() => ear.heard.length, { timeout: 5000 }).toBeGreaterThan(heard)
      expect(Alarms.parse(await get('/api/v1/alarms')).items.map(({ id }) => id)).toContain(`${detector}/fire`)
      await expect.poll(async () => System.parse(await get('/api/v1/system')).notices.map(({ code }) => code), { timeout: 15_000 }).toContain('disk_low')

      // A person makes room: readings are taken again within ten seconds, and by the same process.
      rmSync(ballast)
      const since = performance.now()
      await expect.poll(async () => (await post('power', meter, 2)).status, { timeout: 10_000, interval: 100 }).toBe(202)
      expect(performance.now() - since).toBeLessThan(10_000)
      expect((await health()).status).not.toBe('refusing')
      expect(await load.resend({ base, mqttPort })).toBe(true)
      expect((await post('obscuration', detector, 0.01)).status).toBe(202)
    }
    ear.close()
    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    const journal = await openJournal({ directory: join(disk, 'data/journal'), log: createSilentLog(), reserveBytes: 0 })
    const register = await numberRegister(community, journal)
    const facts = await readWholeJournal(journal)
    await journal.close()
    const known = new Set([...ledger.sent.values()].map(({ device, point }) => `${device}/${point}`))
    const own = (device: string, point: string): boolean => known.has(`${device}/${point}`) && !(device === meter && point === 'power')
    const stored = entriesOf(facts, register).filter((entry) => own(entry.device, entry.point))
    const ofMeter = entriesOf(facts, register).filter(
      ({ device, point, time }) => device === meter && point === 'power' && ledger.sent.has(`${meter}/power@${time}`),
    )
    expect(ledger.acknowledged.size).toBeGreaterThan(100)
    expect([
      ...everyAcknowledgedOnce(ledger, [...stored, ...ofMeter]),
      ...theOthersAtMostOnce(ledger, [...stored, ...ofMeter]),
      ...nothingInvented(ledger, [...stored, ...ofMeter]),
    ]).toEqual([])
  },
  600_000,
)
