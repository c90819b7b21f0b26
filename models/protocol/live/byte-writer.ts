/** Largest magnitude that fits a zigzag number: its code must stay a safe integer. */
export const largestZigzag = 2 ** 52 - 1

/** Grows as it is written to; `reset` lets one writer serve many frames. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>
  private view: DataView
  private at = 0

  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity)
    this.view = new DataView(this.bytes.buffer)
  }

  get length(): number {
    return this.at
  }

  reset(): void {
    this.at = 0
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.at++] = value
  }

  /** LEB128: seven bits a byte, low bits first, the high bit set on all but the last. Throws RangeError outside 0 … 2^53 − 1. */
  varint(value: number): void {
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new RangeError(`no varint for ${value}`)
    this.reserve(8)
    let rest = value
    // Bitwise operators see 32 bits: the part above is taken off by division.
    while (rest > 0x7fffffff) {
      this.bytes[this.at++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    while (rest > 127) {
      this.bytes[this.at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.bytes[this.at++] = rest
  }

  /** 0, −1, 1, −2, 2 … as the varints 0, 1, 2, 3, 4 … */
  zigzag(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2)
  }

  /** IEEE 754 double, little-endian. */
  float64(value: number): void {
    this.reserve(8)
    this.view.setFloat64(this.at, value, true)
    this.at += 8
  }

  /** The number of UTF-16 code units, then each of them: keeps any text as it is, lone surrogates too. */
  text(value: string): void {
    this.varint(value.length)
    for (let unit = 0; unit < value.length; unit++) this.varint(value.charCodeAt(unit))
  }

  /** A copy of what was written. */
  take(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.at)
  }

  private reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count))
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}
