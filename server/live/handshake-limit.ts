import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../platform/clock.ts'
import { createRequestLimit } from './request-limit.ts'

const perSecond = 100
const retryAfterSeconds = 2

/**
 * Sheds new connections above 100 a second with 503 and Retry-After: after a restart a thousand clients come at once,
 * and those already in must not wait for them. Connections that already have a session pass.
 */
export function createHandshakeLimit({ clock, onShed }: { readonly clock: Clock; readonly onShed: () => void }) {
  const take = createRequestLimit(clock, { burst: perSecond, perSecond })
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (/[?&]sid=/.test(request.url ?? '') || take()) {
      next()
      return
    }
    onShed()
    if (request.headers.upgrade === undefined) {
      response.writeHead(503, { 'retry-after': String(retryAfterSeconds), 'content-type': 'application/json' }).end('{"code":"too_many_handshakes"}')
      return
    }
    // Engine.IO's response to an upgrade only closes the socket: the status is written here.
    request.socket.end(`HTTP/1.1 503 Service Unavailable\r\nRetry-After: ${retryAfterSeconds}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }
}
