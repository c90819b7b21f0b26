import { setTimeout as sleep } from 'node:timers/promises'
import mqtt from 'mqtt'
import type { Random } from '../../../models/site/random.ts'
import type { Entry, Ledger } from './ledger.ts'

export type Address = { readonly base: string; readonly mqttPort: number }
type Load = {
  readonly ledger: Ledger
  readonly community: string
  readonly random: Random
  /** The wall clock the server under test goes by, in ms. */
  readonly now: () => number
  readonly meters: readonly string[]
  readonly detectors: readonly string[]
  readonly bays: readonly string[]
  /** How long each way rests between two messages; as fast as it is answered where left out. */
  readonly paceMs?: number
}

const perRequest = 20
const spanMs = 3_600_000

/** A client that reports as meters, smoke alarms and bays do, by HTTP and MQTT, and notes everything in the ledger. */
export function createLoad({ ledger, community, random, now, meters, detectors, bays, paceMs = 0 }: Load) {
  const begin = now() - spanMs
  let meterReadings = 0
  let fires = 0
  let lastTime = 0
  let unanswered: (readonly Entry[])[] = []
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]
  const moment = (): number => {
    lastTime = Math.max(now(), lastTime + 1)
    return lastTime
  }

  /** Times run forwards and backwards, so that late readings and look-ups in the past are under way at any moment. */
  const meterBatch = (): Entry[] =>
    Array.from({ length: perRequest }, () => {
      const n = meterReadings++
      return { device: pick(meters), point: 'power', time: random() < 0.5 ? begin + n : begin + spanMs - n, value: (n % 500) / 100 }
    })
  /** Each detector in turn sees smoke, then none. */
  const fire = (): Entry[] => {
    const n = fires++
    return [
      {
        device: detectors[n % detectors.length],
        point: 'obscuration',
        time: moment(),
        value: Math.floor(n / detectors.length) % 2 === 0 ? 0.4 : 0.01,
      },
    ]
  }

  const post = async ({ base }: Address, entries: readonly Entry[]): Promise<boolean> => {
    const answer = await fetch(`${base}/api/v1/ingest`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(entries.map((entry) => ({ ...entry, value: entry.point === 'occupied' ? entry.value === 1 : entry.value }))),
    })
    const said: unknown = answer.status === 202 ? await answer.json() : null
    if (typeof said !== 'object' || said === null) return false
    const { accepted, duplicates }: { accepted?: unknown; duplicates?: unknown } = said
    return Number(accepted) + Number(duplicates) === entries.length
  }
  const report = async (address: Address, entries: readonly Entry[]): Promise<void> => {
    ledger.send(entries)
    if (await post(address, entries).catch(() => false)) ledger.acknowledge(entries)
    else unanswered.push(entries)
  }
  const publish = async (address: Address, isOver: () => boolean): Promise<void> => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${address.mqttPort}`, { reconnectPeriod: 0 }, false).catch(() => null)
    if (!client) return
    client.on('error', () => {})
    const closed = new Promise<boolean>((done) => client.once('close', () => done(false)))
    while (!isOver() && client.connected) {
      const entry: Entry = { device: pick(bays), point: 'occupied', time: moment(), value: Math.floor(random() * 2) }
      ledger.send([entry])
      const topic = `linli/${community}/${entry.device}/telemetry`
      const sent = client.publishAsync(topic, JSON.stringify({ time: entry.time, occupied: entry.value === 1 }), { qos: 1 }).then(
        () => true,
        () => false,
      )
      if (await Promise.race([sent, closed])) ledger.acknowledge([entry])
      else unanswered.push([entry])
      if (paceMs > 0) await sleep(paceMs)
    }
    client.end(true)
  }

  return {
    /** Reports on all ways at once until `isOver`. */
    run: async (address: Address, isOver: () => boolean): Promise<void> => {
      const repeat = async (make: () => readonly Entry[]): Promise<void> => {
        while (!isOver()) {
          await report(address, make())
          if (paceMs > 0) await sleep(paceMs)
        }
      }
      await Promise.all([repeat(meterBatch), repeat(meterBatch), repeat(fire), publish(address, isOver)])
    },
    /** What had no answer is sent again, twice, as devices do. True when every one of them was taken or known. */
    resend: async (address: Address): Promise<boolean> => {
      const waiting = unanswered
      unanswered = []
      let isWell = true
      for (const entries of waiting)
        for (let time = 0; time < 2; time += 1) {
          const isTaken = await post(address, entries)
          if (isTaken) ledger.acknowledge(entries)
          isWell &&= isTaken
        }
      return isWell
    },
  }
}
