import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import type { EmbeddedJournal } from '../../../../server/journal/embedded-journal.ts'
import type { Fact } from '../../../../server/journal/fact.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { createHistoryProjection, type HistoryProjection, type RefusedReading } from '../../../../server/timeseries/history-projection.ts'
import { openTimeSeries } from '../../../../server/timeseries/open-time-series.ts'
import { type TimeSeries, TimeSeriesUnavailable } from '../../../../server/timeseries/time-series.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { batchOf } from '../../../support/readings.ts'
import { registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const register = registerOf(['a'])
const noon = Date.UTC(2026, 10, 24, 12)
const day = 86_400_000
const fact = (n: number, time = noon + n): Fact => ({ kind: 'readings', readings: batchOf([{ series: n % 3, time, value: n }]) })
const act: Fact = { kind: 'command', id: '1', state: 'sent', device: 'a', command: 'b', arguments: {}, by: 'c', reason: 'd' }

type Parts = {
  readonly journal: EmbeddedJournal
  readonly history: TimeSeries
  readonly projection: HistoryProjection
  readonly refused: RefusedReading[]
  readonly close: () => Promise<void>
}

async function opened(directory: string, wrap: (history: TimeSeries) => TimeSeries = (history) => history): Promise<Parts> {
  const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
  const history = await openTimeSeries({ kind: 'duckdb', directory: join(directory, 'history') }, { register: () => register, log })
  const refused: RefusedReading[] = []
  const projection = createHistoryProjection({
    journal,
    history: wrap(history),
    log,
    onRefused: (found) => void refused.push(...found),
    backOffMs: [10, 40],
    paceMs: 20,
  })
  projection.start()
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await projection.stop()
    await journal.close()
    await history.close()
  }
  onTestFinished(close)
  return { journal, history, projection, refused, close }
}

async function valuesIn(history: TimeSeries): Promise<number[]> {
  const values: number[] = []
  for await (const page of history.readAll(0, noon + 400 * day)) values.push(...page.map(({ value }) => value))
  return values.sort((a, b) => a - b)
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

it('writes what the journal accepts and tells when it is there', async () => {
  const { journal, history, projection } = await opened(temporaryDirectory())
  let head = 0
  for (let n = 0; n < 20; n++) head = await journal.append([fact(n), act], noon)
  expect(await projection.caughtUp(head, 10_000)).toBe(true)
  expect(await valuesIn(history)).toEqual(upTo(20))
  expect(projection.lag).toEqual({ facts: 0, ms: 0 })
  expect(await projection.caughtUp(head + 1, 30)).toBe(false)
})

it('goes on where it was after being opened again', async () => {
  const directory = temporaryDirectory()
  const first = await opened(directory)
  await first.projection.caughtUp(await first.journal.append([fact(0)], noon), 10_000)
  await first.projection.stop()
  await first.journal.append([fact(1)], noon)
  await first.close()
  const second = await opened(directory)
  expect(second.history.position).toBe(1)
  expect(await second.projection.caughtUp(2, 10_000)).toBe(true)
  expect(await valuesIn(second.history)).toEqual([0, 1])
})

it('loses nothing while the store is away, and tells what is the matter', async () => {
  let isAway = true
  const away = (history: TimeSeries): TimeSeries =>
    new Proxy(history, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name)
        if (typeof found !== 'function') return found
        if (name === 'readJournal' && isAway) return () => Promise.reject(new TimeSeriesUnavailable('it is away'))
        return found.bind(target)
      },
    })
  const { journal, history, projection } = await opened(temporaryDirectory(), away)
  for (let n = 0; n < 10; n++) await journal.append([fact(n)], noon)
  await expect.poll(() => projection.trouble).toBe('it is away')
  expect(projection.lag.facts).toBe(10)
  isAway = false
  expect(await projection.caughtUp(10, 10_000)).toBe(true)
  expect(projection.trouble).toBeNull()
  expect(await valuesIn(history)).toEqual(upTo(10))
})

