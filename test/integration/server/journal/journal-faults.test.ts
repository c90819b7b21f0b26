import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { seededRandom } from '../../../../models/site/random.ts'
import type { Fact } from '../../../../server/journal/fact.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { batchOf } from '../../../support/readings.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const child = fileURLToPath(new URL('../../../support/journal-child.ts', import.meta.url))
const seed = Number(process.env.LINLI_SEED ?? Date.now() % 1_000_000)

type Run = {
  readonly process: ChildProcess
  readonly lines: string[]
  readonly until: (isThere: (line: string) => boolean) => Promise<void>
  readonly exit: Promise<number | null>
}

function run(command: string, args: readonly string[]): Run {
  const started = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waits = new Set<() => void>()
  let rest = ''
  started.stdout.on('data', (data: Buffer) => {
    const parts = (rest + data.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    for (const check of waits) check()
  })
  const exit = new Promise<number | null>((resolve) => started.once('close', (code) => resolve(code)))
  const until = (isThere: (line: string) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (!lines.some(isThere)) return
        waits.delete(check)
        resolve()
      }
      waits.add(check)
      check()
      void exit.then(() => (lines.some(isThere) ? resolve() : reject(new Error(`ended before: ${lines.slice(-3).join(' | ')}`))))
    })
  onTestFinished(() => void started.kill('SIGKILL'))
  return { process: started, lines, until, exit }
}

const node = (directory: string, ...args: string[]): string[] => ['--import', 'tsx', child, directory, ...args]
const numbers = (lines: readonly string[], word: string): number[] => lines.flatMap((line) => (line.startsWith(`${word} `) ? [Number(line.split(' ')[1])] : []))

/** Every N stored, with its sequence. */
async function stored(directory: string): Promise<Map<number, number>> {
  const journal = await openJournal({ directory, log, reserveBytes: 0 })
  const found = new Map<number, number>()
  let after = 0
  for (;;) {
    const page = await journal.read(after, 500)
    if (page.length === 0) break
    for (const { sequence, fact } of page) {
      expect(sequence).toBe(after + 1)
      after = sequence
      const n = fact.kind === 'readings' ? fact.readings.value[0] : fact.kind === 'command' ? Number(fact.id) : Number.NaN
      expect(found.has(n ?? -1)).toBe(false)
      found.set(n ?? -1, sequence)
    }
  }
  expect(journal.damage).toEqual([])
  expect(journal.head).toBe(after)
  await journal.close()
  return found
}

it(`keeps every acknowledged fact once, over kills at random moments and the roll of a day (seed ${seed})`, async () => {
  const directory = temporaryDirectory()
  const chance = seededRandom(seed)
  const sent = new Set<number>()
  const acked = new Map<number, number>()
  for (let round = 0; round < faultRounds(5, 50); round++) {
    const going = run(process.execPath, node(directory, String(round * 1_000_000)))
    await going.until((line) => line.startsWith('acked'))
    await new Promise((resolve) => setTimeout(resolve, chance() * 150))
    going.process.kill('SIGKILL')
    await going.exit
    for (const n of numbers(going.lines, 'sent')) sent.add(n)
    for (const line of going.lines) {
      const [word, n, sequence] = line.split(' ')
      if (word === 'acked') acked.set(Number(n), Number(sequence))
    }
    const found = await stored(directory)
    for (const [n, sequence] of acked) expect(found.get(n)).toBe(sequence)
    for (const n of found.keys()) expect(sent.has(n)).toBe(true)
  }
  expect(acked.size).toBeGreaterThan(100)
})

const act = (id: number): Fact => ({ kind: 'command', id: String(id), state: 'sent', device: 'a', command: 'b', arguments: {}, by: 'c', reason: 'd' })
const readings = (n: number): Fact => ({
  kind: 'readings',
  readings: batchOf(Array.from({ length: 2000 }, (_, series) => ({ series, time: 1.7e12 + n, value: n + series / 7 }))),
})

function smallDisk(megabytes: number): string | null {
  const directory = temporaryDirectory()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'linli-test', directory]).status !== 0) return null
  onTestFinished(() => void execFileSync('umount', ['-l', directory]))
  return directory
}
const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

it.skipIf(!canMount)(
  'refuses readings on a full disk, records acts in the space held back, and goes on when there is space again (needs root for a small disk)',
  async () => {
    const directory = smallDisk(12)
    if (directory === null) throw new Error('a small disk could not be mounted')
    const journal = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 2 * 1024 * 1024 })
    const kept: number[] = []
    let n = 0
    for (;;) {
      try {
        await journal.append([readings(n)], 1.7e12)
        kept.push(n)
        n += 1
      } catch (error) {
        expect(error).toMatchObject({ code: 'disk_full' })
        break
      }
    }
    const before = journal.head
    expect(before).toBe(kept.length)
    for (let index = 0; index < 20; index++) expect(await journal.append([act(index)], 1.7e12)).toBe(before + index + 1)
    await expect(journal.append([readings(-1)], 1.7e12)).rejects.toMatchObject({ code: 'disk_full' })
    expect((await journal.read(before - 1, 10)).length).toBeGreaterThan(1)
    // More room, as when a person removes other files.
    execFileSync('mount', ['-o', 'remount,size=40m', directory])
    await expect
      .poll(
        () =>
          journal.append([readings(n)], 1.7e12).then(
            () => 'taken',
            () => 'refused',
          ),
        { timeout: 5000, interval: 100 },
      )
      .toBe('taken')
    kept.push(n)
    await journal.close()
    const again = await openJournal({ directory: join(directory, 'journal'), log, reserveBytes: 0 })
    const found: number[] = []
    let after = 0
    for (;;) {
      const page = await again.read(after, 100)
      if (page.length === 0) break
      for (const { fact } of page) if (fact.kind === 'readings') found.push(fact.readings.value[0] ?? -1)
      after = page.at(-1)?.sequence ?? after
    }
    expect(found).toEqual(kept)
    expect(again.damage).toEqual([])
    await again.close()
  },
)

const hasStrace = spawnSync('strace', ['-c', 'true']).status === 0

it.skipIf(!hasStrace)('tells the process at once when an fsync fails, acknowledges nothing more and loses nothing acknowledged (needs strace)', async () => {
  const directory = temporaryDirectory()
  await run(process.execPath, node(directory, '0', '3', 'readings', '50')).exit
  const trace = join(directory, 'trace.txt')
  writeFileSync(trace, '')
  const going = run('strace', [
    '-f',
    '-qq',
    '-o',
    trace,
    '-e',
    'trace=fdatasync,fsync',
    '-e',
    'inject=fdatasync,fsync:error=EIO:when=25+',
    process.execPath,
    ...node(directory, '1000000'),
  ])
  expect(await going.exit).toBe(70)
  rmSync(trace)
  expect(going.lines.at(-1)).toBe('fatal')
  const found = await stored(directory)
  for (const n of numbers(going.lines, 'acked')) expect(found.has(n)).toBe(true)
  const sent = new Set(numbers(going.lines, 'sent'))
  for (const n of found.keys()) expect(n < 50 || sent.has(n)).toBe(true)
})
