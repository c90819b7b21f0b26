import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { listen } from './listen.ts'
import { Problem } from './problem.ts'
import { rawProblem } from './raw-problem.ts'

export type HttpServer = { readonly server: Server; readonly start: (host: string, port: number) => Promise<number>; readonly stop: () => Promise<void> }

const graceMs = 5000

/**
 * The HTTP server. Requests that are no HTTP are answered by a problem document too; slow headers and bodies are cut off.
 * `stop` takes no new connection, lets running calls end for 5 s and then closes them.
 */
export function createHttpServer(handler: RequestListener): HttpServer {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 120_000, keepAliveTimeout: 30_000, maxHeaderSize: 16_384 }, handler)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (socket.writable && !socket.destroyed) socket.end(rawProblem((unreadable[error.code ?? ''] ?? noHttp)()))
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

const unreadable: Readonly<Record<string, () => Problem>> = {
  HPE_HEADER_OVERFLOW: () => new Problem(431, 'headers_too_large', { zh: '请求头过大。', en: 'The headers are too large.' }),
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(408, 'request_timeout', { zh: '请求没有按时发完。', en: 'The request was not complete in time.' }),
}
const noHttp = (): Problem => new Problem(400, 'bad_request', { zh: '这不是有效的 HTTP 请求。', en: 'This is no valid HTTP request.' })
