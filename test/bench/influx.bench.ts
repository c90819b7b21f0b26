import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InfluxDB } from '@influxdata/influxdb-client'
import { openJournal } from '../../server/journal/open-journal.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { createHistoryProjection } from '../../server/timeseries/history-projection.ts'
import { InfluxConnection } from '../../server/timeseries/influx/influx-connection.ts'
import { InfluxLines } from '../../server/timeseries/influx/influx-lines.ts'
import { openTimeSeries } from '../../server/timeseries/open-time-series.ts'
import { medianOf, minutesOfReadings, tellFigure } from '../support/bench-readings.ts'
import { startInfluxd } from '../support/influxd.ts'
import { loadProduct } from '../support/product-load.ts'
import { registerOf } from '../support/six-kinds.ts'

/** From the journal to a real InfluxDB beside its bare client writing the same lines. `MINUTES` (default 40: 800,000 readings) sets the size. */
const name = 'influx'
const minutes = Number(process.env.MINUTES ?? 40)
const series = 20_000
const start = Date.UTC(2026, 10, 24)
const total = series * minutes
const register = registerOf(Array.from({ length: Math.ceil(series / 6) }, (_, index) => `thing-${index}`))
const log = createLogger('error', (line) => process.stderr.write(line))
const directory = mkdtempSync(join(tmpdir(), 'linli-bench-'))
const influxd = await startInfluxd()

async function bareRate(): Promise<number> {
  await new InfluxConnection({ url: influxd.url, database: 'bare' }).query('CREATE DATABASE bare')
  const api = new InfluxDB({ url: influxd.url, timeout: 30_000 }).getWriteApi('', 'bare', 'ms', {
    batchSize: 100_000,
    flushInterval: 0,
    maxRetries: 0,
    gzipThreshold: Number.MAX_SAFE_INTEGER,
  })
  api.path = '/write?db=bare&precision=ms'
  const lines = new InfluxLines(() => register)
  const calls: string[][] = []
  let call: string[] = []
  for (const batch of minutesOfReadings(series, minutes, start))
    for (let row = 0; row < batch.count; row++) {
      call.push(lines.lineOf(batch, row) ?? '')
      if (call.length === 5000) {
        calls.push(call)
        call = []
      }
    }
  if (call.length > 0) calls.push(call)
  const began = performance.now()
  for (const ready of calls) {
    api.writeRecords(ready)
    await api.flush()
  }
  return total / ((performance.now() - began) / 1000)
}

try {
  const bare = await bareRate()
  const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
  const append = async (from: number): Promise<void> => {
    let last: Promise<number> = Promise.resolve(0)
    for (const readings of minutesOfReadings(series, minutes, from)) last = journal.append([{ kind: 'readings', readings }], start)
    await last
  }
  await append(start)
  const history = await openTimeSeries({ kind: 'influxdb', url: influxd.url, database: 'ours', directory }, { register: () => register, log, journal })
  const projection = createHistoryProjection({ journal, history, log, onRefused: () => {} })
  let began = performance.now()
  projection.start()
  await projection.caughtUp(journal.head, 300_000)
  const alone = total / ((performance.now() - began) / 1000)
  tellFigure({ name, metric: 'journal to InfluxDB', value: alone, unit: 'readings/s', baseline: bare, ratio: alone / bare })
  began = performance.now()
  await append(start + minutes * 60_000)
  await projection.caughtUp(journal.head, 300_000)
  const through = total / ((performance.now() - began) / 1000)
  tellFigure({ name, metric: 'journalled and to InfluxDB', value: through, unit: 'readings/s', baseline: bare, ratio: through / bare })

  const whole = await loadProduct({
    readings: total,
    lines: 1000,
    connections: 4,
    environment: { LINLI_INFLUX_URL: influxd.url, LINLI_INFLUX_DATABASE: 'product' },
  })
  tellFigure({ name, metric: 'whole product, by HTTP to InfluxDB', value: whole.through, unit: 'readings/s', baseline: bare, ratio: whole.through / bare })
  tellFigure({ name, metric: 'whole product, acknowledged', value: whole.acknowledged, unit: 'readings/s', baseline: null, ratio: null })

  const seeks: number[] = []
  for (const share of [0.95, 0.5, 0.55, 1.5, 1.93, 1.2, 1.7]) {
    began = performance.now()
    await history.stateAt(start + share * minutes * 60_000)
    seeks.push(performance.now() - began)
  }
  const seek = (which: string, ms: number): void =>
    tellFigure({ name, metric: `all ${series} points at a moment, ${which}`, value: ms, unit: 'ms', baseline: 1000, ratio: ms / 1000 })
  seek('median', medianOf(seeks))
  seek('slowest', Math.max(...seeks))
  await projection.stop()
  await journal.close()
  await history.close()
} finally {
  await influxd.remove()
  rmSync(directory, { recursive: true, force: true })
}
