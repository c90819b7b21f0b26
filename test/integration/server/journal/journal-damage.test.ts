import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { seededRandom } from '../../../../models/site/random.ts'
import type { EmbeddedJournal } from '../../../../server/journal/embedded-journal.ts'
import type { Fact } from '../../../../server/journal/fact.ts'
import { openJournal } from '../../../../server/journal/open-journal.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const logged: string[] = []
const log = createLogger('error', (line) => logged.push(line))
const start = Date.UTC(2026, 10, 24, 12)
const day = 86_400_000
const files = ['journal-2026-11-24.db', 'journal-2026-11-25.db', 'journal-2026-11-26.db'] as const
const pairs = Array.from({ length: 50 }, (_, index) => ({ device: `lamp-${index}`, point: 'level' }))
const command = (id: number): Fact => ({
  kind: 'command',
  id: `command-${String(id).padStart(4, '0')}`,
  state: 'sent',
  device: 'lamp-012',
  command: 'dim',
  arguments: { text: 'x'.repeat(300) },
  by: 'a',
  reason: 'b',
})

/** Three days of 100 facts each, closed. */
async function threeDays(): Promise<string> {
  const directory = temporaryDirectory()
  const journal = await open(directory)
  await journal.numberSeries(pairs)
  for (let index = 0; index < 300; index += 10)
    await journal.append(
      Array.from({ length: 10 }, (_, step) => command(index + step + 1)),
      start + Math.floor(index / 100) * day,
    )
  await journal.close()
  return directory
}

const open = (directory: string): Promise<EmbeddedJournal> => openJournal({ directory, log, reserveBytes: 0, clock: { now: () => start, monotonic: () => 0 } })

async function sequencesOf(journal: EmbeddedJournal): Promise<number[]> {
  const sequences: number[] = []
  for (;;) {
    const page = await journal.read(sequences.at(-1) ?? 0, 50)
    if (page.length === 0) return sequences
    sequences.push(...page.map(({ sequence }) => sequence))
  }
}

/** Opens, reads everything, appends one fact and reads it back; gives what was found. */
async function lookAt(directory: string) {
  const journal = await open(directory)
  const read = await sequencesOf(journal)
  const appended = await journal.append([command(999)], start + 2 * day)
  const tail = await journal.read(appended - 1, 5)
  const numbers = [...(await journal.numberSeries([...pairs.slice(10, 12), { device: 'new', point: 'p' }]))]
  const { damage } = journal
  await journal.close()
  expect(tail.map(({ sequence }) => sequence)).toEqual([appended])
  return { read, appended, numbers, damage: [...damage] }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)

function flipByte(path: string, marker: string): void {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(marker)
  expect(at).toBeGreaterThan(0)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

it('names the row of a flipped byte and gives all others', async () => {
  const directory = await threeDays()
  flipByte(join(directory, files[0]), 'command-0042')
  const found = await lookAt(directory)
  expect(found.read).toEqual(range(1, 300).filter((sequence) => sequence !== 42))
  expect(found.damage).toEqual([{ file: files[0], row: 42, why: expect.stringContaining('check value') }])
  expect(logged.at(-1)).toContain(files[0])
})

it('passes over a page of zeros and names how many rows it cost', async () => {
  const directory = await threeDays()
  const path = join(directory, files[1])
  const bytes = readFileSync(path)
  const page = Math.floor(bytes.indexOf('command-0150') / 4096) * 4096
  bytes.fill(0, page, page + 4096)
  writeFileSync(path, bytes)
  const found = await lookAt(directory)
  const lost = range(1, 300).filter((sequence) => !found.read.includes(sequence))
  expect(lost).toContain(150)
  expect(lost.length).toBeLessThan(20)
  expect(found.damage).toHaveLength(1)
  expect(found.damage[0]).toMatchObject({ file: files[1], row: lost[0], why: expect.stringContaining(`${lost.length} rows`) })
})

it('serves the other days when a file has a wrong header, and leaves that file as it is', async () => {
  const directory = await threeDays()
  const path = join(directory, files[0])
  const bytes = readFileSync(path)
  bytes.write('not a database', 0)
  writeFileSync(path, bytes)
  const found = await lookAt(directory)
  expect(found.read).toEqual(range(101, 300))
  expect(found.damage).toEqual([{ file: files[0], row: 0, why: expect.stringMatching(/not a database/) }])
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

it('names a file that was deleted', async () => {
  const directory = await threeDays()
  rmSync(join(directory, files[1]))
  const found = await lookAt(directory)
  expect(found.read).toEqual([...range(1, 100), ...range(201, 300)])
  expect(found.damage).toEqual([{ file: files[1], row: 101, why: 'the file is missing' }])
})

it.each(['truncated to nothing', 'truncated in the middle', 'deleted', 'overwritten'])(
  'never gives a number twice when the newest file is %s, and writes beside it',
  async (how) => {
    const directory = await threeDays()
    const path = join(directory, files[2])
    if (how === 'truncated to nothing') truncateSync(path, 0)
    if (how === 'truncated in the middle') truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)
    if (how === 'deleted') rmSync(path)
    if (how === 'overwritten') writeFileSync(path, Buffer.alloc(8192, 7))
    const found = await lookAt(directory)
    expect(found.read.slice(0, 200)).toEqual(range(1, 200))
    expect(found.appended).toBeGreaterThan(300)
    expect(found.damage.map(({ file }) => file)).toContain(files[2])
    expect(found.numbers).toEqual([10, 11, 50])
    if (how !== 'deleted') expect(existsSync(join(directory, 'journal-2026-11-26-2.db'))).toBe(true)
    const again = await lookAt(directory)
    expect(again.appended).toBe(found.appended + 1)
    expect(again.damage.length).toBeGreaterThan(0)
  },
)

it('does not touch a file that a newer version wrote', async () => {
  const directory = await threeDays()
  const path = join(directory, files[2])
  const database = new Database(path)
  database.exec('PRAGMA user_version = 99')
  database.close()
  const before = readFileSync(path)
  const found = await lookAt(directory)
  expect(found.damage).toContainEqual({ file: files[2], row: 0, why: expect.stringContaining('newer version (form 99') })
  expect(readFileSync(path).equals(before)).toBe(true)
})

it.each(['deleted', 'overwritten'])('numbers series as before when meta.db was %s', async (how) => {
  const directory = await threeDays()
  for (const suffix of ['-wal', '-shm']) rmSync(join(directory, `meta.db${suffix}`), { force: true })
  if (how === 'deleted') rmSync(join(directory, 'meta.db'))
  else writeFileSync(join(directory, 'meta.db'), Buffer.alloc(4096, 1))
  const found = await lookAt(directory)
  expect(found.numbers).toEqual([10, 11, 50])
  expect(found.read).toEqual(range(1, 300))
  expect(found.appended).toBe(301)
  if (how === 'overwritten') {
    expect(found.damage[0]?.file).toMatch(/^meta\.db\.corrupt-/)
    expect(readdirSync(directory).some((name) => name.startsWith('meta.db.corrupt-'))).toBe(true)
  }
})

it('refuses to open rather than number series anew when nothing tells their numbers', async () => {
  const directory = await threeDays()
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `meta.db${suffix}`), { force: true })
  for (const file of files) writeFileSync(join(directory, file), Buffer.alloc(8192, 1))
  await expect(open(directory)).rejects.toMatchObject({ code: 'journal_damaged', message: expect.stringContaining('meta.db') })
})

