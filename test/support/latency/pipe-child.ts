import { createServer } from 'node:http'
import { createServer as createNetServer, type Server } from 'node:net'
import { Aedes } from 'aedes'
import { WebSocketServer } from 'ws'
import { shippedTalkers } from './talk.ts'

/** The bare pipe that latency is measured against: a broker, the newest value per point, one binary frame, a page that takes it in. */
const bytesPerPoint = 20
const places = new Map<string, number>()
let size = 0
for (const { topic, points } of shippedTalkers(0)) for (const { id } of points) places.set(`${topic}/${id}`, size++)

const value = new Float64Array(size)
const time = new Float64Array(size)
const changed = new Set<number>()

const page = `<!doctype html><meta charset="utf-8"><title>pipe</title><script>
const time = new Float64Array(${size}), value = new Float64Array(${size})
let revision = 0
window.barePipe = { get revision() { return revision }, timeOf: (place) => time[place], valueOf: (place) => value[place] }
const socket = new WebSocket('ws://' + location.host)
socket.binaryType = 'arraybuffer'
socket.onmessage = ({ data }) => {
  const view = new DataView(data)
  for (let at = 0; at < view.byteLength; at += ${bytesPerPoint}) {
    const place = view.getUint32(at)
    time[place] = view.getFloat64(at + 4)
    value[place] = view.getFloat64(at + 12)
  }
  revision += 1
}
</script>`
const http = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page))
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })

function flush(): void {
  const frame = Buffer.allocUnsafe(changed.size * bytesPerPoint)
  let at = 0
  for (const place of changed) {
    frame.writeUInt32BE(place, at)
    frame.writeDoubleBE(time[place], at + 4)
    frame.writeDoubleBE(value[place], at + 12)
    at += bytesPerPoint
  }
  changed.clear()
  for (const client of sockets.clients) client.send(frame)
}

function take(topic: string, payload: string): void {
  const message: Record<string, unknown> = JSON.parse(payload)
  for (const [point, sent] of Object.entries(message)) {
    const place = places.get(`${topic}/${point}`)
    if (place === undefined) continue
    if (changed.size === 0) setImmediate(flush)
    changed.add(place)
    time[place] = Number(message.time)
    value[place] = Number(sent)
  }
}

const broker = await Aedes.createBroker()
broker.on('publish', ({ topic, payload }, client) => client && take(topic, payload.toString()))
const mqtt = createNetServer({ noDelay: true }, broker.handle)
const listen = (server: Server): Promise<number> =>
  new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )
process.stdout.write(`${JSON.stringify({ http: await listen(http), mqtt: await listen(mqtt) })}\n`)
