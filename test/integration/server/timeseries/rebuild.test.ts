import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { lockDataFolder } from '../../../../server/platform/data-lock.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { openTimeSeries } from '../../../../server/timeseries/open-time-series.ts'
import { batchOf } from '../../../support/readings.ts'
import { registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const root = fileURLToPath(new URL('../../../../', import.meta.url))
const noon = Date.UTC(2026, 10, 24, 12)

const rebuild = (data: string): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', join(root, 'server/rebuild-main.ts'), '--data', data], { cwd: root }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    )
  })

it('fills the time series from the journal, wrong history gone, and says so', async () => {
  const data = temporaryDirectory()
  const journal = await openJournal({ directory: join(data, 'journal'), log, reserveBytes: 0 })
  for (let n = 0; n < 30; n++) await journal.append([{ kind: 'readings', readings: batchOf([{ series: n % 6, time: noon + n, value: n }]) }], noon)
  await journal.close()
  const open = () => openTimeSeries({ kind: 'duckdb', directory: join(data, 'history') }, { register: () => registerOf([]), log })
  const wrong = await open()
  await wrong.write([batchOf([{ series: 0, time: noon - 1, value: 666 }])])
  await wrong.savePosition(30)
  await wrong.close()
  const { code, out } = await rebuild(data)
  expect(code).toBe(0)
  expect(out).toContain('Rebuilt from 30 facts')
  const history = await open()
  const values: number[] = []
  for await (const page of history.readAll(0, noon + 100)) values.push(...page.map(({ value }) => value))
  await history.close()
  expect(values).toEqual(Array.from({ length: 30 }, (_, n) => n))
})

it('refuses while a server holds the data folder', async () => {
  const data = temporaryDirectory()
  const lock = lockDataFolder(data, process.pid, new Date())
  writeFileSync(join(data, 'witness'), '')
  const { code, err } = await rebuild(data)
  lock.release()
  rmSync(join(data, 'witness'))
  expect(code).toBe(2)
  expect(err).toContain(String(process.pid))
})
