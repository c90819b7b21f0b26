import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { flagsOf } from '../../../../models/protocol/reading.ts'
import { seededRandom } from '../../../../models/site/random.ts'
import type { Sample, Window } from '../../../../server/timeseries/time-series.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { everyAcknowledgedOnce, newestIsTheState, nothingInvented } from '../../../support/ledger/checks.ts'
import { type Entry, Ledger } from '../../../support/ledger/ledger.ts'
import { entriesOf, readWholeJournal } from '../../../support/ledger/read-journal.ts'
import { liveCommunity, liveRegister } from '../../../support/live-register.ts'
import { createTestClock, makeIngest } from '../../../support/make-ingest.ts'
import { smallCommunity } from '../../../support/small-community.ts'
import { openSmallWorld } from '../../../support/small-world.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const seed = Number(process.env.LINLI_SEED ?? 20_261_124)
const now = Date.parse('2026-11-24T12:00:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const meter = 'electricity-1-1-101'
const detector = 'smoke-1-1-101-kitchen'
const sender = { via: 'http', origin: 'measured', who: 'test' } as const
type Sent = { readonly device: string; readonly point: string; readonly value: unknown; readonly time: number }

/** A mean is a sum of floats, and its last digits are of the order they were added in. */
const toElevenDigits = ({ mean, ...window }: Window) => ({ ...window, mean: Number(mean.toPrecision(11)) })

async function openWorld(directory: string, clock = createTestClock(now)) {
  const world = await openSmallWorld(directory, smallCommunity(), clock)
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await world.close()
    isOpen = false
  }
  onTestFinished(close)
  const send = async (items: readonly Sent[]) => {
    const answer = await world.ingest.accept(items, sender)
    // Steps of alarms are on their way to the journal now; what is asked of it afterwards is answered after them.
    await world.journal.numberSeries([])
    return answer
  }
  const stateOf = (device: string, point: string): { time: number; value: number } => {
    const { series } = world.entryOf(device, point)
    return { time: world.state.time[series], value: world.state.value[series] }
  }
  return { ...world, clock, close, send, stateOf }
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

describe('duplicates', () => {
  it(`stores what is sent one to five times once, over a restart and a day later, sounds once and adds up once (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const directory = temporaryDirectory()
    const clock = createTestClock(now)
    // A meter that counts 0.5 kWh each minute, and one fire.
    const readings = Array.from({ length: 120 }, (_, n): Entry => ({ device: meter, point: 'energy', value: 500 + n / 2, time: now - 2 * hour + n * minute }))
    const fire: Entry = { device: detector, point: 'obscuration', value: 0.4, time: now - 1000 }
    const ledger = new Ledger()
    ledger.send([...readings, fire])
    const messages = [...readings, fire].flatMap((entry) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => entry))
    const order = shuffled(messages, random)
    let world = await openWorld(directory, clock)
    for (const [index, entry] of order.entries()) {
      if (index === Math.floor(order.length / 2)) {
        await world.close()
        world = await openWorld(directory, clock)
      }
      const { accepted, duplicates } = await world.send([entry])
      expect(accepted + duplicates).toBe(1)
      ledger.acknowledge([entry])
    }
    clock.time += day
    const late = await world.send([...readings, fire])
    expect(late).toMatchObject({ accepted: 0, duplicates: 121, quarantined: [] })
    expect(world.alarms.find({ state: 'all', limit: 100 }).filter(({ alarm }) => alarm === 'fire')).toHaveLength(1)
    await world.settled()
    const windows = await world.history.readWindows(world.entryOf(meter, 'energy'), now - day, now + day, 2 * day, 0)
    expect(windows.reduce((sum, { mean }) => sum + mean, 0)).toBe(119 / 2)
    const stored = entriesOf(await readWholeJournal(world.journal), world.register)
    expect([...everyAcknowledgedOnce(ledger, stored), ...nothingInvented(ledger, stored)]).toEqual([])
  })

  it('knows duplicates of 100,000 points in 64 MB', async () => {
    const { ingest } = await makeIngest({ now, directory: temporaryDirectory(), register: liveRegister(14_300) })
    const points = ['power', 'energy', 'step', 'relay']
    const items = (time: number): Sent[] =>
      Array.from({ length: 25_000 }, (_, n) => ({ device: `meter-${n % 14_300}`, point: points[Math.floor(n / 14_300)], value: n < 42_900 ? 1 : 0, time }))
    const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
    for (let round = 0; round < 2; round += 1)
      for (let n = 0; n < 12; n += 1) {
        const answer = await ingest.accept(items(now - 20 * minute + n * minute), sender)
        expect([answer.accepted, answer.duplicates]).toEqual(round === 0 ? [25_000, 0] : [0, 25_000])
        expect(ingest.stats.duplicateBytes).toBeLessThanOrEqual(64 * 1024 * 1024)
      }
    expect(before).toBeGreaterThan(0)
  }, 60_000)
})

describe('late and out of order', () => {
  const power = (n: number): Sent => ({ device: meter, point: 'power', value: n / 10, time: now - hour + n * minute })
  const rowsOf = (samples: readonly Sample[]) => samples.map(({ time, value }) => [time, value])

  it('ends in the same state, history and figures whatever the order of an hour was', async () => {
    const all = Array.from({ length: 60 }, (_, n) => power(n))
    const ordered = await openWorld(temporaryDirectory())
    await ordered.send(all)
    await ordered.settled()
    const entry = ordered.entryOf(meter, 'power')
    const wanted = {
      raw: rowsOf(await ordered.history.readRaw(entry, now - day, now + day, 1000)),
      windows: await ordered.history.readWindows(entry, now - 2 * hour, now + hour, 10 * minute, 0),
      moments: await Promise.all(
        [5, 17, 42].map(async (n) => (await ordered.history.stateAt(now - hour + n * minute)).map(({ series, value }) => [series, value])),
      ),
    }
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: 60 }), fc.integer({ min: 1, max: 20 }), async (order, size) => {
        const world = await openWorld(temporaryDirectory())
        for (let from = 0; from < order.length; from += size) {
          await world.send(order.slice(from, from + size))
          // What was summed up of the past is asked for in between, so that it must be made anew.
          if (from % (3 * size) === 0) await world.settled().then(() => world.history.stateAt(now - 30 * minute))
        }
        await world.settled()
        expect(world.stateOf(meter, 'power')).toEqual({ time: all[59].time, value: 5.9 })
        expect(rowsOf(await world.history.readRaw(entry, now - day, now + day, 1000))).toEqual(wanted.raw)
        const windows = await world.history.readWindows(entry, now - 2 * hour, now + hour, 10 * minute, 0)
        expect(windows.map(toElevenDigits)).toEqual(wanted.windows.map(toElevenDigits))
        for (const [index, n] of [5, 17, 42].entries())
          expect((await world.history.stateAt(now - hour + n * minute)).map(({ series, value }) => [series, value])).toEqual(wanted.moments[index])
        await world.close()
      }),
      { numRuns: faultRounds(4, 60), seed },
    )
  }, 600_000)

  it('puts a back-fill of seven days where it belongs: the state stays, nothing sounds, figures of each day are right', async () => {
    const world = await openWorld(temporaryDirectory())
    await world.send([
      { device: meter, point: 'power', value: 1, time: now },
      { device: detector, point: 'chamber', value: 'clean', time: now },
    ])
    // Newest day first, as a gateway empties its memory; in it a fault that was live then, and an old fire.
    for (let back = 0; back < 7; back += 1)
      await world.send([
        ...Array.from({ length: 24 }, (_, n): Sent => ({ device: meter, point: 'power', value: back + n / 100, time: now - (back + 1) * day + n * hour })),
        { device: detector, point: 'chamber', value: back === 3 ? 'faulty' : 'clean', time: now - (back + 1) * day },
        { device: detector, point: 'obscuration', value: back === 5 ? 0.5 : 0.01, time: now - (back + 1) * day },
      ])
    expect(world.stateOf(meter, 'power')).toEqual({ time: now, value: 1 })
    expect(world.alarms.current()).toEqual([])
    expect(world.told).toEqual([])
    await world.settled()
    const days = await world.history.readWindows(world.entryOf(meter, 'power'), now - 7 * day, now, day, now % day)
    expect(days.map(({ count, last }) => [count, last])).toEqual([6, 5, 4, 3, 2, 1, 0].map((back) => [24, back + 0.23]))
    const raw = await world.history.readRaw(world.entryOf(meter, 'power'), now - 8 * day, now, 1000)
    expect(new Set(raw.map(({ flags }) => flagsOf(flags).join()))).toEqual(new Set(['late']))
    expect(world.errors).toEqual([])
  })

  it('raises no live alarm of what is older than ten minutes, but a fire, which says how late it is', async () => {
    const world = await openWorld(temporaryDirectory())
    await world.send([
      { device: detector, point: 'chamber', value: 'faulty', time: now - 11 * minute },
      { device: 'smoke-1-1-102-kitchen', point: 'chamber', value: 'faulty', time: now - 9 * minute },
      { device: detector, point: 'obscuration', value: 0.5, time: now - 37 * minute },
    ])
    const current = () => world.alarms.current().map(({ id, lateBy }) => [id, lateBy])
    expect(current()).toEqual([[`${detector}/fire`, 37 * minute]])
    // What is no danger to life must have held for a while; by then the younger fault is on the list, and the older is not.
    world.clock.time += minute / 2
    await expect.poll(() => current().length, { timeout: 10_000 }).toBe(2)
    expect(current()).toContainEqual(['smoke-1-1-102-kitchen/chamberFault', 0])
  })
})

describe('future readings and mixed units', () => {
  const at = (time: number, value = 1): Sent => ({ device: meter, point: 'power', value, time })

  it.each([
    ['two minutes ahead', 2 * minute, 'good'],
    ['a millisecond more', 2 * minute + 1, 'badClock'],
    ['24 hours ahead', 24 * hour, 'badClock'],
    ['a millisecond more than that', 24 * hour + 1, 'refused'],
    ['in the year 2106', Date.parse('2106-02-07T06:28:15Z') - now, 'refused'],
    ['at the first moment of 2000', 946_684_800_000 - now, 'late'],
    ['a millisecond before', 946_684_800_000 - now - 1, 'refused'],
    ['at the epoch', -now, 'refused'],
    ['before it', -now - 1, 'refused'],
  ])('judges a reading %s to the millisecond, and the true one that follows becomes the state', async (_name, ahead, judged) => {
    const world = await openWorld(temporaryDirectory())
    const { series } = world.entryOf(meter, 'power')
    const answer = await world.send([at(now + ahead)])
    expect(answer).toMatchObject(judged === 'refused' ? { accepted: 0, quarantined: [{ code: 'bad_time' }] } : { accepted: 1, quarantined: [] })
    if (judged === 'badClock') {
      // Under the time of receipt, with the time it claimed beside it.
      expect([world.state.time[series], world.state.quality[series], world.state.text.get(series)]).toEqual([now, 1, new Date(now + ahead).toISOString()])
      expect(flagsOf(world.state.flags[series])).toEqual(['badClock'])
    } else if (judged !== 'refused')
      expect([world.state.time[series], flagsOf(world.state.flags[series])]).toEqual([now + ahead, judged === 'late' ? ['late'] : []])
    world.clock.time += 3 * minute
    await world.send([at(world.clock.time, 7)])
    expect(world.stateOf(meter, 'power')).toEqual({ time: world.clock.time, value: 7 })
  })

  it('reads s, ms, µs and ns of any moment from 2000 to 2100 by their size, also mixed in one message', async () => {
    const { ingest, told } = await makeIngest({ now: Date.parse('2099-12-31T00:00:00Z'), directory: temporaryDirectory(), register: liveRegister(4) })
    const moment = fc.integer({ min: 946_684_800, max: 4_102_272_000 })
    const used = new Set<number>()
    await fc.assert(
      fc.asyncProperty(moment, fc.nat(999), async (seconds, milliseconds) => {
        const ms = seconds * 1000 + milliseconds
        fc.pre(!used.has(seconds * 1000) && !used.has(ms))
        used.add(ms).add(seconds * 1000)
        told.readings.length = 0
        const times = [seconds, ms, ms * 1000, ms * 1e6]
        const answer = await ingest.accept(
          times.map((time, index) => ({ device: `meter-${index}`, point: 'power', value: 1, time })),
          sender,
        )
        expect(answer).toMatchObject({ accepted: 4 })
        expect(new Set(told.readings.flatMap(({ batch }) => Array.from(batch.time)))).toEqual(new Set([seconds * 1000, ms]))
      }),
      { numRuns: faultRounds(500, 20_000), seed },
    )
  }, 120_000)
})

it('keeps the newest state true to the ledger when everything above comes at once', async () => {
  const random = seededRandom(seed)
  const world = await openSmallWorld(temporaryDirectory(), { ...liveCommunity(0), devices: smallCommunity().devices }, createTestClock(now))
  onTestFinished(world.close)
  const ledger = new Ledger()
  for (let n = 0; n < 400; n += 1) {
    const entry: Entry = {
      device: random() < 0.5 ? meter : 'electricity-1-1-102',
      point: 'power',
      value: Math.floor(random() * 80) / 10,
      time: now - Math.floor(random() * 5000) * 1000,
    }
    if (ledger.sent.has(`${entry.device}/${entry.point}@${entry.time}`)) continue
    ledger.send([entry])
    for (let repeat = 0; repeat <= random() * 3; repeat += 1) await world.ingest.accept([entry, entry], sender)
    ledger.acknowledge([entry])
  }
  const stored = entriesOf(await readWholeJournal(world.journal), world.register)
  const state = [...new Set(stored.map(({ device }) => device))].map((device): Entry => {
    const { series } = world.entryOf(device, 'power')
    return { device, point: 'power', value: world.state.value[series], time: world.state.time[series] }
  })
  expect([...everyAcknowledgedOnce(ledger, stored), ...nothingInvented(ledger, stored), ...newestIsTheState(stored, state)]).toEqual([])
})
