import type { Socket } from 'node:net'
import { connect } from 'node:net'

/** Readings of so many a request, spread over devices, one ms after the other for each of them from `from` on. */
export type Load = {
  readonly devices: readonly string[]
  readonly from: number
  readonly lines: number
  readonly requests: number
  readonly kind: 'line' | 'json'
  /** Query of `/write`, e.g. `db=xingfuli`. */
  readonly community: string
}

/** HTTP requests as bytes, each reading of the point `power` and never the same twice. */
export function requestsOf({ devices, from, lines, requests, kind, community }: Load): Buffer[] {
  let n = 0
  return Array.from({ length: requests }, () => {
    const readings = Array.from({ length: lines }, () => {
      const device = devices[n % devices.length] ?? ''
      const time = from + Math.floor(n / devices.length)
      const value = (n % 9000) / 100
      n += 1
      return kind === 'line' ? `home,device=${device} power=${value} ${time}` : { device, point: 'power', value, time }
    })
    const body = kind === 'line' ? readings.join('\n') : JSON.stringify(readings)
    const head = kind === 'line' ? `POST /write?db=${community}&precision=ms` : `POST /api/v1/ingest?community=${community}`
    return Buffer.from(
      `${head} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${kind === 'line' ? 'text/plain' : 'application/json'}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
}

/** Sends one request after the other on a connection; resolves when all are answered with 2xx. One told to wait (429) is sent again. */
export function sendAll(port: number, requests: readonly Buffer[]): Promise<void> {
  return new Promise((done, fail) => {
    const socket: Socket = connect(port, '127.0.0.1').setNoDelay()
    let next = 0
    let held = ''
    const send = (): void => {
      const request = requests[next]
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
      const status = held.slice(9, 12)
      const answer = held
      held = ''
      if (status === '429') return void setTimeout(send, 1000)
      if (!status.startsWith('2')) return void socket.destroy(new Error(answer.slice(0, 600)))
      next += 1
      send()
    })
  })
}

/** The same load on so many connections, each for devices of its own. */
export async function sendOnConnections(port: number, connections: number, load: Load): Promise<{ readonly readings: number; readonly seconds: number }> {
  const own = Math.floor(load.devices.length / connections)
  const each = Array.from({ length: connections }, (_, connection) =>
    requestsOf({ ...load, devices: load.devices.slice(connection * own, (connection + 1) * own), requests: Math.ceil(load.requests / connections) }),
  )
  const begun = performance.now()
  await Promise.all(each.map((requests) => sendAll(port, requests)))
  return { readings: each.reduce((sum, requests) => sum + requests.length, 0) * load.lines, seconds: (performance.now() - begun) / 1000 }
}
