import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { LiveFrameError } from './frame-error.ts'

export const frameVersion = 1

/** Position in this list is the code on the wire: append at the end. A replay session's frames are marked, so that a bare frame says whose it is. */
export const frameKinds = ['snapshot', 'delta', 'replaySnapshot', 'replayDelta'] as const
export type FrameKind = (typeof frameKinds)[number]

/**
 * `sequence` is the state this frame leads to, `previous` the one it starts from (0 for a snapshot, which needs none);
 * `time` is the server's clock when it was made, or the cursor of a replay, in ms since 1970.
 */
export type FrameHeader = { readonly kind: FrameKind; readonly sequence: number; readonly previous: number; readonly time: number }

export function writeHeader(writer: ByteWriter, header: FrameHeader, count: number): void {
  writer.byte(frameVersion)
  writer.byte(frameKinds.indexOf(header.kind))
  writer.varint(header.sequence)
  writer.varint(header.sequence - header.previous)
  writer.varint(Math.round(header.time))
  writer.varint(count)
}

/** The header and the number of points that follow. Throws LiveFrameError. */
export function readHeader(reader: ByteReader): FrameHeader & { readonly count: number } {
  if (reader.byte() !== frameVersion) throw new LiveFrameError('unknown_version', 0)
  const kind = frameKinds[reader.byte()]
  if (kind === undefined) throw new LiveFrameError('unknown_kind', 1)
  const sequence = reader.varint()
  const previous = sequence - reader.varint()
  const time = reader.varint()
  const count = reader.varint()
  // A point takes at least two bytes: a count that cannot be true is refused before anything is read for it.
  if (previous < 0 || count * 2 > reader.left) throw new LiveFrameError('bad_count', reader.offset)
  return { kind, sequence, previous, time, count }
}