it('drops whole days, moves the tail and keeps the day being written', async () => {
  const directory = await threeDays()
  const journal = await open(directory)
  expect(await journal.dropBefore('2026-11-26')).toBe(2)
  expect(journal.tail).toBe(201)
  expect(await sequencesOf(journal)).toEqual(range(201, 300))
  expect(await journal.dropBefore('2027-01-01')).toBe(0)
  await journal.close()
  expect(readdirSync(directory).filter((name) => name.startsWith('journal-'))).toEqual([files[2]])
  const again = await open(directory)
  expect(again.tail).toBe(201)
  expect(again.damage).toEqual([])
  await again.close()
})

it('reads a file that was put back from a backup', async () => {
  const directory = await threeDays()
  const path = join(directory, files[0])
  copyFileSync(path, join(directory, 'kept'))
  rmSync(path)
  expect((await lookAt(directory)).read).toEqual(range(101, 300))
  renameSync(join(directory, 'kept'), path)
  const found = await lookAt(directory)
  expect(found.read).toEqual(range(1, 301))
  expect(found.damage).toEqual([])
})

const damageRounds = faultRounds(6, 200)
const seed = Number(process.env.LINLI_SEED ?? 20_261_124)

/** Flips a byte, fills a stretch with zeros, cuts the end off, doubles a stretch, or takes the file away. */
function damageSomewhere(path: string, random: () => number): void {
  const bytes = readFileSync(path)
  const at = Math.floor(random() * bytes.length)
  const how = Math.floor(random() * 5)
  if (how === 0) bytes[at] ^= 1 << Math.floor(random() * 8)
  if (how === 1) bytes.fill(0, at, Math.min(at + 4096, bytes.length))
  if (how === 3) bytes.copyWithin(at, 0, Math.min(4096, bytes.length - at))
  if (how === 4) rmSync(path)
  else writeFileSync(path, how === 2 ? bytes.subarray(0, at) : bytes)
}

it(`gives true facts in their order or names the damage, whatever is damaged wherever (${damageRounds} times, seed ${seed})`, async () => {
  const whole = await threeDays()
  const random = seededRandom(seed)
  const names = readdirSync(whole).filter((name) => name !== 'reserve.bin')
  for (let round = 0; round < damageRounds; round += 1) {
    const directory = temporaryDirectory()
    for (const name of names) copyFileSync(join(whole, name), join(directory, name))
    const name = names[Math.floor(random() * names.length)]
    damageSomewhere(join(directory, name), random)
    const told = `round ${round}, ${name}`
    let journal: EmbeddedJournal
    try {
      journal = await open(directory)
    } catch (error) {
      expect(error, told).toMatchObject({ code: 'journal_damaged' })
      continue
    }
    const read: number[] = []
    for (let after = 0; ; ) {
      const page = await journal.read(after, 50)
      if (page.length === 0) break
      for (const { sequence, fact } of page) {
        expect(sequence, told).toBeGreaterThan(after)
        expect(fact, told).toEqual(command(sequence))
        read.push(sequence)
        after = sequence
      }
    }
    // Whatever is not there any more is named; nothing is missing in silence.
    if (read.length < 300) expect(journal.damage.length, told).toBeGreaterThan(0)
    expect(await journal.append([command(999)], start + 2 * day), told).toBeGreaterThan(300)
    expect([...(await journal.numberSeries(pairs.slice(10, 12)))], told).toEqual([10, 11])
    await journal.close()
  }
}, 1_800_000)
