import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitOf } from '../../../../models/protocol/reading.ts'
import { IngestBusy } from '../../../../server/ingest/accept.ts'
import { JournalRefused } from '../../../../server/journal/journal.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import type { MemoryJournal } from '../../../support/memory-journal.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const sender = { via: 'http', origin: 'measured', who: 'test' } as const
const power = (value: unknown, time?: unknown, device = 'meter-0') => ({ device, point: 'power', value, ...(time === undefined ? {} : { time }) })
const make = (options: Partial<Parameters<typeof makeIngest>[0]> = {}) => makeIngest({ now, directory: temporaryDirectory(), ...options })

/** Everything the journal holds of readings, as plain rows. */
const stored = (journal: MemoryJournal) =>
  journal.facts.flatMap(({ fact }) =>
    fact.kind === 'readings'
      ? Array.from({ length: fact.readings.count }, (_, i) => ({
          series: fact.readings.series[i],
          time: fact.readings.time[i],
          value: fact.readings.value[i],
          flags: fact.readings.flags[i],
          quality: fact.readings.quality[i],
          text: fact.readings.text?.[i] ?? null,
        }))
      : [],
  )

describe('acceptance of readings', () => {
  it('acknowledges only what the journal has, and tells it on after the state', async () => {
    const { ingest, memory, told, state, bus, seriesOf } = await make()
    const series = seriesOf('meter-0', 'power')
    const seen: number[] = []
    bus.on('readings', () => seen.push(state.value[series]))
    const release = memory.hold()
    const answer = ingest.accept([power(1.5, now - 1000)], sender)
    await new Promise((done) => setImmediate(done))
    expect(told.readings).toEqual([])
    release()
    expect(await answer).toEqual({ accepted: 1, duplicates: 0, quarantined: [], yielded: 0 })
    expect([seen, told.readings[0]?.sequence, memory.facts.length]).toEqual([[1.5], 1, 1])
  })

  it('gives a reading without a time the moment of receipt, made unique', async () => {
    const { ingest, memory } = await make()
    await ingest.accept([power(1), power(2), power(3)], sender)
    expect(stored(memory).map(({ time }) => time)).toEqual([now, now + 1, now + 2])
  })

  it('keeps late readings where they belong, marked, and never over a newer state', async () => {
    const { ingest, memory, state, seriesOf } = await make()
    await ingest.accept([power(1, now - 1000)], sender)
    await ingest.accept([power(2, now - 3_600_000)], sender)
    expect(stored(memory)[1]).toMatchObject({ time: now - 3_600_000, value: 2, flags: bitOf('late'), quality: 0 })
    expect(state.value[seriesOf('meter-0', 'power')]).toBe(1)
  })

  it.each([
    ['1 min ahead', 60_000, { time: now + 60_000, flags: 0, quality: 0 }],
    ['10 min ahead', 600_000, { time: now, flags: bitOf('badClock'), quality: 1, text: new Date(now + 600_000).toISOString() }],
    ['1 year ahead', 366 * 86_400_000, null],
    ['in the year 2106', Date.parse('2106-02-07T06:28:15Z') - now, null],
    ['at the epoch', -now, null],
    ['before it', -now - 5, null],
  ])('a reading %s is stored where its clock can be believed', async (_name, ahead, expected) => {
    const { ingest, memory, state, seriesOf } = await make()
    const result = await ingest.accept([power(1, now + ahead)], sender)
    if (expected) expect(stored(memory)[0]).toMatchObject(expected)
    else expect(result).toMatchObject({ accepted: 0, quarantined: [{ index: 0, code: 'bad_time' }] })
    // Whatever it claimed, the true reading that follows becomes the state.
    await ingest.accept([power(7, now + 120_000)], sender)
    expect(state.value[seriesOf('meter-0', 'power')]).toBe(7)
  })

  it('recognises seconds, microseconds and nanoseconds by their size', async () => {
    const { ingest, memory } = await make()
    await ingest.accept([power(1, now / 1000), power(1, now * 1000, 'meter-1'), power(1, now * 1e6, 'meter-2')], sender)
    expect(stored(memory).map(({ time }) => time)).toEqual([now, now, now])
  })

  it('marks what the device cannot report as out of range, and does not trust it; what is absurd goes into no figure', async () => {
    const { ingest, memory } = await make()
    await ingest.accept([power(100.01, now), power(100_101, now + 1), power(-1e308, now + 2)], sender)
    const flags = bitOf('outOfRange')
    expect(stored(memory)).toMatchObject([
      { flags, quality: 1 },
      { flags, quality: 2 },
      { flags, quality: 2 },
    ])
  })

  it('tells a counter that rolls over from one that steps back', async () => {
    const { ingest, memory } = await make()
    const energy = (value: number, time: number) => ({ device: 'meter-0', point: 'energy', value, time: now - 10_000 + time })
    await ingest.accept([energy(999_998, 0), energy(1, 1), energy(0.5, 2), energy(84_321, 3), energy(3, 4), energy(3, 5)], sender)
    expect(stored(memory).map(({ flags, quality }) => [flags, quality])).toEqual([
      [0, 0],
      [bitOf('rollover'), 0],
      [bitOf('swapped'), 1],
      [0, 0],
      [bitOf('swapped'), 1],
      [0, 0],
    ])
  })

  it.each([
    ['an unknown device', { device: 'nobody', point: 'power', value: 1 }, 'unknown_device', 'nobody'],
    ['an unknown point', { device: 'meter-0', point: 'warmth', value: 1 }, 'unknown_point', 'warmth'],
    ['a text for a number', power('warmish'), 'wrong_type', 'warmish'],
    ['a number that overflows', power(Number.POSITIVE_INFINITY), 'not_finite', 'Infinity'],
    ['no number', power(Number.NaN), 'not_finite', 'NaN'],
    ['null', power(null), 'wrong_type', 'null'],
    ['an empty list', power([]), 'wrong_type', '[]'],
    ['true', power(true), 'wrong_type', 'true'],
    ['hexadecimal', power('0x10'), 'wrong_type', '0x10'],
    ['a decimal comma', power('12,3'), 'wrong_type', '12,3'],
    ['full-width digits', power('１２'), 'wrong_type', '１２'],
    ['an undeclared state', { device: 'meter-0', point: 'door', value: 'ajar' }, 'unknown_state', 'ajar'],
    ['a time that is none', power(1, 'yesterdayish'), 'bad_time', 'yesterdayish'],
    ['a time without a zone', power(1, '2026-11-24T12:00:00'), 'bad_time', '2026-11-24T12:00:00'],
    ['no object', 'a=1', 'unknown_shape', 'a=1'],
    ['names that are none', { device: 3, point: null, value: 1 }, 'unknown_shape', '3'],
  ])('quarantines %s with what was sent', async (_name, item, code, mark) => {
    const { ingest, told, memory } = await make()
    const result = await ingest.accept([item, power(1, now)], sender)
    expect(result).toMatchObject({ accepted: 1, quarantined: [{ index: 0, code }] })
    expect(told.quarantined).toHaveLength(1)
    expect(JSON.stringify(told.quarantined)).toContain(JSON.stringify(mark).slice(1, -1))
    expect(memory.facts.map(({ fact }) => fact.kind)).toEqual(['readings', 'quarantined'])
  })

  it('keeps extreme but finite numbers as they are', async () => {
    const { ingest, memory } = await make()
    const values = [1e308, 2 ** 53 + 2, -0, 5e-324]
    await ingest.accept(
      values.map((value, i) => power(value, now + i)),
      sender,
    )
    expect(stored(memory).map(({ value }) => value)).toEqual([1e308, 2 ** 53 + 2, 0, 0])
  })

  it('takes names composed or decomposed and bounds what it keeps of strange text', async () => {
    const { ingest, told } = await make()
    const strange = ['𠮷'.repeat(10_000), '\0', '\ud800', '\u202Eabc', '👨‍👩‍👧']
    const result = await ingest.accept(
      strange.map((device) => ({ device, point: 'power', value: 1 })),
      sender,
    )
    expect(result.quarantined.map(({ code }) => code)).toEqual(strange.map(() => 'unknown_device'))
    for (const { device } of told.quarantined) expect([device.length <= 200, /\p{Surrogate}|\0/u.test(device)]).toEqual([true, false])
  })

  it('lets a credential speak for its own device only', async () => {
    const { ingest } = await make()
    const result = await ingest.accept([power(1, now), power(1, now, 'meter-1')], { ...sender, device: 'meter-1' })
    expect(result).toMatchObject({ accepted: 1, quarantined: [{ index: 0, code: 'foreign_device' }] })
  })

  it('leaves a device alone with simulated readings for ten minutes after it was heard itself', async () => {
    const { ingest, clock } = await make()
    await ingest.accept([power(1)], sender)
    const simulated = () => ingest.accept([power(2), power(2, undefined, 'meter-1')], { ...sender, origin: 'simulated' })
    expect(await simulated()).toMatchObject({ accepted: 1, yielded: 1 })
    clock.time += 599_999
    expect(await simulated()).toMatchObject({ accepted: 1, yielded: 1 })
    clock.time += 1
    expect(await simulated()).toMatchObject({ accepted: 2, yielded: 0 })
  })

  it('never lets the stamp of receipt go back, and marks readings while the clock stands behind', async () => {
    const { ingest, clock, told } = await make()
    await ingest.accept([power(1)], sender)
    clock.time -= 3_600_000
    await ingest.accept([power(2)], sender)
    expect(told.readings.map(({ batch }) => batch.received)).toEqual([now, now])
    expect(told.readings[1]?.batch.flags[0]).toBe(bitOf('clockAdjusted'))
  })
})

