import { describe, expect, it, onTestFinished } from 'vitest'
import type { Fact } from '../../server/journal/fact.ts'
import type { Journal, StoredFact } from '../../server/journal/journal.ts'
import { openJournal } from '../../server/journal/open-journal.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { batchOf } from '../support/readings.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
/** Each implementation opens the journal kept at `place`, making it where it is new. */
const implementations: { readonly name: string; readonly open: (place: string) => Promise<Journal> }[] = [
  { name: 'embedded (SQLite)', open: (place) => openJournal({ directory: place, log, reserveBytes: 0 }) },
]

const start = Date.UTC(2026, 10, 24, 23, 59, 0)
const day = 86_400_000
const command = (id: string): Fact => ({
  kind: 'command',
  id,
  state: 'requested',
  device: 'lamp-012',
  command: 'dim',
  arguments: { level: 30 },
  by: '值班员',
  reason: '夜间 🌙',
})
const readings = (...times: number[]): Fact => ({
  kind: 'readings',
  readings: batchOf(times.map((time, index) => ({ series: index, time, value: time / 1000, text: index === 1 ? '京A·12345' : null }))),
})
const ids = (stored: readonly StoredFact[]): string[] => stored.map(({ fact }) => (fact.kind === 'command' ? fact.id : fact.kind))

async function readAll(journal: Journal, page = 7): Promise<StoredFact[]> {
  const all: StoredFact[] = []
  for (;;) {
    const some = await journal.read(all.at(-1)?.sequence ?? 0, page)
    if (some.length === 0) return all
    all.push(...some)
  }
}

describe.each(implementations)('$name', ({ open }) => {
  async function opened(place = temporaryDirectory()): Promise<Journal> {
    const journal = await open(place)
    onTestFinished(() => journal.close())
    return journal
  }

  it('begins empty, with head 0', async () => {
    const journal = await opened()
    expect(journal.head).toBe(0)
    expect(await journal.read(0, 10)).toEqual([])
  })

  it('numbers facts 1, 2, 3 and gives them back as they were', async () => {
    const journal = await opened()
    const facts = [command('a'), readings(start, start + 1, start + 60_000), command('b')]
    expect(await journal.append(facts, start)).toBe(3)
    expect(await journal.read(0, 10)).toEqual(facts.map((fact, index) => ({ sequence: index + 1, at: start, fact })))
    expect(journal.head).toBe(3)
    expect(journal.tail).toBe(1)
  })

  it('keeps the facts of one call together and in order while many append', async () => {
    const journal = await opened()
    await Promise.all(Array.from({ length: 60 }, (_, call) => journal.append([command(`${call}.0`), command(`${call}.1`), command(`${call}.2`)], start + call)))
    const all = await readAll(journal)
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 180 }, (_, index) => index + 1))
    const seen = ids(all)
    for (let index = 0; index < 180; index += 3) {
      const call = seen[index]?.split('.')[0]
      expect(seen.slice(index, index + 3)).toEqual([`${call}.0`, `${call}.1`, `${call}.2`])
    }
  })

  it('tells each call the sequence of its own last fact', async () => {
    const journal = await opened()
    const lasts = await Promise.all([
      journal.append([command('a')], start),
      journal.append([command('b'), command('c')], start),
      journal.append([command('d')], start),
    ])
    expect(lasts).toEqual([1, 3, 4])
  })

  it('goes on counting over days and after being opened again', async () => {
    const place = temporaryDirectory()
    const first = await open(place)
    await first.append([command('a')], start)
    await first.append([command('b')], start + day)
    await first.close()
    const second = await opened(place)
    expect(second.head).toBe(2)
    expect(await second.append([command('c')], start + day)).toBe(3)
    expect(ids(await readAll(second, 1))).toEqual(['a', 'b', 'c'])
    expect(second.damage).toEqual([])
  })

  it('reads on from the middle, over the border of a day', async () => {
    const journal = await opened()
    for (let index = 0; index < 10; index++) await journal.append([command(String(index))], start + index * 10_000)
    expect(ids(await journal.read(4, 4))).toEqual(['4', '5', '6', '7'])
    expect(ids(await journal.read(9, 4))).toEqual(['9'])
    expect(await journal.read(10, 4)).toEqual([])
  })

  it('keeps order when the clock is set back by an hour, a day or a year', async () => {
    const place = temporaryDirectory()
    const first = await open(place)
    const clocks = [0, -5_000, day, day - 3_600_000, 0, 1, -365 * day, day, 3 * day]
    for (const [index, shift] of clocks.entries()) await first.append([command(String(index))], start + shift)
    expect(ids(await readAll(first))).toEqual(clocks.map((_, index) => String(index)))
    await first.close()
    const second = await opened(place)
    await second.append([command('next')], start)
    expect(ids(await readAll(second))).toEqual([...clocks.map((_, index) => String(index)), 'next'])
  })

  it('finds readings by the minute of their device, whenever they were accepted', async () => {
    const journal = await opened()
    const minute = Math.floor(start / 60_000)
    await journal.append([readings(start), command('a'), readings(start - 7 * day)], start)
    await journal.append([readings(start + 1, start + 120_000)], start + 2 * day)
    const found = await journal.readMinutes([minute, minute + 2])
    expect(found.map(({ sequence }) => sequence)).toEqual([1, 4])
    expect((await journal.readMinutes([minute - 7 * 1440])).map(({ sequence }) => sequence)).toEqual([3])
    expect(await journal.readMinutes([minute + 1])).toEqual([])
    expect(await journal.readMinutes([])).toEqual([])
  })

  it('tells listeners the new head once it is durable', async () => {
    const journal = await opened()
    const heads: number[] = []
    const stop = journal.onAppend((head) => heads.push(head))
    await journal.append([command('a'), command('b')], start)
    await journal.append([command('c')], start)
    stop()
    await journal.append([command('d')], start)
    expect(heads).toEqual([2, 3])
  })

  it('gives each point one number for ever', async () => {
    const place = temporaryDirectory()
    const first = await open(place)
    const pairs = [
      { device: 'smoke-3-2-501-kitchen', point: 'obscuration' },
      { device: 'smoke-3-2-501-kitchen', point: 'temperature' },
      { device: '𠮷', point: 'a b' },
    ]
    expect([...(await first.numberSeries(pairs))]).toEqual([0, 1, 2])
    await first.append([command('a')], start)
    expect([...(await first.numberSeries([{ device: 'bay-017', point: 'occupied' }, ...pairs]))]).toEqual([3, 0, 1, 2])
    await first.close()
    const second = await opened(place)
    expect([...(await second.numberSeries([...pairs.toReversed(), { device: 'new', point: 'p' }, { device: 'bay-017', point: 'occupied' }]))]).toEqual([
      2, 1, 0, 4, 3,
    ])
  })

  it('refuses to append once closed, after making durable what was under way', async () => {
    const place = temporaryDirectory()
    const first = await open(place)
    const underWay = first.append([command('a')], start)
    await first.close()
    expect(await underWay).toBe(1)
    await expect(first.append([command('b')], start)).rejects.toMatchObject({ code: 'closed' })
    const second = await opened(place)
    expect(ids(await readAll(second))).toEqual(['a'])
  })

  it('takes a batch of 20,000 readings as one fact', async () => {
    const journal = await opened()
    const batch = batchOf(Array.from({ length: 20_000 }, (_, series) => ({ series, time: start + (series % 60_000), value: series / 7 })))
    await journal.append([{ kind: 'readings', readings: batch }], start)
    const [stored] = await journal.read(0, 1)
    expect(stored?.fact).toEqual({ kind: 'readings', readings: batch })
  })
})
