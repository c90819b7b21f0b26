import type { Fact } from '../../server/journal/fact.ts'
import { openJournal } from '../../server/journal/open-journal.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { createHistoryProjection } from '../../server/timeseries/history-projection.ts'
import { openTimeSeries } from '../../server/timeseries/open-time-series.ts'
import { batchOf } from './readings.ts'
import { registerOf } from './six-kinds.ts'

/** A process that ingests and projects until it is killed; prints `acked N` once reading N is durable. Arguments: directory, first N. */
const [directory = '', first = '0'] = process.argv.slice(2)
const start = Date.UTC(2026, 10, 24, 23, 59, 50)
const log = createLogger('silent', () => {})
const journal = await openJournal({ directory: `${directory}/journal`, log, reserveBytes: 0 })
const history = await openTimeSeries({ kind: 'duckdb', directory: `${directory}/history` }, { register: () => registerOf(['a']), log })
createHistoryProjection({ journal, history, log, onRefused: () => {}, paceMs: 0 }).start()
let next = Number(first)

async function appendOn(): Promise<void> {
  for (;;) {
    const n = next++
    const fact: Fact = { kind: 'readings', readings: batchOf([{ series: n % 3, time: start + n, value: n }]) }
    await journal.append([fact], start + n)
    process.stdout.write(`acked ${n}\n`)
  }
}
await Promise.all([appendOn(), appendOn(), appendOn()])
