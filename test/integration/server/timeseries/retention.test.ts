import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { createHistoryProjection } from '../../../../server/timeseries/history-projection.ts'
import { openTimeSeries } from '../../../../server/timeseries/open-time-series.ts'
import { createRetention } from '../../../../server/timeseries/retention.ts'
import { batchOf } from '../../../support/readings.ts'
import { registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const noon = Date.UTC(2026, 10, 24, 12)
const day = 86_400_000

async function filled(ages: readonly number[]) {
  const directory = temporaryDirectory()
  const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
  const history = await openTimeSeries({ kind: 'duckdb', directory: join(directory, 'history') }, { register: () => registerOf(['a']), log })
  onTestFinished(async () => {
    await history.close()
    await journal.close()
  })
  for (const age of ages) await journal.append([{ kind: 'readings', readings: batchOf([{ series: 0, time: noon - age * day, value: age }]) }], noon - age * day)
  const files = (): string[] => readdirSync(join(directory, 'journal')).filter((name) => /^journal-.*\.db$/.test(name))
  return { journal, history, files }
}

it('drops journal files after 30 days and history after the days set, whole days of each, and keeps the rest readable', async () => {
  const { journal, history, files } = await filled([40, 31, 29, 0])
  const projection = createHistoryProjection({ journal, history, log, onRefused: () => {}, paceMs: 1 })
  projection.start()
  expect(await projection.caughtUp(4, 10_000)).toBe(true)
  await projection.stop()
  await createRetention({ journal, history, historyDays: 35, clock: { now: () => noon, monotonic: () => 0 }, log }).drop()
  expect(files()).toEqual(['journal-2026-10-26.db', 'journal-2026-11-24.db'])
  expect(journal.tail).toBe(3)
  expect((await journal.read(0, 10)).map(({ sequence }) => sequence)).toEqual([3, 4])
  expect(await history.span()).toEqual({ from: noon - 31 * day, to: noon })
})

it('keeps the journal as long as history is far behind, and drops it later the same day', async () => {
  const { journal, history, files } = await filled([40, 0])
  const away = { position: 0, dropBefore: async () => 0 }
  const longJournal = { head: 50_000, dropBefore: (before: string) => journal.dropBefore(before) }
  const retention = createRetention({ journal: longJournal, history: away, historyDays: 400, clock: { now: () => noon, monotonic: () => 0 }, log })
  await retention.drop()
  expect(files()).toHaveLength(2)
  away.position = 50_000
  await retention.drop()
  expect(files()).toEqual(['journal-2026-11-24.db'])
  expect(await history.span()).toBeNull()
})
