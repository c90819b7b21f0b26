import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCheckpoint, writeDayCheckpoint } from '../../../../server/state/checkpoint.ts'
import { createCheckpointTimer } from '../../../../server/state/checkpoint-timer.ts'
import { createDeviceState, type StateColumns } from '../../../../server/state/device-state.ts'
import { foldPastState } from '../../../../server/state/past-state.ts'
import { restoreState } from '../../../../server/state/restore-state.ts'
import { makeBatch } from '../../../support/make-batch.ts'
import { createTestClock } from '../../../support/make-ingest.ts'
import { createMemoryJournal } from '../../../support/memory-journal.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const seriesCount = 4
const dayMs = 86_400_000
const first = Date.parse('2026-11-01T00:00:00Z')
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Readings as they come over five days, some of them late, some a little ahead of the clock, the states of the days' heads written down. */
const told = fc
  .array(
    fc.record({
      series: fc.nat(seriesCount - 1),
      received: fc.integer({ min: 0, max: 5 * dayMs }),
      late: fc.oneof(fc.integer({ min: -120_000, max: 0 }), fc.integer({ min: 0, max: 3 * dayMs })),
      value: fc.nat(100),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => all.sort((a, b) => a.received - b.received).map(({ series, received, late, value }) => ({ series, received, time: received - late, value })))

const shown = (columns: StateColumns): unknown[] =>
  Array.from({ length: seriesCount }, (_, s) => (Number.isNaN(columns.time[s] ?? Number.NaN) ? null : [columns.time[s], columns.value[s], columns.received[s]]))

async function live(readings: readonly { series: number; received: number; time: number; value: number }[], directory: string) {
  const journal = createMemoryJournal()
  const state = createDeviceState(seriesCount)
  let day = ''
  for (const { received, ...reading } of readings) {
    const now = dayOf(first + received)
    if (now !== day) await writeDayCheckpoint(directory, now, '2026-10-01', state, state.position)
    day = now
    const batch = makeBatch(first + received, [{ ...reading, time: first + reading.time }])
    state.apply(batch, await journal.append([{ kind: 'readings', readings: batch }], first + received))
  }
  return { journal, state }
}

describe('the checkpoints of the days', () => {
  it('give the state of any moment as a fold of the whole journal does', async () => {
    await fc.assert(
      fc.asyncProperty(told, fc.array(fc.integer({ min: -dayMs, max: 6 * dayMs }), { minLength: 1, maxLength: 8 }), async (readings, moments) => {
        const directory = mkdtempSync(join(tmpdir(), 'linli-test-'))
        try {
          const { journal } = await live(readings, directory)
          for (const at of moments.map((moment) => first + moment)) {
            const whole = createDeviceState(seriesCount)
            for (const { sequence, fact } of journal.facts) if (fact.kind === 'readings') whole.apply(fact.readings, sequence, at)
            const folded = await foldPastState(at, { directory, journal, passOver: () => {}, monotonic: () => 0 })
            expect(folded && shown(folded)).toEqual(shown(whole))
          }
        } finally {
          rmSync(directory, { recursive: true, force: true })
        }
      }),
      { numRuns: 25 },
    )
  })

  it('name a damaged one and begin at the one before; where the journal no longer reaches back, nothing is made up', async () => {
    const directory = temporaryDirectory()
    const readings = Array.from({ length: 5 }, (_, day) => ({ series: 0, received: day * dayMs + 1000, time: day * dayMs + 1000, value: day }))
    const { journal } = await live(readings, directory)
    const newest = join(directory, (await readdir(directory)).sort().at(-1) ?? '')
    const bytes = await readFile(newest)
    await writeFile(newest, bytes.subarray(0, bytes.length - 9))
    const passed: string[] = []
    const ask = (at: number, kept = journal) => foldPastState(at, { directory, journal: kept, passOver: (file) => passed.push(file), monotonic: () => 0 })
    const folded = await ask(first + 4 * dayMs + 2000)
    expect([folded?.value[0], passed]).toEqual([4, [newest]])
    expect(await ask(first + dayMs / 2, { ...journal, tail: 4, head: 5 })).toBeNull()
    expect((await ask(first + 3 * dayMs, { ...journal, tail: 4, head: 5 }))?.value[0]).toBe(2)
    let clock = 0
    expect(await foldPastState(first + 4 * dayMs, { directory, journal, passOver: () => {}, monotonic: () => (clock += 20_000) })).toBeNull()
  })

  it('stand in for the newest three where those are damaged', async () => {
    const directory = temporaryDirectory()
    const readings = Array.from({ length: 6 }, (_, i) => ({ series: i % 3, received: i * 40_000_000, time: i * 40_000_000, value: i }))
    const { journal, state } = await live(readings, directory)
    await writeCheckpoint(directory, state, state.position)
    for (const name of await readdir(directory)) if (name.startsWith('state-')) await writeFile(join(directory, name), 'rubbish')
    const log = createSilentLog()
    const restored = await restoreState({ directory, journal, size: seriesCount, log })
    expect(shown(restored)).toEqual(shown(state))
    expect(log.lines.join()).toMatch(/state-\d+\.checkpoint.*"checkpoint":5/)
  })

  it('are written once a day, kept as long as the journal, and not under a day that is over', async () => {
    const directory = temporaryDirectory()
    const clock = createTestClock(first)
    const state = createDeviceState(seriesCount)
    const days: string[] = []
    const turn = async (time: number): Promise<void> => {
      clock.time = time
      const timer = createCheckpointTimer({ directory, state, clock, log: createSilentLog() })
      timer.start(async (day, oldest) => void days.push(`${day} ${oldest}`))
      await timer.stop()
    }
    for (let day = 0; day < 33; day += 1) {
      state.apply(makeBatch(first, [{ series: 0, time: first + day, value: day }]), day + 1)
      await turn(first + day * dayMs)
      await turn(first + day * dayMs + 3_600_000)
    }
    const kept = (await readdir(directory)).filter((name) => name.startsWith('day-')).sort()
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([31, 'day-2026-11-03-000000000000003.checkpoint', 'day-2026-12-03-000000000000033.checkpoint'])
    expect([days.length, days.at(-1)]).toEqual([33, '2026-12-03 2026-11-03'])
    await turn(first + 20 * dayMs)
    expect(days).toHaveLength(33)
  })
})
