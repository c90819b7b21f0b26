import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectPacket, pubackBytes, publishPacket } from '../support/mqtt-packets.ts'
import { spawnChild } from '../support/spawn-child.ts'

/**
 * Readings a second that are acknowledged after they are durable, beside a bare append-and-sync handler (on Express, which the product is
 * built on, and on Node's own server) and a bare broker in the same run.
 * Usage: node --import tsx test/bench/ingest.bench.ts [--json] [--factor N]
 */
const asJson = process.argv.includes('--json')
const factor = Number(process.argv[process.argv.indexOf('--factor') + 1]) || 1
const devices = 1600

type Case = { readonly name: string; readonly lines: number; readonly connections: number; readonly requests: number; readonly kind: 'line' | 'json' }
const cases: readonly Case[] = [
  { name: 'line 1 x 1', lines: 1, connections: 1, requests: 1500, kind: 'line' },
  { name: 'line 1 x 16', lines: 1, connections: 16, requests: 8000, kind: 'line' },
  { name: 'line 100 x 4', lines: 100, connections: 4, requests: 3000, kind: 'line' },
  { name: 'line 100 x 16', lines: 100, connections: 16, requests: 4800, kind: 'line' },
  { name: 'line 1000 x 4', lines: 1000, connections: 4, requests: 600, kind: 'line' },
  { name: 'json 100 x 16', lines: 100, connections: 16, requests: 2400, kind: 'json' },
]

/** Device times go on from case to case, so that nothing is a duplicate. */
let clock = Date.now() - 3_000_000

/** The requests of one connection, which speaks for devices of its own. */
function requestsOf({ lines, connections, requests, kind }: Case, connection: number): Buffer[] {
  const own = Math.floor(devices / connections)
  let n = 0
  return Array.from({ length: Math.ceil(requests / connections) }, () => {
    const readings = Array.from({ length: lines }, () => {
      const device = connection * own + (n % own)
      const time = clock + Math.floor(n / own)
      n += 1
      const value = (n % 9000) / 100
      return kind === 'line' ? `home,device=meter-${device} power=${value} ${time}` : { device: `meter-${device}`, point: 'power', value, time }
    })
    const body = kind === 'line' ? readings.join('\n') : JSON.stringify(readings)
    const head = kind === 'line' ? 'POST /write?db=xingfuli&precision=ms' : 'POST /api/v1/ingest'
    return Buffer.from(
      `${head} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${kind === 'line' ? 'text/plain' : 'application/json'}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
}

/** Sends one request after the other; resolves when all are answered with 2xx. */
function sendAll(port: number, requests: readonly Buffer[]): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1').setNoDelay()
    let next = 0
    let held = ''
    const send = (): void => {
      const request = requests[next++]
      if (request) socket.write(request)
      else socket.end(done)
    }
    socket.on('connect', send).on('error', fail)
    socket.on('data', (bytes) => {
      held += bytes.toString('latin1')
      const end = held.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0)
      if (held.length < end + 4 + length) return
      if (!held.startsWith('HTTP/1.1 2')) return void socket.destroy(new Error(held.slice(0, 600)))
      held = ''
      send()
    })
  })
}

async function perSecond(port: number, test: Case): Promise<number> {
  const each = Array.from({ length: test.connections }, (_, connection) => requestsOf({ ...test, requests: test.requests * factor }, connection))
  const begun = performance.now()
  await Promise.all(each.map((requests) => sendAll(port, requests)))
  const seconds = (performance.now() - begun) / 1000
  return (each.reduce((sum, requests) => sum + requests.length, 0) * test.lines) / seconds
}

/** QoS 1 messages a second, each connection with so many unacknowledged. */
async function messagesPerSecond(port: number, connections: number, messages: number, window: number): Promise<number> {
  const own = Math.floor(devices / connections)
  const packets = Array.from({ length: connections }, (_, c) =>
    Array.from({ length: Math.floor(messages / connections) }, (_unused, n) => {
      const topic = `linli/xingfuli/meter-${c * own + (n % own)}/telemetry`
      return publishPacket(topic, `{"time":${clock + Math.floor(n / own)},"power":${(n % 9000) / 100}}`, (n % 65_535) + 1)
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

function report(metric: string, value: number, baseline: number, unit: string): void {
  const result = { name: 'ingest', metric, value: Math.round(value), unit, baseline: Math.round(baseline), ratio: Number((value / baseline).toFixed(3)) }
  process.stdout.write(
    asJson
      ? `${JSON.stringify(result)}\n`
      : `${metric.padEnd(26)} ${String(result.value).padStart(9)} ${unit}   bare ${String(result.baseline).padStart(9)}   ratio ${result.ratio}\n`,
  )
}

const directory = mkdtempSync(join(tmpdir(), 'linli-bench-'))
const bare = await spawnChild('bare-child', directory)
const own = await spawnChild('ingest-child', directory, String(devices))
try {
  const [warm] = cases
  if (warm)
    for (const port of [bare.number('http'), bare.number('express'), own.number('http')])
      await perSecond(port, { ...warm, lines: 50, connections: 8, requests: 800 })
  clock += 100_000
  for (const test of cases) {
    const onExpress = await perSecond(bare.number('express'), { ...test, kind: 'line' })
    const value = await perSecond(own.number('http'), test)
    const onNode = await perSecond(bare.number('http'), { ...test, kind: 'line' })
    report(test.name, value, onExpress, 'readings/s')
    report(`${test.name}, node:http`, value, onNode, 'readings/s')
    clock += 100_000
  }
  const baseline = await messagesPerSecond(bare.number('mqtt'), 16, 60_000 * factor, 200)
  report('mqtt qos 1 x 16', await messagesPerSecond(own.number('mqtt'), 16, 60_000 * factor, 200), baseline, 'messages/s')
} finally {
  await Promise.all([bare.stop('SIGKILL'), own.stop('SIGKILL')])
  rmSync(directory, { recursive: true, force: true })
}
