import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:net'
import { createServer as createNetServer } from 'node:net'
import { join } from 'node:path'
import { Aedes } from 'aedes'
import express from 'express'

/** What the ingest is measured against: a handler that appends bodies and syncs them in groups, on Express as the product is and on Node's own server, and a broker that only acknowledges. Argument: directory. */
const [directory = ''] = process.argv.slice(2)
const file = await open(join(directory, 'bare.log'), 'a')
let waiting: { body: Buffer; done: () => void }[] = []
let isWriting = false

async function writeOn(): Promise<void> {
  if (isWriting) return
  isWriting = true
  while (waiting.length > 0) {
    const group = waiting
    waiting = []
    await file.appendFile(Buffer.concat(group.map(({ body }) => body)))
    await file.datasync()
    for (const { done } of group) done()
  }
  isWriting = false
}

const http = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    waiting.push({ body: Buffer.concat(parts), done: () => response.writeHead(204).end() })
    void writeOn()
  })
})
const app = express()
app.post('/{*path}', express.raw({ type: () => true, limit: 25_000_000 }), (request, response) => {
  waiting.push({ body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), done: () => void response.status(204).end() })
  void writeOn()
})
const onExpress = createServer(app)
const broker = await Aedes.createBroker()
const mqtt = createNetServer({ noDelay: true }, broker.handle)
const listen = (server: Server): Promise<number> =>
  new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )
process.stdout.write(`${JSON.stringify({ http: await listen(http), express: await listen(onExpress), mqtt: await listen(mqtt) })}\n`)