describe('duplicates and conflicts', () => {
  it('stores the same reading once, within a request, after it, and after a restart', async () => {
    const first = await make()
    const items = [power(1, now - 5), power(1, now - 5), power(2, now - 4), power(1, now - 5)]
    expect(await first.ingest.accept(items, sender)).toMatchObject({ accepted: 2, duplicates: 2 })
    expect(await first.ingest.accept(items, sender)).toMatchObject({ accepted: 0, duplicates: 4 })
    const second = await make({ journal: first.memory })
    expect(await second.ingest.accept(items, sender)).toMatchObject({ accepted: 0, duplicates: 4 })
    expect(stored(first.memory)).toHaveLength(2)
  })

  it('quarantines another value at the same time, newest or older', async () => {
    const { ingest, told } = await make()
    await ingest.accept([power(1, now - 5), power(2, now - 4)], sender)
    expect(await ingest.accept([power(9, now - 5), power(9, now - 4)], sender)).toMatchObject({
      accepted: 0,
      quarantined: [
        { index: 0, code: 'conflict' },
        { index: 1, code: 'conflict' },
      ],
    })
    expect(told.quarantined[0]).toMatchObject({ device: 'meter-0', point: 'power', value: '9', time: new Date(now - 5).toISOString() })
  })

  it('does not acknowledge a duplicate before the first of it is durable', async () => {
    const { ingest, memory } = await make()
    const release = memory.hold()
    const ends: string[] = []
    const first = ingest.accept([power(1, now)], sender).then(() => ends.push('first'))
    const second = ingest.accept([power(1, now)], sender).then(() => ends.push('second'))
    for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done))
    expect(ends).toEqual([])
    release()
    await Promise.all([first, second])
    expect(stored(memory)).toHaveLength(1)
  })

  it('refuses a duplicate of what the journal then refused', async () => {
    const { ingest, memory } = await make()
    const release = memory.hold()
    const both = [ingest.accept([power(1, now)], sender), ingest.accept([power(1, now)], sender)]
    memory.refuse = true
    release()
    for (const { status } of await Promise.allSettled(both)) expect(status).toBe('rejected')
    memory.refuse = false
    expect(await ingest.accept([power(1, now)], sender)).toMatchObject({ accepted: 1, duplicates: 0 })
  })

  it('answers as a plain set of all that was ever said would, in any order and grouping, over restarts, with little memory', async () => {
    const item = fc.record({ device: fc.nat(1), offset: fc.nat(40), value: fc.nat(2) })
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.array(fc.array(item, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant('restart' as const) },
      { weight: 1, arbitrary: fc.constant('refuse' as const) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const directory = temporaryDirectory()
        const limits = { waitingReadings: 1000, duplicateBytes: 4096 }
        let made = await makeIngest({ now, directory, limits })
        const journal = made.memory
        const said = new Map<string, number>()
        for (const action of steps) {
          if (action === 'restart') {
            made = await makeIngest({ now, directory, limits, journal })
            continue
          }
          if (action === 'refuse') {
            journal.refuse = !journal.refuse
            continue
          }
          const requests = action.map((items) => items.map(({ device, offset, value }) => power(value, now - offset * 7_000, `meter-${device}`)))
          const answers = await Promise.allSettled(requests.map((items) => made.ingest.accept(items, sender)))
          if (journal.refuse) continue
          const total = { accepted: 0, duplicates: 0, conflicts: 0 }
          for (const answer of answers) {
            if (answer.status === 'rejected') throw answer.reason
            total.accepted += answer.value.accepted
            total.duplicates += answer.value.duplicates
            total.conflicts += answer.value.quarantined.length
          }
          const fresh = new Set(
            requests
              .flat()
              .map(({ device, time }) => `${device} ${time}`)
              .filter((key) => !said.has(key)),
          )
          expect(total.accepted).toBe(fresh.size)
          const rows = stored(journal)
          said.clear()
          for (const { series, time, value } of rows) said.set(`meter-${Math.floor((series ?? 0) / 7)} ${time}`, value ?? 0)
          expect(said.size).toBe(rows.length)
          // Of the others each equals what is stored or was refused as a conflict.
          const same = requests.flat().filter(({ device, time, value }) => said.get(`${device} ${time}`) === value).length
          expect([total.duplicates, total.conflicts]).toEqual([same - fresh.size, requests.flat().length - same])
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('when the journal refuses', () => {
  it('acknowledges nothing, still tells of life-safety readings, and recovers by itself', async () => {
    const { ingest, memory, told, state, seriesOf } = await make()
    memory.refuse = true
    await expect(ingest.accept([power(95, now), { device: 'meter-0', point: 'step', value: 5, time: now }], sender)).rejects.toBeInstanceOf(JournalRefused)
    await expect(ingest.accept([power(96, now + 1)], sender)).rejects.toBeInstanceOf(JournalRefused)
    expect(told.unrecorded.map(({ count, flags, value }) => [count, flags[0], value[0]])).toEqual([
      [1, bitOf('unrecorded'), 95],
      [1, bitOf('unrecorded'), 96],
    ])
    expect([told.readings.length, state.time[seriesOf('meter-0', 'power')], told.names]).toEqual([0, Number.NaN, ['journalRefused']])
    memory.refuse = false
    expect(await ingest.accept([power(95, now), power(96, now + 1)], sender)).toMatchObject({ accepted: 2, duplicates: 0 })
    expect(told.names).toEqual(['journalRefused', 'journalRecovered'])
  })

  it('takes a late reading again that it had looked up and could not keep', async () => {
    const { ingest, memory } = await make()
    await ingest.accept([power(1, now - 9), power(2, now)], sender)
    memory.refuse = true
    await expect(ingest.accept([power(3, now - 5)], sender)).rejects.toBeInstanceOf(JournalRefused)
    memory.refuse = false
    expect(await ingest.accept([power(3, now - 5), power(1, now - 9)], sender)).toMatchObject({ accepted: 1, duplicates: 1 })
  })

  it('asks senders to wait while too much is under way, and takes it again afterwards', async () => {
    const { ingest, memory } = await make({ limits: { waitingReadings: 3, duplicateBytes: 4096 } })
    const release = memory.hold()
    const first = ingest.accept([power(1, now), power(2, now + 1)], sender)
    await expect(ingest.accept([power(3, now + 2), power(4, now + 3)], sender)).rejects.toBeInstanceOf(IngestBusy)
    release()
    await first
    expect(await ingest.accept([power(3, now + 2), power(4, now + 3)], sender)).toMatchObject({ accepted: 2 })
  })
})
