import { LiveFrameError } from './frame-error.ts'

/** Texts longer than this are refused: nothing that is accepted at the edges comes near it. */
const longestText = 65_536

/** Reads what ByteWriter wrote; never past the end, never a number that is not exact. Throws LiveFrameError. */
export class ByteReader {
  offset = 0
  private readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.bytes.length - this.offset
  }

  byte(): number {
    const value = this.bytes[this.offset]
    if (value === undefined) throw new LiveFrameError('truncated', this.offset)
    this.offset += 1
    return value
  }

  varint(): number {
    let byte = this.byte()
    if (byte < 128) return byte
    let value = byte & 0x7f
    let weight = 128
    do {
      byte = this.byte()
      value += (byte & 0x7f) * weight
      weight *= 128
      if (value > Number.MAX_SAFE_INTEGER || weight > 2 ** 56) throw new LiveFrameError('bad_number', this.offset)
    } while (byte > 127)
    return value
  }

  zigzag(): number {
    const code = this.varint()
    return code % 2 === 1 ? -(code + 1) / 2 : code / 2
  }

  float64(): number {
    if (this.left < 8) throw new LiveFrameError('truncated', this.offset)
    const value = this.view.getFloat64(this.offset, true)
    this.offset += 8
    return value
  }

  text(): string {
    const length = this.varint()
    if (length > longestText || length > this.left) throw new LiveFrameError('bad_count', this.offset)
    let text = ''
    for (let unit = 0; unit < length; unit++) {
      const code = this.varint()
      if (code > 0xffff) throw new LiveFrameError('bad_number', this.offset)
      text += String.fromCharCode(code)
    }
    return text
  }
}
