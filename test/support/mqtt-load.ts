import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { connectPacket, pubackBytes, publishPacket } from './mqtt-packets.ts'

export type MqttLoad = {
  readonly connections: number
  readonly messages: number
  /** So many unacknowledged on each connection. */
  readonly window: number
  readonly devices: number
  /** Device time of the first, ms. */
  readonly from: number
}

/** QoS 1 messages a second that were acknowledged, one reading each. */
export async function messagesPerSecond(port: number, { connections, messages, window, devices, from }: MqttLoad): Promise<number> {
  const own = Math.floor(devices / connections)
  const packets = Array.from({ length: connections }, (_, c) =>
    Array.from({ length: Math.floor(messages / connections) }, (_unused, n) => {
      const topic = `linli/xingfuli/meter-${c * own + (n % own)}/telemetry`
      return publishPacket(topic, `{"time":${from + Math.floor(n / own)},"power":${(n % 9000) / 100}}`, (n % 65_535) + 1)
    }),
  )
  const sockets = await Promise.all(
    packets.map(
      (_, c) =>
        new Promise<Socket>((done, fail) => {
          const socket = connect(port, '127.0.0.1').setNoDelay()
          socket.once('error', fail).once('data', () => done(socket))
          socket.write(connectPacket(`bench-${c}`))
        }),
    ),
  )
  const begun = performance.now()
  await Promise.all(
    sockets.map(
      (socket, c) =>
        new Promise<void>((done, fail) => {
          const mine = packets[c] ?? []
          let sent = 0
          let bytes = 0
          const fill = (): void => {
            const until = Math.min(mine.length, Math.floor(bytes / pubackBytes) + window)
            if (until > sent) socket.write(Buffer.concat(mine.slice(sent, until)))
            sent = until
          }
          socket.on('close', () => fail(new Error('the broker closed the connection')))
          socket.on('data', (part) => {
            bytes += part.length
            if (bytes / pubackBytes >= mine.length) done()
            else if (sent - bytes / pubackBytes <= window / 2) fill()
          })
          fill()
        }),
    ),
  )
  const seconds = (performance.now() - begun) / 1000
  for (const socket of sockets) socket.removeAllListeners('close').destroy()
  return (Math.floor(messages / connections) * connections) / seconds
}
