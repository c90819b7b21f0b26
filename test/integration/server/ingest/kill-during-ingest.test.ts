import { join } from 'node:path'
import mqtt from 'mqtt'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../models/site/random.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createDeviceState } from '../../../../server/state/device-state.ts'
import { restoreState } from '../../../../server/state/restore-state.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { everyAcknowledgedOnce, newestIsTheState, nothingInvented, theOthersAtMostOnce } from '../../../support/ledger/checks.ts'
import type { Entry } from '../../../support/ledger/ledger.ts'
import { Ledger } from '../../../support/ledger/ledger.ts'
import { entriesOf, readWholeJournal } from '../../../support/ledger/read-journal.ts'
import { liveRegister } from '../../../support/live-register.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { spawnChild } from '../../../support/spawn-child.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const kills = faultRounds(3, 50)
const seed = Number(process.env.LINLI_SEED ?? 20_261_124)
const devices = 10

describe(`SIGKILL during ingest (seed ${seed}, ${kills} kills)`, () => {
  it('loses nothing acknowledged, doubles nothing, invents nothing, and finds the same state', async () => {
    const directory = temporaryDirectory()
    const register = liveRegister(devices)
    const random = seededRandom(seed)
    const ledger = new Ledger()
    const begin = Date.now() - 3_600_000
    let next = 0
    // Times run forwards and backwards, so that late readings and look-ups in the past are under way at the kill too.
    const make = (count: number): Entry[] =>
      Array.from({ length: count }, () => {
        const n = next++
        return {
          device: `meter-${Math.floor(random() * devices)}`,
          point: 'power',
          time: begin + (random() < 0.5 ? n : 3_000_000 - n),
          value: (n % 5000) / 100,
        }
      })
    let unanswered: Entry[][] = []
    for (let round = 0; round < kills; round += 1) {
      const child = await spawnChild('ingest-child', directory, String(devices))
      const post = async (readings: readonly Entry[]) => {
        const body = JSON.stringify(readings)
        const answer = await fetch(`http://127.0.0.1:${child.number('http')}/api/v1/ingest`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        })
        return answer.status === 202 ? await answer.json() : null
      }
      // What had no answer before the kill is sent again, twice, as a device would.
      for (const readings of unanswered)
        for (const _ of [1, 2]) {
          const { accepted, duplicates, quarantined } = await post(readings)
          expect([accepted + duplicates, quarantined]).toEqual([readings.length, []])
          ledger.acknowledge(readings)
        }
      unanswered = []
      let isDead = false
      const sendHttp = async () => {
        while (!isDead) {
          const readings = make(20)
          ledger.send(readings)
          const answer = await post(readings).catch(() => null)
          if (answer?.accepted === 20) ledger.acknowledge(readings)
          else unanswered.push(readings)
        }
      }
      const sendMqtt = async () => {
        const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${child.number('mqtt')}`, { reconnectPeriod: 0 }, false)
        client.on('error', () => {})
        while (!isDead) {
          const [reading] = make(1)
          if (!reading) continue
          ledger.send([reading])
          const gone = new Promise<boolean>((done) => client.once('close', () => done(false)))
          const acknowledged = client
            .publishAsync(`linli/xingfuli/${reading.device}/telemetry`, JSON.stringify({ time: reading.time, power: reading.value }), { qos: 1 })
            .then(
              () => true,
              () => false,
            )
          if (await Promise.race([acknowledged, gone])) ledger.acknowledge([reading])
          else {
            unanswered.push([reading])
            break
          }
        }
        client.end(true)
      }
      const before = ledger.acknowledged.size
      const senders = [sendHttp(), sendHttp(), sendMqtt()]
      while (ledger.acknowledged.size < before + 200 + random() * 800) await new Promise((done) => setTimeout(done, 3))
      await child.stop('SIGKILL')
      isDead = true
      await Promise.all(senders)
    }
    const journal = await openJournal({ directory: join(directory, 'journal'), log: createSilentLog(), reserveBytes: 0 })
    const facts = await readWholeJournal(journal)
    const restored = await restoreState({ directory: join(directory, 'state'), journal, size: register.series.length, log: createSilentLog() })
    const folded = createDeviceState(register.series.length)
    for (const { sequence, fact } of facts) if (fact.kind === 'readings') folded.apply(fact.readings, sequence)
    await journal.close()
    const stored = entriesOf(facts, register)
    const state = register.series.flatMap((entry): Entry[] =>
      entry && !Number.isNaN(restored.time[entry.series])
        ? [{ device: entry.device.id, point: entry.id, time: restored.time[entry.series], value: restored.value[entry.series] }]
        : [],
    )
    expect(ledger.acknowledged.size).toBeGreaterThan(kills * 200)
    expect([
      ...everyAcknowledgedOnce(ledger, stored),
      ...theOthersAtMostOnce(ledger, stored),
      ...nothingInvented(ledger, stored),
      ...newestIsTheState(stored, state),
    ]).toEqual([])
    expect([restored.value, restored.time]).toEqual([folded.value, folded.time])
  }, 120_000)
})
