import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../models/site/random.ts'
import { createAlarms } from '../../../../server/alarms/alarms.ts'
import { numberRegister } from '../../../../server/compose/number-register.ts'
import type { Journal } from '../../../../server/journal/journal.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createBus } from '../../../../server/platform/bus.ts'
import { openRecords } from '../../../../server/platform/records-db.ts'
import type { StateColumns } from '../../../../server/state/device-state.ts'
import { createDeviceState } from '../../../../server/state/device-state.ts'
import { restoreState } from '../../../../server/state/restore-state.ts'
import { freePort } from '../../../support/built-server.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { type Influxd, startInfluxd } from '../../../support/influxd.ts'
import { openAlarmEar } from '../../../support/ledger/alarm-ear.ts'
import { occurrencesOf } from '../../../support/ledger/alarm-oracle.ts'
import { askServer } from '../../../support/ledger/ask-server.ts'
import {
  alarmsAreTheEvaluators,
  everyAcknowledgedOnce,
  newestIsTheState,
  noStepMissingOrTwice,
  nothingInvented,
  replayGivesTheSame,
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
const randomKills = faultRounds(2, 20)
const everyPoint = faultRounds(1, 2)
const community = smallCommunity()
const preload = new URL('../../../support/crash-points.mjs', import.meta.url).href
const seams = {
  both: [
    'journal.written-not-synced',
    'journal.between-row-and-minute',
    'journal.synced-not-told',
    'alarm.written-not-synced',
    'alarm.synced-not-told',
    'alarm.amid-checkpoint',
    'state.amid-checkpoint',
    'state.checkpoint-not-named',
    'answer.not-sent',
    'answer.sent',
  ],
  duckdb: ['history.amid-batch', 'history.stored-not-noted', 'history.amid-note'],
  influxdb: ['influx.stored-not-noted', 'influx.amid-note'],
} as const
/** Two days: the seam of a day that begins is passed at the first start, and again after midnight. */
const beginning = 'journal.begun-day-not-noted'

type Round = { readonly crashAt: string | null; readonly aheadMs: number; readonly isFirst?: boolean }
const devicesOf = (type: string): string[] => community.devices.flatMap((device) => (device.type === type ? [device.id] : []))
const digest = ({ value, time, quality, flags, origin, text }: StateColumns): string => {
  const hash = createHash('sha256')
  for (const column of [value, time, quality, flags, origin]) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  return hash.update(JSON.stringify([...text].sort())).digest('hex')
}

/** Kills the whole server at each seam and at random moments, one start after the other on the same data, under load. */
function play(store: 'duckdb' | 'influxdb', environment: () => Readonly<Record<string, string>>) {
  const points = Array.from({ length: everyPoint }, () => [...seams.both, ...seams[store]]).flat()
  it(`ends at ${points.length + 2} seams and ${randomKills} random moments, and holds C1 to C7 (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const data = join(temporaryDirectory(), 'data')
    const file = join(temporaryDirectory(), 'small.json')
    writeFileSync(file, JSON.stringify(community))
    const port = await freePort()
    const midnight = Math.ceil((Date.now() + 3_600_000) / 86_400_000) * 86_400_000
    const evening = midnight - 1_800_000 - Date.now()
    const morning = evening + 2_400_000
    const shuffled = points.map((name) => ({ name, rank: random() })).sort((a, b) => a.rank - b.rank)
    const rounds: Round[] = [
      { crashAt: `${beginning}:1`, aheadMs: evening, isFirst: true },
      ...shuffled.map(({ name }, index) => ({
        crashAt: `${name}:${/^(journal|answer)/.test(name) ? 20 + Math.floor(random() * 60) : 2 + Math.floor(random() * 3)}`,
        aheadMs: index < shuffled.length / 2 ? evening : morning,
      })),
      ...Array.from({ length: randomKills }, () => ({ crashAt: null, aheadMs: morning })),
    ]
    rounds.splice(1 + Math.ceil(shuffled.length / 2), 0, { crashAt: `${beginning}:1`, aheadMs: morning })
    let ahead = evening
    const ledger = new Ledger()
    const load = createLoad({
      ledger,
      community: community.id,
      random,
      now: () => Date.now() + ahead,
      meters: devicesOf('metering.electricity'),
      detectors: devicesOf('smoke.detector'),
      bays: devicesOf('parking.bay'),
    })
    const start = (round: Round) => {
      ahead = round.aheadMs
      return startProduct(['--community', file, '--port', String(port)], {
        data,
        env: {
          ...environment(),
          NODE_OPTIONS: `--import=${preload}`,
          CLOCK_AHEAD_MS: String(round.aheadMs),
          ...(round.crashAt ? { CRASH_AT: round.crashAt } : {}),
        },
      })
    }
    const base = `http://127.0.0.1:${port}`
    const asked = askServer(base, community)
    const stays = openAlarmEar(base, community.id)
    const comesBack = openAlarmEar(base, community.id)
    for (const [index, round] of rounds.entries()) {
      const server = start(round)
      const isUp = await server.address.then(
        () => true,
        () => false,
      )
      if (!isUp && round.crashAt?.startsWith(beginning)) continue
      if (!isUp) throw new Error(`no start after ${rounds[index - 1]?.crashAt}: ${server.output()}`)
      let isOver = false
      void server.ended.then(() => {
        isOver = true
      })
      const address = await asked.address().catch(() => null)
      if (index % 3 === 1) comesBack.close()
      if (index % 3 === 0) comesBack.open()
      if (address) {
        const isTaken = await load.resend(address).catch(() => null)
        if (isTaken === false) throw new Error(`what had no answer was not taken again: ${server.output()}`)
        const sending = load.run(address, () => isOver)
        if (round.crashAt === null) await sleep(300 + random() * 1200).then(() => server.process.kill('SIGKILL'))
        else if ((await Promise.race([server.ended.then(() => 'ended'), sleep(40_000)])) !== 'ended') {
          server.process.kill('SIGKILL')
          throw new Error(`${round.crashAt} was never passed`)
        }
        await sending
      }
      await server.ended
      expect([server.process.signalCode, round.crashAt]).toEqual(['SIGKILL', round.crashAt])
    }

    const last = start({ crashAt: null, aheadMs: morning })
    await last.address
    expect(await load.resend(await asked.address())).toBe(true)
    comesBack.open()
    await expect.poll(async () => (await asked.health()).timeSeries?.behind, { timeout: 30_000 }).toBe(0)
    const state = await asked.state()
    const history = await asked.history(ledger)
    const occurred = await asked.occurrences()
    const newest = await asked.newestStep()
    await expect.poll(() => [stays.heard.at(-1), comesBack.heard.at(-1)], { timeout: 20_000 }).toEqual([newest, newest])
    last.process.kill('SIGTERM')
    expect(await last.ended).toBe(0)
    stays.close()
    comesBack.close()

    const log = createSilentLog()
    const journal = await openJournal({ directory: join(data, 'journal'), log, reserveBytes: 0 })
    const register = await numberRegister(community, journal)
    const facts = await readWholeJournal(journal)
    const stored = entriesOf(facts, register)
    const restored = await restoreState({ directory: join(data, 'state'), journal, size: register.series.length, log })
    const folded = createDeviceState(register.series.length)
    for (const { sequence, fact } of facts) if (fact.kind === 'readings') folded.apply(fact.readings, sequence)
    const listed = await listsOf(journal, register, join(data), temporaryDirectory())
    await journal.close()
    expect(ledger.acknowledged.size).toBeGreaterThan(1000)
    expect(occurred.length).toBeGreaterThan(20)
    expect([
      ...everyAcknowledgedOnce(ledger, stored),
      ...theOthersAtMostOnce(ledger, stored),
      ...nothingInvented(ledger, stored),
      ...everyAcknowledgedOnce(ledger, history),
      ...theOthersAtMostOnce(ledger, history),
      ...nothingInvented(ledger, history),
      ...newestIsTheState(stored, state),
      ...alarmsAreTheEvaluators(occurrencesOf(facts, register), occurred),
      ...replayGivesTheSame('state', digest(restored), digest(folded)),
      ...replayGivesTheSame('list of alarms', ...listed),
      ...noStepMissingOrTwice('the client that stayed', stays.heard, 0, newest),
      ...noStepMissingOrTwice('the client that came back', comesBack.heard, 0, newest),
      ...[...stays.lists, ...comesBack.lists].map((number) => `C7 a list stood in for steps at ${number}`),
    ]).toEqual([])
    console.log(
      `${store}: ${rounds.length} kills, ${ledger.sent.size} readings sent, ${ledger.acknowledged.size} acknowledged, ${occurred.length} alarms in ${newest} steps`,
    )
  }, 3_600_000)
}

/** The list of alarms as the records hold it, and as a fresh set of records makes it of the journal alone. */
async function listsOf(journal: Journal, register: Awaited<ReturnType<typeof numberRegister>>, data: string, empty: string): Promise<[string, string]> {
  const lists: string[] = []
  for (const directory of [data, empty]) {
    const records = openRecords({ directory, log: createSilentLog(), now: Date.now() })
    const alarms = await createAlarms({
      register,
      journal,
      state: createDeviceState(register.series.length),
      records,
      bus: createBus(() => {}),
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      utcOffsetMinutes: 480,
      report: () => {},
    })
    lists.push(JSON.stringify([alarms.newest, alarms.current(), await alarms.since(0, 1_000_000)]))
    records.close()
  }
  return [lists[0], lists[1]]
}

describe('SIGKILL of the whole server during ingest, history in DuckDB', () => play('duckdb', () => ({})))

describe('SIGKILL of the whole server during ingest, history in InfluxDB', () => {
  let influxd: Influxd
  beforeAll(async () => {
    influxd = await startInfluxd()
  })
  afterAll(() => influxd.remove())
  play('influxdb', () => ({ LINLI_INFLUX_URL: influxd.url, LINLI_INFLUX_DATABASE: 'linli_kills' }))
})
