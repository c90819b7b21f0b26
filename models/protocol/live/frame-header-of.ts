import { ByteReader } from './byte-reader.ts'
import type { FrameHeader } from './frame-header.ts'
import { readHeader } from './frame-header.ts'

/** The header alone, to decide whether to apply a frame. Throws LiveFrameError. */
export const frameHeaderOf = (bytes: Uint8Array): FrameHeader & { readonly count: number } => readHeader(new ByteReader(bytes))
