/** MQTT 3.1.1 by hand: a sender that must cost less than what it measures. */

const text = (word: string): Buffer => {
  const bytes = Buffer.from(word)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

function packet(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7]
  return Buffer.concat([Buffer.from([type, ...length]), body])
}

export const connectPacket = (client: string): Buffer => packet(0x10, text('MQTT'), Buffer.from([4, 2, 0, 0]), text(client))

/** QoS 1; of less than 16 KB. `id` is 1 to 65,535. */
export const publishPacket = (topic: string, payload: string, id: number): Buffer =>
  packet(0x32, text(topic), Buffer.from([id >> 8, id & 255]), Buffer.from(payload))

/** The bytes of one PUBACK. */
export const pubackBytes = 4
