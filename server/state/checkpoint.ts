import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { writeDurably } from '../platform/write-durably.ts'
import type { StateColumns } from './device-state.ts'
import { emptyColumns } from './device-state.ts'

/** Why a checkpoint cannot be used; the next older one, or the journal from its beginning, stands in for it. */
export class CheckpointDamaged extends Error {
  readonly code = 'checkpoint_damaged'
}

export type Checkpoint = { readonly columns: StateColumns; readonly position: number }

const magic = Buffer.from('LINLIST1')
const kept = 3
const Head = z.strictObject({
  position: z.number().int().nonnegative(),
  size: z.number().int().nonnegative(),
  text: z.array(z.tuple([z.number().int(), z.string()])),
})

/** magic, length of the head (u32), head as JSON, the columns one after the other, CRC-32 of all before. Little endian. */
export function encodeCheckpoint(columns: StateColumns, position: number): Buffer {
  const head = Buffer.from(JSON.stringify({ position, size: columns.time.length, text: [...columns.text] }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const body = Buffer.concat([magic, length, head, ...columnsOf(columns).map(bytesOf)])
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(body))
  return Buffer.concat([body, sum])
}

/** Throws CheckpointDamaged, naming what is wrong. */
export function decodeCheckpoint(bytes: Buffer): Checkpoint {
  if (bytes.length < 16 || !bytes.subarray(0, 8).equals(magic)) throw new CheckpointDamaged('it does not begin as a checkpoint does')
  const body = bytes.subarray(0, bytes.length - 4)
  if (crc32(body) !== bytes.readUInt32LE(bytes.length - 4)) throw new CheckpointDamaged('its checksum does not fit')
  const headEnd = 12 + bytes.readUInt32LE(8)
  const { position, size, text } = Head.parse(JSON.parse(bytes.toString('utf8', 12, headEnd)))
  const columns = emptyColumns(size)
  let offset = headEnd
  for (const column of columnsOf(columns).map(bytesOf)) {
    if (body.copy(column, 0, offset, offset + column.length) !== column.length) throw new CheckpointDamaged('it ends too early')
    offset += column.length
  }
  for (const [series, detail] of text) columns.text.set(series, detail)
  return { columns, position }
}

/** Writes one whole or not at all, so that a crash at any moment leaves the older ones as they were; keeps the newest three. */
export async function writeCheckpoint(directory: string, columns: StateColumns, position: number): Promise<void> {
  const bytes = encodeCheckpoint(columns, position)
  await mkdir(directory, { recursive: true })
  await writeDurably(join(directory, fileName('state', position)), bytes, 0o600)
  const names = (await checkpointNames(directory)).filter((name) => name.startsWith('state-'))
  for (const name of names.slice(kept)) await rm(join(directory, name), { force: true })
}

/** The same for the head of a day (`2026-11-24`), kept as long as the journal is: those of days before `oldest` are dropped. */
export async function writeDayCheckpoint(directory: string, day: string, oldest: string, columns: StateColumns, position: number): Promise<void> {
  const bytes = encodeCheckpoint(columns, position)
  await mkdir(directory, { recursive: true })
  await writeDurably(join(directory, fileName(`day-${day}`, position)), bytes, 0o600)
  const names = (await checkpointNames(directory)).filter((name) => name.startsWith('day-') && name < `day-${oldest}`)
  for (const name of names) await rm(join(directory, name), { force: true })
}

/** The newest day there is a checkpoint of, or null. */
export async function newestCheckpointDay(directory: string): Promise<string | null> {
  const days = (await checkpointNames(directory)).flatMap((name) => /^day-(.{10})-/.exec(name)?.[1] ?? [])
  return days.sort().at(-1) ?? null
}

/** The newest readable checkpoint not beyond `head`, or null; what is passed over is told to `passOver` with the reason. */
export async function readNewestCheckpoint(directory: string, head: number, passOver: (file: string, why: string) => void): Promise<Checkpoint | null> {
  for await (const checkpoint of readCheckpoints(directory, head, passOver)) return checkpoint
  return null
}

/** Every readable checkpoint not beyond `head`, newest first. */
export async function* readCheckpoints(directory: string, head: number, passOver: (file: string, why: string) => void): AsyncGenerator<Checkpoint> {
  for (const name of await checkpointNames(directory)) {
    const path = join(directory, name)
    try {
      const checkpoint = decodeCheckpoint(await readFile(path))
      if (checkpoint.position > head) passOver(path, `it is of fact ${checkpoint.position}, and the journal ends at ${head}`)
      else yield checkpoint
    } catch (error) {
      passOver(path, error instanceof Error ? error.message : String(error))
    }
  }
}

const fileName = (kind: string, position: number): string => `${kind}-${String(position).padStart(15, '0')}.checkpoint`
const positionIn = (name: string): string => name.slice(-'000000000000000.checkpoint'.length)

/** Newest first, by the fact they are of. */
async function checkpointNames(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true })
  const names = await readdir(directory)
  return names.filter((name) => /^(?:state|day-\d{4}-\d\d-\d\d)-\d{15}\.checkpoint$/.test(name)).sort((a, b) => positionIn(b).localeCompare(positionIn(a)))
}

const columnsOf = ({ value, time, received, flags, quality, origin }: StateColumns) => [value, time, received, flags, quality, origin]
const bytesOf = (column: Float64Array | Uint16Array | Uint8Array): Buffer => Buffer.from(column.buffer, column.byteOffset, column.byteLength)
