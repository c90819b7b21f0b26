import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFrame } from '../../../../../models/protocol/live/apply-frame.ts'
import { ByteWriter } from '../../../../../models/protocol/live/byte-writer.ts'
import { decodeFrame } from '../../../../../models/protocol/live/decode-frame.ts'
import { encodeFrame } from '../../../../../models/protocol/live/encode-frame.ts'
import { LiveFrameError } from '../../../../../models/protocol/live/frame-error.ts'
import type { FrameHeader } from '../../../../../models/protocol/live/frame-header.ts'
import { createPointColumns } from '../../../../../models/protocol/live/point-columns.ts'
import { pointTableOf, scalesOf } from '../../../../../models/protocol/live/point-table.ts'
import { liveRegister } from '../../../../support/live-register.ts'

const register = liveRegister(40)
const table = { version: 'v', ...pointTableOf(register) }
const scales = scalesOf(table)
const size = register.series.length
const writer = new ByteWriter(16)

const createBuffer = () => ({ ...createPointColumns(size), revision: 0, changed: new Set<number>(), allChanged: false })

const aTime = fc.oneof(fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }), fc.integer({ min: 0, max: 2 ** 42 }))
const aValue = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000_000 }).map((hundredths) => hundredths / 100),
  fc.integer({ min: 0, max: 20 }),
  fc.double(),
)
const aPoint = fc.record({
  series: fc.integer({ min: 0, max: size - 1 }),
  value: aValue,
  time: aTime,
  received: aTime,
  quality: fc.integer({ min: 0, max: 2 }),
  flags: fc.integer({ min: 0, max: 0xffff }),
  origin: fc.integer({ min: 0, max: 4 }),
  text: fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined }),
})
const aBatch = fc
  .uniqueArray(aPoint, { selector: ({ series }) => series, maxLength: 60 })
  .map((points) => points.sort((one, other) => one.series - other.series))
type Batch = ReturnType<typeof aBatch.generate>['value']

function columnsOf(batch: Batch) {
  const columns = createPointColumns(size)
  for (const point of batch) {
    columns.value[point.series] = point.value
    columns.time[point.series] = point.time
    columns.received[point.series] = point.received
    columns.quality[point.series] = point.quality
    columns.flags[point.series] = point.flags
    columns.origin[point.series] = point.origin
    if (point.text !== undefined) columns.text.set(point.series, point.text)
  }
  return columns
}

function encode(batch: Batch, header: Partial<FrameHeader> = {}) {
  const whole: FrameHeader = { kind: 'delta', sequence: 1_764_000_000_123, previous: 1_764_000_000_122, time: 1_764_000_000_500, ...header }
  return encodeFrame(
    writer,
    whole,
    columnsOf(batch),
    batch.map(({ series }) => series),
    scales,
  )
}

