import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BackfillProgress } from '../../../simulators/backfill.ts'
import { backfill } from '../../../simulators/backfill.ts'
import { createCommunityStream } from '../../../simulators/community-stream.ts'
import type { Emission } from '../../../simulators/device-stream.ts'
import { shippedRegister, shippedWorld, tuesdayEvening } from '../../support/shipped-world.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'

const hour = 3_600_000
const day = 24 * hour
const world = shippedWorld()
/** One reading for each step, so that the order can be seen. */
const sparse = (from: number): Emission[] => [{ device: 'electricity-3-2-501', point: 'power', value: 1, time: from }]

async function fill({ noteFile = join(temporaryDirectory(), 'note.json'), start = tuesdayEvening, failsAt = Number.POSITIVE_INFINITY, days = 3 } = {}) {
  const times: number[] = []
  const progress: BackfillProgress[] = []
  let rests = 0
  const ended = backfill({
    world,
    stream: sparse,
    send: async (readings) => {
      if (times.length >= failsAt) throw new Error('the server is gone')
      for (const { time } of readings) times.push(time)
      return { accepted: readings.length, duplicates: 0, yielded: 0, quarantined: 0 }
    },
    days,
    atMost: 9_000_000,
    pace: {
      rest: async () => {
        rests += 1
      },
    },
    noteFile,
    start,
    onProgress: (told) => progress.push(told),
  })
  await (failsAt === Number.POSITIVE_INFINITY ? ended : expect(ended).rejects.toThrow('gone'))
  return { times, progress, rests, noteFile }
}

describe('the back-fill', () => {
  it('tells the newest day first and each day forwards, resting after every step', async () => {
    const { times, rests } = await fill()
    expect(times).toHaveLength(3 * 144)
    expect(rests).toBe(3 * 144)
    expect(times.map((time) => Math.floor((tuesdayEvening - 1 - time) / day))).toEqual([0, 1, 2].flatMap((age) => Array.from({ length: 144 }, () => age)))
    for (const age of [0, 1, 2]) expect(times.slice(age * 144, (age + 1) * 144)).toEqual(times.slice(age * 144, (age + 1) * 144).toSorted((a, b) => a - b))
  })

  it('tells how far it is, up to the end', async () => {
    const { progress } = await fill()
    expect(progress.at(71)).toEqual({ days: 3, doneDays: 0.5, readings: 72, finished: false })
    expect(progress.at(-1)).toEqual({ days: 3, doneDays: 3, readings: 3 * 144, finished: true })
  })

  it('goes on at the step it was in after a restart, however much later that is, telling nothing twice', async () => {
    const first = await fill({ failsAt: 200 })
    expect(JSON.parse(readFileSync(first.noteFile, 'utf8'))).toEqual({
      start: tuesdayEvening,
      done: [0],
      under: { day: 1, through: tuesdayEvening - 2 * day + 56 * 600_000 },
    })
    const second = await fill({ noteFile: first.noteFile, start: tuesdayEvening + 5 * hour })
    expect(second.times[0]).toBe(tuesdayEvening - 2 * day + 56 * 600_000)
    expect([...first.times, ...second.times].toSorted((a, b) => a - b)).toEqual((await fill()).times.toSorted((a, b) => a - b))
  })

  it('begins anew where the note cannot be read', async () => {
    const noteFile = join(temporaryDirectory(), 'note.json')
    writeFileSync(noteFile, '{"start":')
    expect((await fill({ noteFile })).times).toHaveLength(3 * 144)
  })

  it('makes at most ten million readings of seven days of the shipped community', async () => {
    const full = createCommunityStream(world)
    let [asked, made] = [0, 0]
    await backfill({
      world,
      // Ten minutes of each eighth hour stand for all.
      stream: (from, to, thin) => (asked++ % 48 === 0 ? full(from, to, thin) : []),
      send: async (readings) => {
        made += readings.length
        return { accepted: readings.length, duplicates: 0, yielded: 0, quarantined: 0 }
      },
      days: 1,
      atMost: 9_000_000 / 7,
      pace: { rest: async () => {} },
      noteFile: join(temporaryDirectory(), 'note.json'),
      start: tuesdayEvening,
      onProgress: () => {},
    })
    expect(made * 48 * 7).toBeLessThan(10_000_000)
    expect(made * 48 * 7).toBeGreaterThan(shippedRegister().pointCount * 50)
  })
})
