import { describe, expect, it, onTestFinished } from 'vitest'
import type { ReadingBatch } from '../../../../models/protocol/reading.ts'
import { JournalWindow } from '../../../../server/timeseries/influx/journal-window.ts'
import { KeptStates } from '../../../../server/timeseries/influx/kept-states.ts'
import { PastStates } from '../../../../server/timeseries/influx/past-states.ts'
import { LatestFold } from '../../../../server/timeseries/latest-fold.ts'
import { toColumns, toSamples } from '../../../../server/timeseries/sample-columns.ts'
import type { Sample } from '../../../../server/timeseries/time-series.ts'
import { makeBatch } from '../../../support/make-batch.ts'
import { createMemoryJournal } from '../../../support/memory-journal.ts'
import { registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = Date.UTC(2026, 10, 24, 12)
const register = registerOf(['thing-0', 'thing-1'])

/** A store that is asked for the last of every series only by what this counts. */
function createPast() {
  const journal = createMemoryJournal()
  const samples: Sample[] = []
  let [asked, first, newest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const states = new KeptStates(temporaryDirectory())
  const upTo = (moment: number): Sample[] => {
    const fold = new LatestFold(null)
    fold.take(toColumns(samples.filter(({ time }) => time <= moment).sort((a, b) => a.time - b.time)))
    return toSamples(fold.columns())
  }
  const past = new PastStates({
    states,
    journal: new JournalWindow({ journal, register: () => register, skippedFlags: 0, isAlone: () => true }),
    lastOfEach: async (moment) => {
      asked += 1
      return [toColumns(upTo(moment))]
    },
    between: async (from, to) => toColumns(samples.filter(({ time }) => time > from && time <= to).sort((a, b) => a.time - b.time)),
  })
  onTestFinished(() => past.stop())
  return {
    states,
    upTo,
    get asked() {
      return asked
    },
    at: async (moment: number) => toSamples((await past.at(moment, first)).columns()),
    write: async (batch: ReadingBatch) => {
      await journal.append([{ kind: 'readings', readings: batch }], batch.received)
      states.voidBy(batch)
      samples.push(...toSamples({ ...batch, received: new Float64Array(batch.count).fill(batch.received) }))
      const earliest = Math.min(...batch.time)
      first = Math.min(first, earliest)
      newest = Math.max(newest, ...batch.time)
      void past.keepWhileWriting(first, newest, earliest).catch(() => {})
    },
  }
}

/** A day as the back-fill tells it: series 0 each five minutes, the others ever more seldom. */
function* dayOf(start: number): Generator<ReadingBatch> {
  for (let at = start; at < start + day; at += 10 * minute) {
    const readings = [0, 5].map((ahead) => ({ series: 0, time: at + ahead * minute, value: ahead }))
    if ((at / minute) % 180 === 0) readings.push({ series: 1, time: at + minute, value: at / hour })
    if ((at / minute) % 720 === 0) readings.push({ series: 2, time: at + 2 * minute, value: at / hour })
    yield makeBatch(now, readings)
  }
}

describe('the past beside InfluxDB', () => {
  it('knows every moment of the newest day while it is filled in, without asking for the last of every series', async () => {
    const past = createPast()
    for (const batch of dayOf(now - day)) await past.write(batch)
    for (const moment of [now - day, now - day + 3 * hour + 17, now - 7 * hour, now - 1])
      expect([moment, await past.at(moment)]).toEqual([moment, past.upTo(moment)])
    expect(past.asked).toBe(0)
  })

  it('keeps what it tells true when the days before come in later', async () => {
    const past = createPast()
    for (const batch of dayOf(now - day)) await past.write(batch)
    const moments = [now - day + minute, now - 20 * hour, now - 3 * hour]
    for (const moment of moments) await past.at(moment)
    for (const batch of dayOf(now - 2 * day)) await past.write(batch)
    for (const moment of [...moments, now - day - 5 * hour]) expect([moment, await past.at(moment)]).toEqual([moment, past.upTo(moment)])
  })

  it('asks the store where more was said than can be folded quickly', async () => {
    const past = createPast()
    const busy = (start: number) =>
      makeBatch(
        now,
        Array.from({ length: 30_000 }, (_, index) => ({ series: 0, time: start + index * 6, value: index })),
      )
    await past.write(busy(now - 20 * hour))
    await past.write(busy(now - 3 * minute))
    expect(await past.at(now)).toEqual(past.upTo(now))
    expect(past.asked).toBe(1)
  })

  it('fills in every hour once nothing late comes any more', async () => {
    const past = createPast()
    for (const batch of dayOf(now - day)) await past.write(batch)
    await expect
      .poll(
        async () => {
          await past.write(makeBatch(now, [{ series: 0, time: now + 1, value: 1 }]))
          return Array.from({ length: 23 }, (_, index) => now - (23 - index) * hour).every((moment) => past.states.has(moment))
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(true)
    expect(past.asked).toBe(0)
    for (const moment of [now - 10 * hour + 1, now - 2 * hour]) expect([moment, await past.at(moment)]).toEqual([moment, past.upTo(moment)])
  })
})
