import { Decoder, Encoder, PacketType } from 'socket.io-parser'

/** The event under which a bare frame is told. */
export const frameEvent = 'frame'

/** Socket.IO's own decoder, which also takes a bare binary message for a frame of `/live` (`wire: 1`). */
class BareDecoder extends Decoder {
  override add(message: unknown): void {
    if (message instanceof ArrayBuffer) this.tell(new Uint8Array(message))
    else if (message instanceof Uint8Array) this.tell(message)
    else super.add(message)
  }

  private tell(frame: Uint8Array): void {
    this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/live', data: [frameEvent, frame] })
  }
}

export const bareParser = { Encoder, Decoder: BareDecoder }
