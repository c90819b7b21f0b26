import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeCheckpoint } from '../../../../server/state/checkpoint.ts'
import type { DeviceState } from '../../../../server/state/device-state.ts'
import { createDeviceState } from '../../../../server/state/device-state.ts'
import { restoreState } from '../../../../server/state/restore-state.ts'
import { makeBatch } from '../../../support/make-batch.ts'
import { createMemoryJournal } from '../../../support/memory-journal.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const seriesCount = 5
const readings = fc.uniqueArray(
  fc.record({
    series: fc.nat(seriesCount - 1),
    time: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_060 }),
    value: fc.double({ noNaN: true }),
    text: fc.option(fc.string()),
    quality: fc.nat(2),
    flags: fc.nat(511),
    origin: fc.nat(4),
  }),
  { selector: ({ series, time }) => `${series} ${time}`, minLength: 1, maxLength: 40 },
)
const batches = readings.chain((all) =>
  fc.array(fc.nat(all.length), { maxLength: 6 }).map((cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), all.length]
    return edges
      .slice(1)
      .map((edge, i) => all.slice(edges[i], edge))
      .filter((part) => part.length > 0)
  }),
)

const shown = (state: DeviceState): unknown[] =>
  Array.from({ length: seriesCount }, (_, s) => [
    state.time[s],
    state.value[s],
    state.quality[s],
    state.flags[s],
    state.origin[s],
    state.received[s],
    state.text.get(s),
  ])

describe('the device state', () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'linli-state-'))
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  it('is the same for any order of batches as for the readings sorted by time', () => {
    fc.assert(
      fc.property(batches, (parts) => {
        const state = createDeviceState(seriesCount)
        for (const [i, part] of parts.entries()) state.apply(makeBatch(1, part), i + 1)
        const sorted = createDeviceState(seriesCount)
        for (const reading of parts.flat().sort((a, b) => a.time - b.time)) sorted.apply(makeBatch(1, [reading]), 1)
        expect(shown(state)).toEqual(shown(sorted))
      }),
    )
  })

  it('names the series a batch changed and leaves a newer value alone', () => {
    const state = createDeviceState(2)
    expect(
      state.apply(
        makeBatch(10, [
          { series: 0, time: 5, value: 1 },
          { series: 1, time: 5, value: 2 },
        ]),
        1,
      ),
    ).toEqual([0, 1])
    expect(
      state.apply(
        makeBatch(11, [
          { series: 0, time: 4, value: 9 },
          { series: 1, time: 6, value: 3 },
        ]),
        2,
      ),
    ).toEqual([1])
    expect([state.value[0], state.value[1], state.position]).toEqual([1, 3, 2])
  })

  it('makes room for a series that is declared later', () => {
    const state = createDeviceState(1)
    state.apply(makeBatch(10, [{ series: 7, time: 5, value: 1 }]), 1)
    expect([state.value[7], state.time[6]]).toEqual([1, Number.NaN])
  })

  it('is the same from a checkpoint and the journal after it as from the whole journal', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(6), async (parts, checkpointAfter) => {
        const own = await mkdtemp(join(directory, 'run-'))
        const journal = createMemoryJournal()
        const whole = createDeviceState(seriesCount)
        for (const [i, part] of parts.entries()) {
          const batch = makeBatch(i, part)
          whole.apply(batch, await journal.append([{ kind: 'readings', readings: batch }], i))
          if (i === checkpointAfter) await writeCheckpoint(own, whole, whole.position)
        }
        const restored = await restoreState({ directory: own, journal, size: seriesCount, log: createSilentLog() })
        expect(shown(restored)).toEqual(shown(whole))
        expect(restored.position).toBe(whole.position)
      }),
      { numRuns: 30 },
    )
  })

  it('passes a damaged checkpoint over, says so, and reads the journal instead', async () => {
    const journal = createMemoryJournal()
    const state = createDeviceState(seriesCount)
    for (const time of [1, 2, 3]) {
      const batch = makeBatch(time, [{ series: 0, time, value: time }])
      state.apply(batch, await journal.append([{ kind: 'readings', readings: batch }], time))
      await writeCheckpoint(directory, state, state.position)
    }
    const newest = join(directory, (await readdir(directory)).sort().at(-1) ?? '')
    const bytes = await readFile(newest)
    for (const damaged of [
      Buffer.from(bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))),
      bytes.subarray(0, 50),
      Buffer.alloc(0),
      Buffer.alloc(bytes.length),
    ]) {
      await writeFile(newest, damaged)
      const log = createSilentLog()
      const restored = await restoreState({ directory, journal, size: seriesCount, log })
      expect(shown(restored)).toEqual(shown(state))
      expect(log.lines.join()).toContain(newest)
    }
  })

  it('does not believe a checkpoint that is ahead of the journal', async () => {
    const state = createDeviceState(seriesCount)
    state.apply(makeBatch(1, [{ series: 0, time: 1, value: 1 }]), 12)
    await writeCheckpoint(directory, state, state.position)
    const log = createSilentLog()
    const restored = await restoreState({ directory, journal: createMemoryJournal(), size: seriesCount, log })
    expect(restored.time[0]).toBeNaN()
    expect(log.lines.join()).toContain('the journal ends at 0')
  })
})
