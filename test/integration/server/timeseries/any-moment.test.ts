import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Fact } from '../../../../server/journal/fact.ts'
import type { Journal } from '../../../../server/journal/journal.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { createHistoryProjection } from '../../../../server/timeseries/history-projection.ts'
import { openTimeSeries, type TimeSeriesConfig } from '../../../../server/timeseries/open-time-series.ts'
import { rebuildHistory } from '../../../../server/timeseries/rebuild-history.ts'
import type { Sample, TimeSeries } from '../../../../server/timeseries/time-series.ts'
import { type Influxd, startInfluxd } from '../../../support/influxd.ts'
import { batchOf, type Row } from '../../../support/readings.ts'
import { registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const register = registerOf(['a', 'b', 'c', 'd', 'e'])
const seriesCount = 30
const minute = 60_000
const begin = Date.UTC(2026, 10, 23, 21)
const hours = 6
let influxd: Influxd
beforeAll(async () => {
  influxd = await startInfluxd()
})
afterAll(() => influxd.remove())

function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Six hours over midnight, minute by minute: most readings in time, some hours late, each (series, time) once. */
function minuteBatches(random: (below: number) => number): { readonly at: number; readonly rows: readonly Row[] }[] {
  const taken = new Set<string>()
  return Array.from({ length: hours * 60 }, (_, index) => {
    const at = begin + (index + 1) * minute
    const rows = Array.from({ length: 12 }, (_, row): Row => {
      const time = at - (random(8) === 0 ? random(index * minute + minute) : random(minute))
      return {
        series: random(seriesCount),
        time,
        value: random(1000),
        text: random(6) === 0 ? `t${row}` : null,
        flags: random(4),
        quality: random(3),
        origin: random(5),
      }
    }).filter(({ series, time }) => !taken.has(`${series} ${time}`) && taken.add(`${series} ${time}`))
    return { at, rows }
  })
}

async function foldOf(journal: Journal): Promise<(moment: number) => Sample[]> {
  const samples: Sample[] = []
  for (let page = await journal.read(0, 1000); page.length > 0; page = await journal.read(page.at(-1)?.sequence ?? 0, 1000))
    for (const { fact } of page) if (fact.kind === 'readings') samples.push(...samplesOf(fact))
  samples.sort((a, b) => a.time - b.time)
  return (moment) => {
    const newest = new Map<number, Sample>()
    for (const sample of samples) if (sample.time <= moment) newest.set(sample.series, sample)
    return [...newest.values()].sort((a, b) => a.series - b.series)
  }
}

function samplesOf({ readings }: Extract<Fact, { kind: 'readings' }>): Sample[] {
  return Array.from({ length: readings.count }, (_, row) => ({
    series: readings.series[row],
    time: readings.time[row],
    received: readings.received,
    value: readings.value[row],
    text: readings.text?.[row] ?? null,
    quality: readings.quality[row],
    flags: readings.flags[row],
    origin: readings.origin[row],
  }))
}

it.each([
  ['DuckDB', (directory: string): TimeSeriesConfig => ({ kind: 'duckdb', directory })],
  ['InfluxDB', (directory: string): TimeSeriesConfig => ({ kind: 'influxdb', directory, url: influxd.url, database: 'any_moment' })],
])('%s knows the state at 500 moments as a fold of the whole journal does: while readings come, after a restart, after a rebuild', async (_, configIn) => {
  const random = randomFrom(20_261_124)
  const directory = temporaryDirectory()
  const config = configIn(join(directory, 'history'))
  const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
  onTestFinished(() => journal.close())
  const batches = minuteBatches(random)
  const check = async (history: TimeSeries, moments: number, until: number): Promise<void> => {
    const fold = await foldOf(journal)
    for (let n = 0; n < moments; n++) {
      const moment = begin + random(until - begin + 10 * minute)
      expect([moment, await history.stateAt(moment)]).toEqual([moment, fold(moment)])
    }
  }
  const follow = async (act: (history: TimeSeries, caughtUp: () => Promise<void>) => Promise<void>): Promise<void> => {
    const history = await openTimeSeries(config, { register: () => register, log, journal })
    const projection = createHistoryProjection({ journal, history, log, onRefused: () => {}, paceMs: 1 })
    projection.start()
    try {
      await act(history, async () => expect(await projection.caughtUp(journal.head, 20_000)).toBe(true))
    } finally {
      await projection.stop()
      await history.close()
    }
  }
  await follow(async (history, caughtUp) => {
    for (const [index, { at, rows }] of batches.entries()) {
      await journal.append([{ kind: 'readings', readings: batchOf(rows, at) }], at)
      if (index % 60 !== 59) continue
      await caughtUp()
      await check(history, 50, at)
    }
  })
  await follow((history) => check(history, 100, begin + hours * 60 * minute))
  await rebuildHistory({ journal, config, register, log, say: () => {} })
  await follow((history) => check(history, 100, begin + hours * 60 * minute))
})
