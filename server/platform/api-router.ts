import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import { inUtf8 } from './body-charset.ts'
import type { Caller } from './caller.ts'
import type { HttpAppParts } from './http-app.ts'
import { Problem } from './problem.ts'
import { isLimited, type Reply, type Route } from './route.ts'

type Parts = Pick<HttpAppParts, 'callerOf' | 'observe'> & { readonly limit: RequestHandler }

/** Express routes for the calls: caller, body, handler, reply; a method a path does not have is 405 with what it has. */
export function createApiRouter(routes: readonly Route[], parts: Parts): Router {
  const router = express.Router({ caseSensitive: true })
  const byPath = new Map<string, Route[]>()
  for (const route of routes) byPath.set(route.path, [...(byPath.get(route.path) ?? []), route])
  for (const [path, here] of byPath) {
    const address = router.route(path.replace(/\{(\w+)\}/g, ':$1'))
    for (const route of here) address[route.method](...serveRoute(route, parts))
    address.all(refuseMethod(here))
  }
  return router
}

function serveRoute(route: Route, { callerOf, observe, limit }: Parts): RequestHandler[] {
  const measure: RequestHandler = (request, response, next) => {
    const begun = performance.now()
    response.once('close', () =>
      observe({ method: request.method, path: route.path, status: response.statusCode, seconds: (performance.now() - begun) / 1000 }),
    )
    next()
  }
  const act: RequestHandler = async (request, response) => {
    const { query } = request
    const caller = admittedCaller(route, callerOf, request.headers.authorization, query)
    const bytes = Buffer.isBuffer(request.body) ? inUtf8(request.body, request.headers['content-type']) : Buffer.alloc(0)
    const reply = await route.handle({ caller, bytes, query, requestId: String(response.getHeader('x-request-id')), request, response })
    if (reply) send(response, reply)
  }
  const { types, limitBytes } = route.body
  const admit = isLimited(route) ? [measure, limit] : [measure]
  return types.length === 0 ? [...admit, act] : [...admit, refuseMediaType(types), express.raw({ type: () => true, limit: limitBytes, inflate: true }), act]
}

/** Who calls, where they may make this call. Throws a Problem 401 or 403. */
export function admittedCaller(route: Route, callerOf: Parts['callerOf'], authorization: string | undefined, query: unknown): Caller {
  const caller = callerOf({ authorization, query, takesInfluxCredentials: route.takesInfluxCredentials ?? false })
  if (caller.device !== null && !route.isForDevices)
    throw new Problem(403, 'not_for_devices', { zh: '设备令牌只能用于上报。', en: 'The token of a device serves for reporting only.' })
  return caller
}

function refuseMediaType(types: readonly string[]): RequestHandler {
  return (request: Request, _response, next) => {
    if (!types.includes('*') && !request.is([...types]))
      throw new Problem(415, 'wrong_media_type', { zh: `内容类型应为 ${types.join('、')}。`, en: `The content type must be ${types.join(' or ')}.` })
    next()
  }
}

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const methods = routes.map(({ method }) => method.toUpperCase())
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ')
  return () => {
    throw new Problem(405, 'method_not_allowed', { zh: `这个地址只接受 ${allow}。`, en: `This address takes ${allow} only.` }, { headers: { allow } })
  }
}

/** Objects go out as JSON; a string or Buffer as it is, with the type its headers name. */
function send(response: Response, { status, body, headers = {} }: Reply): void {
  response.status(status).set('cache-control', 'no-store').set(headers)
  if (body === undefined) response.end()
  else if (typeof body === 'string' || Buffer.isBuffer(body)) response.end(body)
  else response.type('application/json').end(JSON.stringify(body))
}
