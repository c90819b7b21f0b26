import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { listen } from './listen.ts'

export type HttpServer = { readonly server: Server; readonly start: (host: string, port: number) => Promise<number>; readonly stop: () => Promise<void> }

const graceMs = 5000

/**
 * The HTTP server. Requests that are no HTTP are answered by a problem document too; slow headers and bodies are cut off.
 * `stop` takes no new connection, lets running calls end for 5 s and then closes them.
 */
export function createHttpServer(handler: RequestListener): HttpServer {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 120_000, keepAliveTimeout: 30_000, maxHeaderSize: 16_384 }, handler)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (socket.writable && !socket.destroyed) socket.end(rawProblem(error.code))
    else socket.destroy()
  })
  return {
    server,
    start: (host, port) => listen(server, host, port, '--port 或 or LINLI_PORT'),
    stop: () =>
      new Promise((done) => {
        const deadline = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(deadline)
          done()
        })
        server.closeIdleConnections()
      }),
  }
}

const rawAnswers: Readonly<Record<string, readonly [string, string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers_too_large', '请求头过大。 The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'request_timeout', '请求没有按时发完。 The request was not complete in time.'],
}

function rawProblem(code: string | undefined): string {
  const [status, name, detail] = rawAnswers[code ?? ''] ?? ['400 Bad Request', 'bad_request', '这不是有效的 HTTP 请求。 This is no valid HTTP request.']
  const body = JSON.stringify({ type: 'about:blank', title: status.slice(4), status: Number(status.slice(0, 3)), code: name, detail })
  const headers = [
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    "content-security-policy: default-src 'none'; frame-ancestors 'none'",
    'connection: close',
  ]
  return `HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`
}
