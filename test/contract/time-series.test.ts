import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Register } from '../../models/register.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { foldWindows } from '../../server/timeseries/fold-windows.ts'
import { openTimeSeries } from '../../server/timeseries/open-time-series.ts'
import type { Sample, TimeSeries } from '../../server/timeseries/time-series.ts'
import { type Influxd, startInfluxd } from '../support/influxd.ts'
import { batchOf, type Row } from '../support/readings.ts'
import { entryOf, registerOf } from '../support/six-kinds.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
type Place = { readonly directory: string; readonly database: string }
type Store = { readonly name: string; readonly open: (place: Place, register: Register) => Promise<TimeSeries> }
let influxd: Influxd | null = null
beforeAll(async () => {
  influxd = await startInfluxd()
})
afterAll(() => influxd?.remove())
const stores: readonly Store[] = [
  { name: 'DuckDB', open: ({ directory }, register) => openTimeSeries({ kind: 'duckdb', directory }, { register: () => register, log }) },
  {
    name: 'InfluxDB 1.x, a real one',
    open: ({ directory, database }, register) =>
      openTimeSeries({ kind: 'influxdb', url: influxd?.url ?? '', database, directory }, { register: () => register, log }),
  },
]

const noon = Date.UTC(2026, 10, 24, 12)
const minute = 60_000
const hour = 3_600_000
const day = 86_400_000
const register = registerOf(['a', 'b', '一号.楼:3-2'])
const temperature = entryOf(register, 'a', 'temperature')
const energy = entryOf(register, 'a', 'energy')
const occupied = entryOf(register, 'a', 'occupied')
const door = entryOf(register, 'a', 'door')
const passage = entryOf(register, 'a', 'passage')
const where = entryOf(register, 'a', 'where')

const bare = (samples: readonly Sample[]): [number, number][] => samples.map(({ time, value }) => [time - noon, value])
const sampleOf = (row: Row, received: number): Sample => ({
  series: row.series,
  time: row.time,
  received,
  value: row.value,
  text: row.text ?? null,
  quality: row.quality ?? 0,
  flags: row.flags ?? 0,
  origin: row.origin ?? 0,
})
const bySeries = (a: Sample, b: Sample): number => a.series - b.series
const newestOf = (samples: readonly Sample[], at: number): Sample[] => {
  const newest = new Map<number, Sample>()
  for (const sample of samples)
    if (sample.time <= at && (newest.get(sample.series)?.time ?? Number.NEGATIVE_INFINITY) < sample.time) newest.set(sample.series, sample)
  return [...newest.values()].sort(bySeries)
}
let made = 0
const newPlace = (): Place => ({ directory: temporaryDirectory(), database: `linli_test_${made++}` })

