import { createConnection } from 'node:net'

/** Connects so many WebSockets that read and throw away; a process of its own for the fan-out benchmark. `node … PORT COUNT PATH`; PATH `/live` also joins. */
const [port = 0, count = 0] = process.argv.slice(2, 4).map(Number)
const isLive = process.argv[4] === 'live'
const path = isLive ? '/socket.io/?EIO=4&transport=websocket' : '/'
const perSecond = 80

/** A masked text frame; payloads here are shorter than 126 bytes. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload])
}

function connectOne(): void {
  const socket = createConnection(port, '127.0.0.1', () => {
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
  })
  socket.setNoDelay(true)
  let stage = isLive ? 0 : 2
  socket.on('data', (chunk) => {
    if (stage === 2) return
    const text = chunk.toString('latin1')
    if (stage === 0 && text.includes('0{"sid"')) {
      stage = 1
      socket.write(textFrame('40/live,'))
    } else if (stage === 1 && text.includes('40/live,{')) {
      stage = 2
      socket.write(textFrame('42/live,0["join",{"community":"xingfuli","wire":1}]'))
    }
  })
  socket.on('error', () => undefined)
}

let made = 0
const timer = setInterval(() => {
  connectOne()
  made += 1
  if (made >= count) clearInterval(timer)
}, 1000 / perSecond)
