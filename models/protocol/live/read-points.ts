import type { ByteReader } from './byte-reader.ts'
import { attributesFollow, digitsShift, mostDigits, rawNumber, specialValue, textFollows, timesFollow } from './encode-frame.ts'
import { LiveFrameError } from './frame-error.ts'
import { fromInteger } from './scale.ts'

/** Takes one point of a frame; called in ascending order of series, nothing is allocated for it but a text. */
export type PointSink = (
  series: number,
  value: number,
  time: number,
  received: number,
  quality: number,
  flags: number,
  origin: number,
  text: string | undefined,
) => void

/** Reads the points after a header to the frame's last byte. `scales` also says which series there are. Throws LiveFrameError. */
export function readPoints(reader: ByteReader, count: number, time: number, scales: Float64Array, sink: PointSink): void {
  let series = -1
  let received = time
  let lag = 0
  let attributes = 0
  for (let index = 0; index < count; index++) {
    const head = reader.varint()
    series += Math.floor(head / 8) + 1
    const scale = scales[series]
    if (scale === undefined) throw new LiveFrameError('unknown_series', reader.offset)
    if (head & timesFollow) {
      received += reader.zigzag()
      lag += reader.zigzag()
    }
    if (head & attributesFollow) attributes = reader.varint()
    const form = head & specialValue ? reader.byte() : 0
    const digits = Math.floor(form / digitsShift)
    if (digits > mostDigits) throw new LiveFrameError('bad_form', reader.offset)
    const value = form & rawNumber ? reader.float64() : fromInteger(reader.zigzag(), digits === 0 ? scale : scale * 10 ** digits)
    const text = form & textFollows ? reader.text() : undefined
    sink(series, value, received - lag, received, attributes & 3, Math.floor(attributes / 32) & 0xffff, (attributes >> 2) & 7, text)
  }
  if (reader.left > 0) throw new LiveFrameError('trailing_bytes', reader.offset)
}
