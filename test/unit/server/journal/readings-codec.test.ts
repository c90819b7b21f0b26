import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReadingBatch } from '../../../../models/protocol/reading.ts'
import { ByteWriter } from '../../../../server/journal/byte-writer.ts'
import { decodeReadings, minutesOf, writeReadings } from '../../../../server/journal/readings-codec.ts'

const encode = (batch: ReadingBatch): Uint8Array => {
  const writer = new ByteWriter(16)
  writeReadings(writer, batch)
  return writer.take()
}

const value = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 1000),
  fc.constantFrom(0, -0, 2 ** 53 + 2, 5e-324, Infinity, NaN),
)
const time = fc.oneof(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), fc.double())
const row = fc.record({
  series: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  time,
  value,
  text: fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('\ud800', 'a', '𠮷', '\0', '\ufeff') }))),
  quality: fc.nat(2),
  flags: fc.nat(65535),
  origin: fc.nat(4),
})
const batch = fc.tuple(fc.array(row, { maxLength: 60 }), fc.boolean(), time).map(
  ([rows, withText, received]): ReadingBatch => ({
    count: rows.length,
    received,
    series: Int32Array.from(rows, (r) => r.series),
    time: Float64Array.from(rows, (r) => r.time),
    value: Float64Array.from(rows, (r) => r.value),
    text: withText ? rows.map((r) => r.text) : null,
    quality: Uint8Array.from(rows, (r) => r.quality),
    flags: Uint16Array.from(rows, (r) => r.flags),
    origin: Uint8Array.from(rows, (r) => r.origin),
  }),
)

it('gives back every batch bit for bit, strange numbers and texts included', () => {
  fc.assert(
    fc.property(batch, (given) => {
      expect(decodeReadings(encode(given))).toStrictEqual(given)
    }),
    { numRuns: 400 },
  )
})

it('refuses bytes cut short or of a version it does not know', () => {
  fc.assert(
    fc.property(batch, fc.nat(), (given, cut) => {
      const bytes = encode(given)
      expect(() => decodeReadings(bytes.subarray(0, cut % bytes.length))).toThrow(RangeError)
    }),
  )
  expect(() => decodeReadings(new Uint8Array([9, 0]))).toThrow('version 9')
})

it('stores a minute of a community in less than eight bytes a reading', () => {
  const count = 2000
  const given: ReadingBatch = {
    count,
    received: 1_795_550_000_000,
    series: Int32Array.from({ length: count }, (_, i) => i * 3),
    time: Float64Array.from({ length: count }, (_, i) => 1_795_550_000_000 + ((i * 7919) % 60_000)),
    value: Float64Array.from({ length: count }, (_, i) => ((i * 7919) % 23_000) / 100),
    text: null,
    quality: new Uint8Array(count),
    flags: new Uint16Array(count),
    origin: new Uint8Array(count).fill(2),
  }
  expect(encode(given).length / count).toBeLessThan(8)
})

it('names each minute of device time once', () => {
  const times = [60_000, 60_001, 119_999, 120_000, 60_500, -1]
  const given: ReadingBatch = {
    count: times.length,
    received: 0,
    series: new Int32Array(6),
    time: Float64Array.from(times),
    value: new Float64Array(6),
    text: null,
    quality: new Uint8Array(6),
    flags: new Uint16Array(6),
    origin: new Uint8Array(6),
  }
  expect(minutesOf(given)).toEqual([1, 2, -1])
})