it('hands readings through `write` to a store that does not read the journal itself', async () => {
  const plain = (history: TimeSeries): TimeSeries =>
    new Proxy(history, {
      get: (target, name) => {
        const found: unknown = name === 'readJournal' ? undefined : Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    })
  const { journal, history, projection, refused } = await opened(temporaryDirectory(), plain)
  await journal.append([act, fact(0), { kind: 'readings', readings: batchOf([{ series: 0, time: noon + 9, value: Number.NaN }]) }, act, fact(1), act], noon)
  expect(await projection.caughtUp(6, 10_000)).toBe(true)
  expect(await valuesIn(history)).toEqual([0, 1])
  expect(refused).toMatchObject([{ sequence: 3, index: 0 }])
})

it('passes over damage at the end of the journal', async () => {
  const directory = temporaryDirectory()
  const first = await opened(directory)
  await first.projection.stop()
  await first.journal.append([fact(0), fact(1), { ...act, id: 'the-last-one' }], noon)
  await first.close()
  const path = join(directory, 'journal', 'journal-2026-11-24.db')
  const bytes = readFileSync(path)
  bytes.write('X', bytes.indexOf('the-last-one'))
  writeFileSync(path, bytes)
  const second = await opened(directory)
  expect(await second.projection.caughtUp(3, 10_000)).toBe(true)
  expect(await valuesIn(second.history)).toEqual([0, 1])
})

it('takes another journal from its beginning', async () => {
  const directory = temporaryDirectory()
  const first = await opened(directory)
  await first.projection.caughtUp(await first.journal.append([fact(0), fact(1), fact(2)], noon), 10_000)
  await first.close()
  const journal = await openJournal({ directory: join(directory, 'another'), log, reserveBytes: 0 })
  await journal.append([fact(7)], noon)
  const history = await openTimeSeries({ kind: 'duckdb', directory: join(directory, 'history') }, { register: () => register, log })
  const projection = createHistoryProjection({ journal, history, log, onRefused: () => {} })
  onTestFinished(async () => {
    await projection.stop()
    await journal.close()
    await history.close()
  })
  projection.start()
  await expect.poll(() => history.position, { timeout: 10_000 }).toBe(1)
  expect(await valuesIn(history)).toEqual([0, 1, 2, 7])
})

const damages: readonly [string, (path: string) => void][] = [
  [
    'with a flipped byte',
    (path) => {
      const bytes = readFileSync(path)
      const at = Math.floor(bytes.length * 0.6)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(path, bytes)
    },
  ],
  ['with a wrong header', (path) => writeFileSync(path, Buffer.concat([Buffer.alloc(4096, 1), readFileSync(path).subarray(4096)]))],
  ['cut in half', (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  ['emptied', (path) => truncateSync(path, 0)],
]

it.each(damages)('sets aside a day %s and writes it anew from the journal, the other days untouched', async (_, damage) => {
  const directory = temporaryDirectory()
  const first = await opened(directory)
  const count = 3000
  const rows = (shift: number) => batchOf(upTo(count).map((n) => ({ series: n % 18, time: noon + shift + n, value: n + shift })))
  await first.projection.caughtUp(
    await first.journal.append(
      [
        { kind: 'readings', readings: rows(0) },
        { kind: 'readings', readings: rows(-day) },
      ],
      noon,
    ),
    10_000,
  )
  await first.close()
  damage(join(directory, 'history', 'history-2026-11-23.duckdb'))
  const second = await opened(directory)
  await second.history.stateAt(noon + day)
  for await (const page of second.history.readAll(0, noon + day)) expect(page.length).toBeGreaterThan(0)
  const head = await second.journal.append([fact(5, noon + 2 * day)], noon)
  expect(await second.projection.caughtUp(head, 10_000)).toBe(true)
  await expect.poll(async () => (await valuesIn(second.history)).length, { timeout: 10_000 }).toBe(2 * count + 1)
  expect(await valuesIn(second.history)).toEqual([...upTo(count).map((n) => n - day), ...upTo(count), 5].sort((a, b) => a - b))
  expect(readdirSync(join(directory, 'history')).filter((name) => name.includes('.corrupt-')).length).toBeGreaterThan(0)
  expect((await second.history.health()).detail).toContain('history-2026-11-23.duckdb.corrupt-')
})

it('holds every acknowledged reading once after kills at random moments', async () => {
  const directory = temporaryDirectory()
  const child = fileURLToPath(new URL('../../../support/projection-child.ts', import.meta.url))
  const acked = new Set<number>()
  for (let round = 0; round < faultRounds(4, 40); round++) {
    const going = spawn(process.execPath, ['--import', 'tsx', child, directory, String(round * 1_000_000)], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void going.kill('SIGKILL'))
    let output = ''
    await new Promise<void>((resolve) =>
      going.stdout.on('data', (data: Buffer) => {
        output += data.toString()
        resolve()
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 100 + round * 130))
    going.kill('SIGKILL')
    await new Promise((resolve) => going.once('close', resolve))
    for (const line of output.split('\n').slice(0, -1)) acked.add(Number(line.split(' ')[1]))
  }
  const { journal, history, projection } = await opened(directory)
  expect(await projection.caughtUp(journal.head, 20_000)).toBe(true)
  const values: number[] = []
  for (let after = 0; after < journal.head; ) {
    const page = await journal.read(after, 1000)
    for (const stored of page) {
      if (stored.fact.kind === 'readings') values.push(...stored.fact.readings.value)
      after = stored.sequence
    }
  }
  expect(await valuesIn(history)).toEqual(values.sort((a, b) => a - b))
  for (const n of acked) expect(values.includes(n)).toBe(true)
  expect(acked.size).toBeGreaterThan(50)
})
