import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../platform/clock.ts'
import { Problem } from '../platform/problem.ts'
import { rawProblem } from '../platform/raw-problem.ts'
import { createRequestLimit } from './request-limit.ts'

const perSecond = 100
const retryAfterSeconds = 2

/**
 * Sheds new connections above 100 a second with 503 and Retry-After: after a restart a thousand clients come at once,
 * and those already in must not wait for them. Connections that already have a session pass.
 */
export function createHandshakeLimit({ clock, onShed }: { readonly clock: Clock; readonly onShed: () => void }) {
  const take = createRequestLimit(clock, { burst: perSecond, perSecond })
  return (request: IncomingMessage, _response: ServerResponse, next: () => void): void => {
    if (/[?&]sid=/.test(request.url ?? '') || take()) {
      next()
      return
    }
    onShed()
    const problem = new Problem(
      503,
      'too_many_handshakes',
      { zh: '同时连接的客户端过多，请稍后再试。', en: 'Too many clients are connecting at once: try again shortly.' },
      { headers: { 'retry-after': String(retryAfterSeconds) } },
    )
    // Engine.IO's response to an upgrade only closes the socket: the whole answer is written here, for both ways of coming.
    request.socket.end(rawProblem(problem))
  }
}
