/** A Socket.IO message encoded once and written to any number of connections. */
export type Prepared = { readonly packets: readonly { readonly data: string | Buffer; readonly options: PacketOptions }[]; readonly bytes: number }

/** Engine.IO writes `wsPreEncodedFrame` as it is to WebSocket connections and `data` to polling ones. */
type PacketOptions = { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[] }

const textOpcode = 1
const binaryOpcode = 2

/** The namespace is part of each Socket.IO packet. */
export const liveNamespace = '/live'

/** A bare binary message: what clients with `wire: 1` get. */
export const prepareBare = (frame: Uint8Array): Prepared => prepared([binaryPacket(frame)])

/** A binary event in the default encoding: the packet with a place-holder, then its attachment. */
export function prepareBinaryEvent(event: string, frame: Uint8Array): Prepared {
  return prepared([textPacket(`51-${liveNamespace},["${event}",{"_placeholder":true,"num":0}]`), binaryPacket(frame)])
}

/** An event whose argument is plain JSON, the same for both kinds of client. */
export const prepareEvent = (event: string, argument: unknown): Prepared => prepared([textPacket(`2${liveNamespace},${JSON.stringify([event, argument])}`)])

type Packet = Prepared['packets'][number]

const prepared = (packets: readonly Packet[]): Prepared => ({ packets, bytes: packets.reduce((sum, { data }) => sum + data.length, 0) })

function textPacket(data: string): Packet {
  // '4' is Engine.IO's type 'message'; a binary message has none.
  return { data, options: { compress: false, wsPreEncodedFrame: [websocketFrame(textOpcode, Buffer.from(`4${data}`))] } }
}

function binaryPacket(frame: Uint8Array): Packet {
  const data = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)
  return { data, options: { compress: false, wsPreEncodedFrame: [websocketFrame(binaryOpcode, data)] } }
}

/** One unfragmented, unmasked frame from a server (RFC 6455 5.2). */
export function websocketFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headLength + length)
  frame[0] = 0x80 | opcode
  if (headLength === 2) frame[1] = length
  else if (headLength === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  payload.copy(frame, headLength)
  return frame
}
