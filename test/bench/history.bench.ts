import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ReadingBatch } from '../../models/protocol/reading.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { openTimeSeries } from '../../server/timeseries/open-time-series.ts'
import { medianOf, minutesOfReadings, tellFigure } from '../support/bench-readings.ts'
import { entryOf, registerOf } from '../support/six-kinds.ts'

/**
 * History at the port beside the bare store query on the same files: 20,000 series by the minute.
 * Usage: npm run bench -- history [--json] [--readings N]: 10 million unless told; the long run is 170 million.
 */
const series = 20_000
const wanted = process.argv.includes('--readings') ? Number(process.argv[process.argv.indexOf('--readings') + 1]) : 10_000_000
const minutes = Math.ceil(wanted / series)
/** What a published comparison of time-series stores writes in bulk on two cores (TSBS, InfluxDB). */
const publishedBulk = 320_000
const start = Date.UTC(2026, 10, 24)
const end = start + minutes * 60_000
const lastDay = Math.max(start, end - 86_400_000)
const directory = mkdtempSync(join(tmpdir(), 'linli-bench-'))
const register = registerOf(Array.from({ length: Math.ceil(series / 6) }, (_, index) => `thing-${index}`))
const point = entryOf(register, 'thing-700', 'temperature')
const rounds = 9

async function timed(act: (round: number) => Promise<unknown>): Promise<number> {
  const took: number[] = []
  await act(0)
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await act(round)
    took.push(performance.now() - began)
  }
  return medianOf(took)
}
/** Moments spread over the whole span, so that no round can live off the one before. */
const momentOf = (round: number): number => start + Math.floor(((round * 7 + 3) % 10) * 0.1 * (end - start)) + 12_345

try {
  const history = await openTimeSeries(
    { kind: 'duckdb', directory },
    { register: () => register, log: createLogger('error', (line) => process.stderr.write(line)) },
  )
  const began = performance.now()
  let pack: ReadingBatch[] = []
  for (const batch of minutesOfReadings(series, minutes, start)) {
    pack.push(batch)
    if (pack.length < 25) continue
    await history.write(pack)
    pack = []
  }
  if (pack.length > 0) await history.write(pack)
  const rate = (series * minutes) / ((performance.now() - began) / 1000)
  const dayOfPoint = await timed(() => history.readWindows(point, lastDay, end, 60_000, 0))
  const state = await timed((round) => history.stateAt(momentOf(round)))
  const seek = await timed(async (round) => {
    await history.stateAt(momentOf(round))
    for await (const page of history.readAll(momentOf(round), momentOf(round) + 10_000)) if (page.length > 0) break
  })
  await history.close()
  const files = readdirSync(directory).filter((name) => name.endsWith('.duckdb'))
  const bytes = files.reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)

  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const bare = await instance.connect()
  for (const [index, name] of files.entries()) await bare.run(`ATTACH '${join(directory, name)}' AS d${index}`)
  const from = `(${files.map((_, index) => `SELECT * FROM d${index}.readings`).join(' UNION ALL ')})`
  const bareDay = await timed(() =>
    bare.runAndReadAll(
      `SELECT time // 60000 AS w, avg(value), min(value), max(value), last(value), count(*) FROM ${from} WHERE series = ${point.series} AND time >= ${lastDay} GROUP BY w ORDER BY w`,
    ),
  )
  const bareState = await timed((round) =>
    bare.runAndReadAll(
      `SELECT series, max(time), arg_max(value, time), arg_max(quality, time), arg_max(flags, time), arg_max(origin, time), arg_max(received, time) FROM ${from} WHERE time <= ${momentOf(round)} GROUP BY series`,
    ),
  )
  bare.closeSync()
  instance.closeSync()

  const name = 'history'
  tellFigure({ name, metric: 'readings', value: series * minutes, unit: 'readings', baseline: null, ratio: null })
  tellFigure({ name, metric: 'bulk write', value: rate, unit: 'readings/s', baseline: publishedBulk, ratio: rate / publishedBulk })
  tellFigure({ name, metric: 'size', value: bytes / (series * minutes), unit: 'bytes/reading', baseline: null, ratio: null })
  tellFigure({ name, metric: 'a day of one point by the minute', value: dayOfPoint, unit: 'ms', baseline: bareDay, ratio: dayOfPoint / bareDay })
  tellFigure({ name, metric: `all ${series} points at a moment`, value: state, unit: 'ms', baseline: bareState, ratio: state / bareState })
  tellFigure({ name, metric: 'seek and first page of replay', value: seek, unit: 'ms', baseline: 300, ratio: seek / 300 })
} finally {
  rmSync(directory, { recursive: true, force: true })
}
