/** A growing buffer for the stored forms; `take` gives a buffer of its own that can be handed to another thread. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>
  private view: DataView
  length = 0

  constructor(size = 4096) {
    this.bytes = new Uint8Array(size)
    this.view = new DataView(this.bytes.buffer)
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  float(value: number): void {
    this.reserve(8)
    this.view.setFloat64(this.length, value, true)
    this.length += 8
  }

  /** Unsigned, 7 bits a byte; `value` is a whole number from 0 to 2^53. */
  varint(value: number): void {
    this.reserve(8)
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80
      rest = rest < 0x80000000 ? rest >>> 7 : Math.floor(rest / 0x80)
    }
    this.bytes[this.length++] = rest
  }

  /** Whole numbers of either sign, small ones short. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length)
    this.length = 0
    return taken
  }
}

/** Reads what `ByteWriter` wrote; running past the end throws a RangeError. */
export class ByteReader {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private position = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  byte(): number {
    const value = this.bytes[this.position++]
    if (value === undefined) throw new RangeError('the stored bytes end early')
    return value
  }

  float(): number {
    const value = this.view.getFloat64(this.position, true)
    this.position += 8
    return value
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < 8; count++) {
      const part = this.byte()
      value += (part & 0x7f) * scale
      if (part < 0x80) return value
      scale *= 0x80
    }
    throw new RangeError('a stored number is too long')
  }

  signed(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  raw(length: number): Uint8Array {
    if (this.position + length > this.bytes.length) throw new RangeError('the stored bytes end early')
    const part = this.bytes.subarray(this.position, this.position + length)
    this.position += length
    return part
  }
}