describe.each(stores)('$name', ({ open }) => {
  async function opened(place = newPlace()): Promise<TimeSeries> {
    const store = await open(place, register)
    onTestFinished(() => store.close())
    return store
  }
  const all = async (store: TimeSeries, from: number, to: number): Promise<Sample[]> => {
    const samples: Sample[] = []
    for await (const page of store.readAll(from, to)) samples.push(...page)
    return samples
  }

  it('begins empty', async () => {
    const store = await opened()
    expect(await store.span()).toBeNull()
    expect(await store.stateAt(noon)).toEqual([])
    expect(await store.readRaw(temperature, 0, noon * 2, 10)).toEqual([])
    expect(await store.readWindows(temperature, noon, noon + hour, minute, 0)).toEqual([])
    expect(await all(store, 0, noon * 2)).toEqual([])
    expect(store.position).toBe(0)
    expect(await store.health()).toMatchObject({ ok: true })
  })

  it('gives back each kind of reading whole', async () => {
    const store = await opened()
    const rows: Row[] = [
      { series: temperature.series, time: noon, value: -12.5, quality: 1, flags: 0b1001, origin: 2 },
      { series: energy.series, time: noon + 1, value: 99_999.9, origin: 1 },
      { series: occupied.series, time: noon + 2, value: 1 },
      { series: door.series, time: noon + 3, value: 2, quality: 2, flags: 65_535 },
      { series: passage.series, time: noon + 4, value: 1, text: '京A·12345 "x"\n=,\\ 𠮷' },
      { series: where.series, time: noon + 5, value: 0, text: '1.25,-3.5,0' },
      { series: entryOf(register, '一号.楼:3-2', 'temperature').series, time: noon + 6, value: 5e-324 },
      { series: entryOf(register, 'b', 'temperature').series, time: noon + 6, value: 1e308 },
    ]
    expect(await store.write([batchOf(rows, noon + 70)])).toEqual({ refused: [] })
    expect(await all(store, noon - 1, noon + 6)).toEqual(rows.map((row) => sampleOf(row, noon + 70)).sort((a, b) => a.time - b.time || a.series - b.series))
  })

  it('gives raw readings from the start up to but not with the end, oldest first, over days, and stops at the limit', async () => {
    const store = await opened()
    const times = [-2 * day, -1, 0, 1, minute, day, 3 * day]
    await store.write([batchOf(times.toReversed().map((time) => ({ series: temperature.series, time: noon + time, value: time })))])
    expect(bare(await store.readRaw(temperature, noon - 2 * day, noon + 3 * day, 100))).toEqual([
      [-2 * day, -2 * day],
      [-1, -1],
      [0, 0],
      [1, 1],
      [minute, minute],
      [day, day],
    ])
    expect(bare(await store.readRaw(temperature, noon - 1, noon + minute, 2))).toEqual([
      [-1, -1],
      [0, 0],
    ])
    expect(await store.readRaw(energy, 0, noon * 2, 10)).toEqual([])
  })

  it('stores a reading once, however often it is written', async () => {
    const store = await opened()
    const batch = batchOf([
      { series: temperature.series, time: noon, value: 3 },
      { series: energy.series, time: noon, value: 7 },
    ])
    await store.write([batch, batch])
    await store.write([batch])
    expect(await all(store, 0, noon * 2)).toHaveLength(2)
    expect(await store.readRaw(temperature, noon, noon + 1, 10)).toHaveLength(1)
    expect(await store.readWindows(temperature, noon, noon + minute, minute, 0)).toMatchObject([{ count: 1, mean: 3 }])
    expect(await store.stateAt(noon)).toHaveLength(2)
  })

  it('refuses by index what no store can hold and takes the rest', async () => {
    const store = await opened()
    const { refused } = await store.write([
      batchOf([
        { series: 0, time: noon, value: 1 },
        { series: 0, time: noon + 1, value: Number.NaN },
      ]),
      batchOf([
        { series: 0, time: noon + 2, value: Number.POSITIVE_INFINITY },
        { series: 0, time: noon + 3, value: 2 },
      ]),
    ])
    expect(refused.map(({ batch, index }) => [batch, index])).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(bare(await store.readRaw(temperature, noon, noon + 10, 10))).toEqual([
      [0, 1],
      [3, 2],
    ])
  })

  it('remembers how far the journal was written, also after being opened again', async () => {
    const place = newPlace()
    const first = await open(place, register)
    await first.write([batchOf([{ series: 0, time: noon, value: 1 }])])
    await first.savePosition(1234)
    await first.close()
    const second = await opened(place)
    expect(second.position).toBe(1234)
    expect(await second.readRaw(temperature, noon, noon + 1, 10)).toHaveLength(1)
  })

  it('is empty after being cleared', async () => {
    const store = await opened()
    await store.write([
      batchOf([
        { series: 0, time: noon, value: 1 },
        { series: 0, time: noon - day, value: 1 },
      ]),
    ])
    await store.savePosition(9)
    expect(await store.stateAt(noon)).toHaveLength(1)
    await store.clear()
    expect(store.position).toBe(0)
    expect(await store.span()).toBeNull()
    expect(await store.stateAt(noon)).toEqual([])
    await store.write([batchOf([{ series: 0, time: noon, value: 2 }])])
    expect(await store.stateAt(noon)).toMatchObject([{ value: 2 }])
  })

  it('drops whole days before a day', async () => {
    const store = await opened()
    await store.write([batchOf([-2, -1, 0].map((days) => ({ series: 0, time: noon + days * day, value: days })))])
    await store.dropBefore('2026-11-24')
    expect(bare(await store.readRaw(temperature, 0, noon + day, 10))).toEqual([[0, 0]])
    expect(await store.span()).toEqual({ from: noon, to: noon })
  })

  it('tells the oldest and the newest time', async () => {
    const store = await opened()
    await store.write([
      batchOf([
        { series: 3, time: noon + 5, value: 1 },
        { series: 0, time: noon - 4 * day, value: 1 },
      ]),
    ])
    expect(await store.span()).toEqual({ from: noon - 4 * day, to: noon + 5 })
  })

  it('aligns windows to multiples since 1970, shifted', async () => {
    const store = await opened()
    await store.write([batchOf([0, 30, 59, 60, 61, 150].map((second) => ({ series: 0, time: noon + second * 1000, value: second })))])
    expect(await store.readWindows(temperature, noon, noon + hour, minute, 0)).toEqual([
      { time: noon, mean: 89 / 3, minimum: 0, maximum: 59, last: 59, count: 3 },
      { time: noon + minute, mean: 60.5, minimum: 60, maximum: 61, last: 61, count: 2 },
      { time: noon + 2 * minute, mean: 150, minimum: 150, maximum: 150, last: 150, count: 1 },
    ])
    const shifted = await store.readWindows(temperature, noon, noon + hour, minute, 30_000)
    expect(shifted.map(({ time, count }) => [time - noon, count])).toEqual([
      [-30_000, 1],
      [30_000, 4],
      [150_000, 1],
    ])
    const days = await store.readWindows(temperature, noon - day, noon + day, day, -8 * hour)
    expect(days.map(({ time, count }) => [time, count])).toEqual([[Date.UTC(2026, 10, 23, 16), 6]])
  })

  it('counts a counter on over days, over its rollover and over an exchange, never backwards', async () => {
    const store = await opened()
    const at = (values: readonly [number, number][]): Row[] => values.map(([time, value]) => ({ series: energy.series, time: noon + time, value }))
    await store.write([
      batchOf(
        at([
          [-day, 84_000],
          [0, 84_321],
          [minute, 3],
          [2 * minute, 5.5],
          [3 * minute, 99_999.9],
          [4 * minute, 0.1],
          [5 * minute, 0.1],
          [6 * minute, 2.1],
        ]),
      ),
    ])
    const windows = await store.readWindows(energy, noon, noon + hour, minute, 0)
    expect(windows.map(({ time, mean }) => [(time - noon) / minute, Math.round(mean * 1e6) / 1e6])).toEqual([
      [0, 321],
      [1, 0],
      [2, 2.5],
      [3, 99_994.4],
      [4, 0.2],
      [5, 0],
      [6, 2],
    ])
    expect((await store.readWindows(energy, noon - 2 * day, noon + day, 4 * day, 0)).reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(
      321 + 2.5 + 99_994.4 + 0.2 + 2,
      6,
    )
  })

  it('gives booleans and states their share of time and what they were last, holding over from before', async () => {
    const store = await opened()
    const rows: Row[] = [
      [-hour, 1],
      [15_000, 0],
      [45_000, 1],
      [90_000, 0],
    ].map(([time = 0, value = 0]) => ({ series: occupied.series, time: noon + time, value }))
    await store.write([
      batchOf(rows),
      batchOf([
        { series: door.series, time: noon + 15_000, value: 2 },
        { series: door.series, time: noon + 45_000, value: 0 },
      ]),
    ])
    expect(await store.readWindows(occupied, noon, noon + hour, minute, 0)).toEqual([
      { time: noon, mean: 0.5, minimum: 0, maximum: 1, last: 1, count: 2 },
      { time: noon + minute, mean: 0.5, minimum: 0, maximum: 0, last: 0, count: 1 },
    ])
    expect(await store.readWindows(door, noon, noon + hour, minute, 0)).toEqual([{ time: noon, mean: 30 / 45, minimum: 0, maximum: 2, last: 0, count: 2 }])
  })

  it('counts events', async () => {
    const store = await opened()
    await store.write([
      batchOf(
        [
          [0, 0],
          [1000, 1],
          [2000, 0],
          [minute, 1],
        ].map(([time = 0, value = 0]) => ({ series: passage.series, time: noon + time, value, text: '京A·1' })),
      ),
    ])
    const windows = await store.readWindows(passage, noon, noon + hour, minute, 0)
    expect(windows.map(({ mean, count, last }) => [mean, count, last])).toEqual([
      [3, 3, 0],
      [1, 1, 1],
    ])
  })

  it('makes no figure of bad readings', async () => {
    const store = await opened()
    await store.write([
      batchOf([
        { series: 0, time: noon, value: 20 },
        { series: 0, time: noon + 1, value: 9999, quality: 2 },
        { series: 0, time: noon + 2, value: 22, quality: 1 },
      ]),
    ])
    expect(await store.readWindows(temperature, noon, noon + hour, minute, 0)).toMatchObject([{ mean: 21, maximum: 22, count: 2 }])
  })

  it('aggregates as the readings themselves would, for any readings of any kind', async () => {
    const store = await opened()
    const points = [temperature, energy, occupied, door, passage]
    const row = fc.record({ at: fc.integer({ min: -30 * hour, max: 30 * hour }), value: fc.integer({ min: 0, max: 100_000 }), quality: fc.nat(2) })
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.nat(4),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -hour, max: hour }),
        async (rows, which, everyMinutes, offsetMs) => {
          const entry = points[which] ?? temperature
          await store.clear()
          run += 1
          const unique = [...new Map(rows.map((given) => [given.at, given])).values()]
          const scale = entry === temperature || entry === energy ? 1 : 50_000
          const stored = unique.map(({ at, value, quality }): Row => ({ series: entry.series, time: noon + at, value: Math.floor(value / scale), quality }))
          await store.write([batchOf(stored)])
          const span = { from: noon - 10 * hour, to: noon + 10 * hour, everyMs: everyMinutes * minute, offsetMs }
          const samples = stored.map((given) => sampleOf(given, 0)).sort((a, b) => a.time - b.time)
          const before = samples.findLast(({ time, quality }) => time < span.from && quality !== 2) ?? null
          const expected = foldWindows(
            entry.point,
            samples.filter(({ time }) => time >= span.from && time < span.to),
            before,
            span,
          )
          const found = await store.readWindows(entry, span.from, span.to, span.everyMs, span.offsetMs)
          expect(found.map(({ mean: _, ...rest }) => rest)).toEqual(expected.map(({ mean: _, ...rest }) => rest))
          for (const [index, { mean }] of expected.entries()) expect(found[index]?.mean).toBeCloseTo(mean, 6)
        },
      ),
      { numRuns: 25 },
    )
    expect(run).toBeGreaterThan(24)
  })

  it('knows the state at any moment as a fold of everything written so far, also after late readings', async () => {
    const store = await opened()
    let state = 20_261_124
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const written: Sample[] = []
    const taken = new Set<string>()
    const write = async (count: number, from: number, width: number): Promise<void> => {
      const rows: Row[] = []
      for (let index = 0; index < count; index++) {
        const given = { series: random(18), time: from + random(width), value: random(1000), text: random(5) === 0 ? `t${index}` : null, flags: random(4) }
        if (taken.has(`${given.series} ${given.time}`)) continue
        taken.add(`${given.series} ${given.time}`)
        rows.push(given)
      }
      written.push(...rows.map((given) => sampleOf(given, from)))
      await store.write([batchOf(rows, from)])
    }
    const check = async (moments: number): Promise<void> => {
      for (let index = 0; index < moments; index++) {
        const at = noon - 3 * day + random(5 * day)
        expect([...(await store.stateAt(at))].sort(bySeries)).toEqual(newestOf(written, at))
      }
    }
    await write(400, noon - 2 * day, 3 * day)
    await check(30)
    for (let round = 0; round < 6; round++) {
      await write(10, noon - 2 * day + random(2 * day), hour)
      await check(8)
    }
    expect(await store.stateAt(noon - 30 * day)).toEqual([])
    expect([...(await store.stateAt(noon + 30 * day))].sort(bySeries)).toEqual(newestOf(written, noon + 30 * day))
  })

  it('replays everything in time order, in pages, without the start and with the end', async () => {
    const store = await opened()
    const rows: Row[] = Array.from({ length: 3000 }, (_, index) => ({
      series: index % 18,
      time: noon - 2 * day + ((index * 7919) % 3000) * minute,
      value: index,
    }))
    await store.write([batchOf(rows)])
    const from = noon - 2 * day + 100 * minute
    const to = noon - 2 * day + 2900 * minute
    const found = await all(store, from, to)
    expect(found.map(({ time }) => time)).toEqual(found.map(({ time }) => time).toSorted((a, b) => a - b))
    expect(new Set(found.map(({ value }) => value))).toEqual(new Set(rows.filter(({ time }) => time > from && time <= to).map(({ value }) => value)))
    expect(found).toHaveLength(2800)
  })
})
