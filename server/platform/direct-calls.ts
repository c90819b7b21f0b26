import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { admittedCaller } from './api-router.ts'
import { inUtf8 } from './body-charset.ts'
import type { HttpAppParts } from './http-app.ts'
import type { Reply, Route } from './route.ts'
import { securityHeaderList } from './security-headers.ts'

type Parts = Pick<HttpAppParts, 'guard' | 'callerOf' | 'observe'> & {
  /** Answers what was thrown, as for all other calls. */
  readonly fail: (request: IncomingMessage, response: ServerResponse, error: unknown) => void
}

type Found = { readonly route: Route; readonly answer: NonNullable<Route['answer']> }

/** True where the call was taken; else it is Express's. */
export type DirectCalls = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * Serves the calls that have an `answer` straight from Node's server: Express costs more than taking in a reading. Only the plain case is taken,
 * under the same checks as all calls; whatever is unusual (an encoded body, one without a length or too long, another media type, a foreign caller)
 * is left to Express, which answers as ever.
 */
export function createDirectCalls(routes: readonly Route[], { guard, callerOf, observe, fail }: Parts): DirectCalls {
  const byPath = new Map<string, Found>()
  for (const route of routes) if (route.answer && route.method === 'post') byPath.set(route.path, { route, answer: route.answer })
  const fixedHeaders = [...securityHeaderList(), 'cache-control', 'no-store']

  const act = async ({ route, answer }: Found, { url = '', headers }: IncomingMessage, bytes: Buffer, requestId: string): Promise<Reply> => {
    const query = parse(queryOf(url))
    const caller = admittedCaller(route, callerOf, headers.authorization, query)
    return await answer({ caller, bytes: inUtf8(bytes, headers['content-type']), query, requestId })
  }

  return (request, response) => {
    if (request.method !== 'POST') return false
    const found = byPath.get(pathOf(request.url ?? ''))
    if (!found || !isPlain(request, found.route) || guard.refusal(request) !== null) return false
    const begun = performance.now()
    response.once('close', () => observe({ method: 'POST', path: found.route.path, status: response.statusCode, seconds: (performance.now() - begun) / 1000 }))
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.once('end', () => {
      const [first = Buffer.alloc(0)] = parts
      const requestId = randomUUID()
      act(found, request, parts.length > 1 ? Buffer.concat(parts) : first, requestId)
        .then((reply) => write(response, reply, [...fixedHeaders, 'x-request-id', requestId]))
        .catch((error: unknown) => fail(request, response, error))
    })
    return true
  }
}

const pathOf = (url: string): string => {
  const mark = url.indexOf('?')
  return mark < 0 ? url : url.slice(0, mark)
}
const queryOf = (url: string): string => {
  const mark = url.indexOf('?')
  return mark < 0 ? '' : url.slice(mark + 1)
}

function isPlain({ headers }: IncomingMessage, { body: { types, limitBytes } }: Route): boolean {
  const length = headers['content-length']
  if (length === undefined || headers['content-encoding'] !== undefined || !(Number(length) <= limitBytes)) return false
  return types.includes('*') || types.includes(headers['content-type'] ?? '')
}

function write(response: ServerResponse, { status, body, headers = {} }: Reply, list: string[]): void {
  for (const [name, value] of Object.entries(headers)) list.push(name, value)
  if (body === undefined) {
    response.writeHead(status, list).end()
    return
  }
  const isReady = typeof body === 'string' || Buffer.isBuffer(body)
  if (!isReady) list.push('content-type', 'application/json; charset=utf-8')
  const bytes = isReady ? body : JSON.stringify(body)
  list.push('content-length', String(Buffer.byteLength(bytes)))
  response.writeHead(status, list).end(bytes)
}
