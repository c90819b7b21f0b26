import type { Socket } from 'node:net'

/** What an MQTT connection may send before the parser sees it: the parser itself buffers whatever length a packet announces. */
export type PacketLimits = { readonly connectBytes: number; readonly packetBytes: number }
export const defaultPacketLimits: PacketLimits = { connectBytes: 4096, packetBytes: 256 * 1024 }

export type PacketRefusal = 'not_connect' | 'connect_too_large' | 'packet_too_large' | 'bad_length' | 'unsupported_version'

const connectType = 1
const newestVersion = 4
/** CONNACK of MQTT 5: reason 0x84, unsupported protocol version, no properties. */
const refusalOfVersion5 = Buffer.from([0x20, 0x03, 0x00, 0x84, 0x00])

/** Follows the packets of one connection by their fixed headers, however the bytes are cut. */
export class PacketFollower {
  private readonly limits: PacketLimits
  private isFirst = true
  private type = -1
  private length = 0
  private shift = 0
  private left = 0
  private readonly head: number[] = []

  constructor(limits: PacketLimits) {
    this.limits = limits
  }

  /** Null while all is well. */
  follow(bytes: Uint8Array): PacketRefusal | null {
    let at = 0
    while (at < bytes.length) {
      if (this.left > 0) {
        const taken = Math.min(this.left, bytes.length - at)
        const refusal = this.isFirst ? this.readVersion(bytes.subarray(at, at + taken)) : null
        if (refusal) return refusal
        at += taken
        this.left -= taken
        if (this.left === 0) this.isFirst = false
        continue
      }
      const refusal = this.readHeader(bytes[at] ?? 0)
      if (refusal) return refusal
      at += 1
    }
    return null
  }

  private readHeader(byte: number): PacketRefusal | null {
    if (this.type < 0) {
      this.type = byte >> 4
      this.length = 0
      this.shift = 0
      return this.isFirst && this.type !== connectType ? 'not_connect' : null
    }
    this.length += (byte & 0x7f) * 2 ** this.shift
    this.shift += 7
    const limit = this.isFirst ? this.limits.connectBytes : this.limits.packetBytes
    if (this.length > limit) return this.isFirst ? 'connect_too_large' : 'packet_too_large'
    if (byte & 0x80) return this.shift > 21 ? 'bad_length' : null
    this.type = -1
    this.left = this.length
    if (this.left === 0) this.isFirst = false
    return null
  }

  /** The protocol's name (two bytes of length, then letters) is followed by its version. */
  private readVersion(part: Uint8Array): PacketRefusal | null {
    const versionAt = this.head.length >= 2 ? 2 + (this.head[0] ?? 0) * 256 + (this.head[1] ?? 0) : 6
    for (let i = 0; i < part.length && this.head.length <= Math.max(versionAt, 8); i += 1) this.head.push(part[i] ?? 0)
    const at = 2 + (this.head[0] ?? 0) * 256 + (this.head[1] ?? 0)
    const version = this.head.length > at && at <= 8 ? this.head[at] : undefined
    return version !== undefined && (version & 0x7f) > newestVersion ? 'unsupported_version' : null
  }
}

/** Looks at what arrives before anybody else does; a refusal closes the connection, for MQTT 5 with its own words. */
export function guardSocket(socket: Socket, limits: PacketLimits, onRefused: (refusal: PacketRefusal) => void): void {
  const follower = new PacketFollower(limits)
  const push = socket.push.bind(socket)
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    const refusal = chunk instanceof Uint8Array ? follower.follow(chunk) : null
    if (!refusal) return push(chunk, encoding)
    onRefused(refusal)
    socket.push = () => false
    if (refusal === 'unsupported_version') socket.end(refusalOfVersion5, () => socket.destroy())
    else socket.destroy()
    return false
  }
}
