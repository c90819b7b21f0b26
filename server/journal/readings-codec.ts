import type { ReadingBatch } from '../../models/protocol/reading.ts'
import { ByteReader, type ByteWriter } from './byte-writer.ts'

/** First byte of the stored form; a change of the form takes a new number and keeps a reader for the old one. */
const version = 1
/** Every value of the column is the same; whole numbers as steps; thousandths as steps; eight bytes each. */
const form = { same: 0, whole: 1, thousandths: 2, plain: 3 }

/** Whole and small enough that the doubled step of two of them still fits a varint; -0 must keep its sign. */
const isWhole = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= 2 ** 50 && !Object.is(value, -0)

function formOf(column: ArrayLike<number>, count: number): number {
  const first = column[0] ?? 0
  let same = true
  let whole = true
  let thousandths = true
  for (let row = 0; row < count; row++) {
    const value = column[row] ?? 0
    if (!Object.is(value, first)) same = false
    if (!isWhole(value)) {
      whole = false
      const scaled = Math.round(value * 1000)
      if (!isWhole(scaled) || scaled / 1000 !== value) thousandths = false
    } else if (!isWhole(value * 1000)) thousandths = false
    if (!same && !whole && !thousandths) return form.plain
  }
  if (same) return form.same
  return whole ? form.whole : form.thousandths
}

function writeColumn(writer: ByteWriter, column: ArrayLike<number>, count: number): void {
  const chosen = formOf(column, count)
  writer.byte(chosen)
  if (chosen === form.same) {
    if (count > 0) writer.float(column[0] ?? 0)
    return
  }
  writer.reserve(count * 8)
  if (chosen === form.plain) {
    for (let row = 0; row < count; row++) writer.float(column[row] ?? 0)
    return
  }
  const scale = chosen === form.thousandths ? 1000 : 1
  let previous = 0
  for (let row = 0; row < count; row++) {
    const value = Math.round((column[row] ?? 0) * scale)
    writer.signed(value - previous)
    previous = value
  }
}

function readColumn(reader: ByteReader, into: { [row: number]: number }, count: number): void {
  const chosen = reader.byte()
  if (chosen === form.same) {
    const value = count > 0 ? reader.float() : 0
    for (let row = 0; row < count; row++) into[row] = value
    return
  }
  if (chosen === form.plain) {
    for (let row = 0; row < count; row++) into[row] = reader.float()
    return
  }
  const scale = chosen === form.thousandths ? 1000 : 1
  let value = 0
  for (let row = 0; row < count; row++) {
    value += reader.signed()
    into[row] = value / scale
  }
}

/** Texts are few: only rows that have one. UTF-8, or UTF-16 where a lone surrogate would not survive it. */
function writeTexts(writer: ByteWriter, text: ReadingBatch['text']): void {
  if (!text) {
    writer.varint(0)
    return
  }
  const rows = text.flatMap((value, row) => (value === null ? [] : [{ row, value }]))
  writer.varint(rows.length + 1)
  for (const { row, value } of rows) {
    const short = Buffer.from(value, 'utf8')
    const survives = short.toString('utf8') === value
    const bytes = survives ? short : Buffer.from(value, 'utf16le')
    writer.varint(row)
    writer.varint(bytes.length * 2 + (survives ? 0 : 1))
    writer.raw(bytes)
  }
}

function readTexts(reader: ByteReader, count: number): (string | null)[] | null {
  const written = reader.varint()
  if (written === 0) return null
  const text: (string | null)[] = new Array<string | null>(count).fill(null)
  for (let entry = 1; entry < written; entry++) {
    const row = reader.varint()
    const length = reader.varint()
    text[row] = Buffer.from(reader.raw(Math.floor(length / 2))).toString(length % 2 === 0 ? 'utf8' : 'utf16le')
  }
  return text
}

/** Appends the stored form of a batch: columns, each in the shortest of four forms, about 5 bytes a reading. */
export function writeReadings(writer: ByteWriter, batch: ReadingBatch): void {
  writer.byte(version)
  writer.varint(batch.count)
  writer.float(batch.received)
  for (const column of [batch.series, batch.time, batch.value, batch.quality, batch.flags, batch.origin]) writeColumn(writer, column, batch.count)
  writeTexts(writer, batch.text)
}

/** The batch as it was written, bit for bit. Throws a RangeError on bytes that are not a batch of a known version. */
export function decodeReadings(bytes: Uint8Array): ReadingBatch {
  const reader = new ByteReader(bytes)
  const found = reader.byte()
  if (found !== version) throw new RangeError(`readings are stored in version ${found}, this program reads version ${version}`)
  const count = reader.varint()
  const received = reader.float()
  const batch = {
    count,
    received,
    series: new Int32Array(count),
    time: new Float64Array(count),
    value: new Float64Array(count),
    quality: new Uint8Array(count),
    flags: new Uint16Array(count),
    origin: new Uint8Array(count),
  }
  for (const column of [batch.series, batch.time, batch.value, batch.quality, batch.flags, batch.origin]) readColumn(reader, column, count)
  return { ...batch, text: readTexts(reader, count) }
}

/** The whole minutes since 1970 (of device time) that a batch touches, each once. */
export function minutesOf(batch: ReadingBatch): number[] {
  const minutes = new Set<number>()
  let last = Number.NaN
  for (let row = 0; row < batch.count; row++) {
    const minute = Math.floor((batch.time[row] ?? 0) / 60_000)
    if (minute !== last) minutes.add(minute)
    last = minute
  }
  return [...minutes]
}
