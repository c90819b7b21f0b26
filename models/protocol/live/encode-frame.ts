import type { ByteWriter } from './byte-writer.ts'
import { largestZigzag } from './byte-writer.ts'
import type { FrameHeader } from './frame-header.ts'
import { writeHeader } from './frame-header.ts'
import type { PointColumns } from './point-columns.ts'
import { fromInteger, toInteger } from './scale.ts'

/** Bits of the byte that opens a point; the gap to the series before stands above them. */
export const timesFollow = 1
export const attributesFollow = 2
export const specialValue = 4
/** Bits of the byte that opens a special value. */
export const rawNumber = 1
export const textFollows = 2
/** Above them: how many more decimal digits the number has than its resolution says. */
export const digitsShift = 4
export const mostDigits = 6

/**
 * One frame with the given series, which must ascend and have been heard. `scales` is indexed by series (`scalesOf`).
 * Described byte by byte in docs/live-protocol.md.
 */
export function encodeFrame(
  writer: ByteWriter,
  header: FrameHeader,
  columns: PointColumns,
  series: ArrayLike<number>,
  scales: Float64Array,
): Uint8Array<ArrayBuffer> {
  writer.reset()
  writeHeader(writer, header, series.length)
  let last = -1
  let received = Math.round(header.time)
  let lag = 0
  let attributes = 0
  for (let index = 0; index < series.length; index++) {
    const number = series[index] ?? 0
    const newReceived = Math.round(columns.received[number] ?? 0)
    const newLag = newReceived - Math.round(columns.time[number] ?? 0)
    const newAttributes = packAttributes(columns, number)
    const value = columns.value[number] ?? 0
    const scale = scales[number] ?? 1
    const text = columns.text.get(number)
    const digits = extraDigits(value, scale)
    const raw = digits < 0
    const timesDiffer = newReceived !== received || newLag !== lag
    const special = digits !== 0 || text !== undefined
    writer.varint(
      (number - last - 1) * 8 + (timesDiffer ? timesFollow : 0) + (newAttributes === attributes ? 0 : attributesFollow) + (special ? specialValue : 0),
    )
    if (timesDiffer) {
      writer.zigzag(newReceived - received)
      writer.zigzag(newLag - lag)
    }
    if (newAttributes !== attributes) writer.varint(newAttributes)
    if (special) writer.byte((raw ? rawNumber : digits * digitsShift) + (text === undefined ? 0 : textFollows))
    if (raw) writer.float64(value)
    else writer.zigzag(toInteger(value, scale * 10 ** digits))
    if (text !== undefined) writer.text(text)
    last = number
    received = newReceived
    lag = newLag
    attributes = newAttributes
  }
  return writer.take()
}

/** How many decimal digits beyond the resolution bring the very same value back; −1 when only its eight bytes do. */
function extraDigits(value: number, scale: number): number {
  // A resolution such as 5 or 0.3 is no decimal fraction: its multiples are integers, anything else goes raw.
  const most = scale > 0 ? mostDigits : 0
  for (let digits = 0; digits <= most; digits++) {
    const finer = scale * 10 ** digits
    const integer = toInteger(value, finer)
    // Not a number, too great for a varint, or minus zero, which an integer would lose.
    if (!(Math.abs(integer) <= largestZigzag) || Object.is(integer, -0)) return -1
    if (Object.is(fromInteger(integer, finer), value)) return digits
  }
  return -1
}

/** Quality in bits 0–1, origin in bits 2–4, flags above: a usual reading is one small number that rarely changes. */
const packAttributes = (columns: PointColumns, series: number): number =>
  (columns.quality[series] ?? 0) + (columns.origin[series] ?? 0) * 4 + (columns.flags[series] ?? 0) * 32
