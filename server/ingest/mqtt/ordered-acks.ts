/** An acknowledgement that is owed: `settle` once it may go out. */
type Owed = { readonly messageId: number; isSettled: boolean }

export type OrderedAcks = {
  /** What is owed and has not gone out. */
  readonly waiting: number
  /** Begins to owe one; the function given back says that it may go out. */
  owe(messageId: number): () => void
}

const puback = 0x40

/** Sends PUBACKs in the order in which the messages came, as MQTT asks (3.1.1, 4.6.0-2), however the messages become durable. */
export function createOrderedAcks(send: (packet: Buffer) => void): OrderedAcks {
  const owed: Owed[] = []
  const sendReady = (): void => {
    let ready = 0
    while (owed[ready]?.isSettled) ready += 1
    if (ready === 0) return
    send(Buffer.concat(owed.splice(0, ready).map(({ messageId }) => Buffer.from([puback, 2, messageId >> 8, messageId & 0xff]))))
  }
  return {
    get waiting() {
      return owed.length
    },
    owe: (messageId) => {
      const one: Owed = { messageId, isSettled: false }
      owed.push(one)
      return () => {
        one.isSettled = true
        sendReady()
      }
    },
  }
}
