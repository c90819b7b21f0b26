import { ByteReader } from './byte-reader.ts'
import type { FrameHeader } from './frame-header.ts'
import { readHeader } from './frame-header.ts'
import type { PointColumns } from './point-columns.ts'
import { readPoints } from './read-points.ts'

/** Columns that tell their readers what changed: the page's telemetry buffer. */
export type LiveColumns = PointColumns & { revision: number; readonly changed: Set<number>; allChanged: boolean }

/**
 * Writes a frame straight into the columns, without an object per point; a snapshot first forgets what was there.
 * Throws LiveFrameError; the columns may then hold a part of the frame, and a snapshot must follow.
 */
export function applyFrame(buffer: LiveColumns, bytes: Uint8Array, scales: Float64Array): FrameHeader & { readonly count: number } {
  const reader = new ByteReader(bytes)
  const header = readHeader(reader)
  const whole = header.kind === 'snapshot' || header.kind === 'replaySnapshot'
  if (whole) forget(buffer)
  readPoints(reader, header.count, header.time, scales, (series, value, time, received, quality, flags, origin, text) => {
    buffer.value[series] = value
    buffer.time[series] = time
    buffer.received[series] = received
    buffer.quality[series] = quality
    buffer.flags[series] = flags
    buffer.origin[series] = origin
    if (text !== undefined) buffer.text.set(series, text)
    else if (buffer.text.size > 0) buffer.text.delete(series)
    if (!whole) buffer.changed.add(series)
  })
  if (header.count > 0 || whole) buffer.revision += 1
  return header
}

function forget(buffer: LiveColumns): void {
  buffer.value.fill(0)
  buffer.time.fill(Number.NaN)
  buffer.received.fill(0)
  buffer.quality.fill(0)
  buffer.flags.fill(0)
  buffer.origin.fill(0)
  buffer.text.clear()
  buffer.allChanged = true
}