describe('a live frame', () => {
  it('brings back any batch to the last digit, its times, marks and texts', () => {
    fc.assert(
      fc.property(aBatch, (batch) => {
        const buffer = createBuffer()
        applyFrame(buffer, encode(batch), scales)
        for (const point of batch) {
          expect(buffer.value[point.series]).toBe(point.value)
          expect(buffer.time[point.series]).toBe(point.time)
          expect(buffer.received[point.series]).toBe(point.received)
          expect(buffer.quality[point.series]).toBe(point.quality)
          expect(buffer.flags[point.series]).toBe(point.flags)
          expect(buffer.origin[point.series]).toBe(point.origin)
          expect(buffer.text.get(point.series)).toBe(point.text)
        }
        expect([...buffer.changed]).toEqual(batch.map(({ series }) => series))
      }),
    )
  })

  it('carries its header, and the decoder gives readings by device and point', () => {
    const batch = [{ series: 7 + 5, value: 1, time: 1000, received: 2000, quality: 1, flags: 2, origin: 2, text: '京A12345' }]
    const frame = decodeFrame(encode(batch, { time: 3000 }), table)
    expect(frame).toMatchObject({ kind: 'delta', sequence: 1_764_000_000_123, previous: 1_764_000_000_122, time: 3000 })
    expect(frame.readings).toEqual([
      {
        series: 12,
        device: 'meter-1',
        point: 'passage',
        value: { code: 'out', detail: '京A12345' },
        time: 1000,
        received: 2000,
        quality: 'uncertain',
        flags: ['late'],
        origin: 'simulated',
      },
    ])
  })

  it('forgets what a snapshot does not name', () => {
    const buffer = createBuffer()
    applyFrame(buffer, encode([{ series: 3, value: 1, time: 5, received: 5, quality: 0, flags: 0, origin: 0, text: 'x' }]), scales)
    applyFrame(
      buffer,
      encode([{ series: 4, value: 1, time: 6, received: 6, quality: 0, flags: 0, origin: 0, text: undefined }], { kind: 'snapshot', previous: 0 }),
      scales,
    )
    expect(buffer.time[3]).toBeNaN()
    expect(buffer.text.size).toBe(0)
    expect(buffer.time[4]).toBe(6)
    expect(buffer.allChanged).toBe(true)
  })

  it('gives decimals back as they were written, where a product would not', () => {
    const series = Array.from({ length: 40 }, (_, device) => device * 7)
    const columns = createPointColumns(size)
    columns.time.fill(0)
    for (const [index, number] of series.entries()) columns.value[number] = Number(`${index}.${(index * 37) % 100}`)
    const bytes = encodeFrame(writer, { kind: 'delta', sequence: 1, previous: 0, time: 0 }, columns, series, scales)
    const buffer = createBuffer()
    applyFrame(buffer, bytes, scales)
    expect(buffer.value).toEqual(columns.value)
    // None of them needed the eight bytes of a raw number.
    expect(bytes.length).toBeLessThan(series.length * 6)
  })

  it('spends one byte more, not eight, on a reading finer than its declared resolution', () => {
    const sizeOf = (value: number) => encode([{ series: 0, value, time: 5, received: 5, quality: 0, flags: 0, origin: 0, text: undefined }]).length
    expect(sizeOf(2.3456)).toBeLessThanOrEqual(sizeOf(2.34) + 2)
  })

  it('refuses every truncation with a named error', () => {
    fc.assert(
      fc.property(aBatch, fc.nat(), (batch, cut) => {
        const bytes = encode(batch)
        expect(() => applyFrame(createBuffer(), bytes.subarray(0, cut % bytes.length), scales)).toThrow(LiveFrameError)
      }),
    )
  })

  it('reads garbled bytes to an end or a named error, and writes nothing outside', () => {
    fc.assert(
      fc.property(aBatch, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }), (batch, changes) => {
        const bytes = encode(batch)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        const buffer = createBuffer()
        try {
          applyFrame(buffer, bytes, scales)
        } catch (error) {
          expect(error).toBeInstanceOf(LiveFrameError)
        }
        for (const number of [...buffer.changed, ...buffer.text.keys()]) expect(number).toBeLessThan(size)
      }),
      { numRuns: 500 },
    )
  })

  it('reads any bytes at all to an end or a named error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        bytes[0] = 1
        if (bytes.length > 1) bytes[1] = (bytes[1] ?? 0) % 4
        try {
          decodeFrame(bytes, table)
        } catch (error) {
          expect(error).toBeInstanceOf(LiveFrameError)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('takes at most six bytes a point for a second of a community reporting', () => {
    const community = liveRegister(3000)
    const communityTable = { version: 'v', ...pointTableOf(community) }
    const columns = createPointColumns(community.series.length)
    const series: number[] = []
    for (let device = 0; device < 3000; device += 11)
      for (const [offset, value] of [13.37, 45_678.9, 355].entries()) {
        const number = device * 7 + offset
        columns.value[number] = offset === 2 ? value : Number((value + device / 100).toFixed(2))
        columns.received[number] = 1_764_000_000_000 + ((device * 7919) % 100)
        columns.time[number] = (columns.received[number] ?? 0) - 40
        columns.origin[number] = 2
        series.push(number)
      }
    const bytes = encodeFrame(
      writer,
      { kind: 'delta', sequence: 1_764_000_000_123, previous: 1_764_000_000_122, time: 1_764_000_000_100 },
      columns,
      series,
      scalesOf(communityTable),
    )
    expect(bytes.length / series.length).toBeLessThanOrEqual(6)
  })
})
