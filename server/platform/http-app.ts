import { randomUUID } from 'node:crypto'
import { type RequestListener, STATUS_CODES } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler, type Response, type Router } from 'express'
import { createApiRouter } from './api-router.ts'
import { createCallLimit } from './call-limit.ts'
import type { Caller } from './caller.ts'
import { createDirectCalls, type DirectCalls } from './direct-calls.ts'
import { errorFacts, type Logger } from './logger.ts'
import type { OriginGuard } from './origin-guard.ts'
import { Problem, problemDocument, problemOf, unknownAddress } from './problem.ts'
import { foreignCaller } from './raw-problem.ts'
import type { Route } from './route.ts'
import { securityHeaders } from './security-headers.ts'

export type HttpAppParts = {
  readonly logger: Logger
  readonly guard: OriginGuard
  /** Throws a Problem 401 for a credential that is not ours. */
  readonly callerOf: (request: { readonly authorization: string | undefined; readonly query: unknown; readonly takesInfluxCredentials: boolean }) => Caller
  /** Seconds each call took, for the metrics. */
  readonly observe: (call: { readonly method: string; readonly path: string; readonly status: number; readonly seconds: number }) => void
  /** Calls that one caller may make in 10 s, reporting not counted; any number where it is left out. */
  readonly callsPerTenSeconds?: number
}

export type HttpApp = {
  readonly handler: RequestListener
  /** Serves these calls and, after them, what `pages` serves; called again it replaces them. */
  readonly serve: (routes: readonly Route[], pages?: Router) => void
}

/** The HTTP side of the server: headers, refusal of foreign callers, calls, pages, and one way of saying what went wrong. */
export function createHttpApp({ logger, guard, callerOf, observe, callsPerTenSeconds = 0 }: HttpAppParts): HttpApp {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  // A reverse proxy on this machine says for whom it asks.
  app.set('trust proxy', 'loopback')
  const limit = createCallLimit({
    callsPerTenSeconds,
    callerOf: ({ headers, query }) => callerOf({ authorization: headers.authorization, query, takesInfluxCredentials: false }),
  })
  let served: RequestHandler = (_request, _response, next) => next()
  let direct: DirectCalls = () => false
  const failures = new WeakMap<object, { readonly error: unknown }>()
  app.use(numberRequest, securityHeaders, refuseForeign(guard))
  app.use((request, _response, next) => {
    const failure = failures.get(request)
    if (failure) throw failure.error
    next()
  })
  app.use((request, response, next) => served(request, response, next))
  app.use(() => {
    throw unknownAddress()
  })
  app.use(answerProblem(logger))
  const serve = (routes: readonly Route[], pages?: Router): void => {
    const router = express.Router({ caseSensitive: true })
    router.use(createApiRouter(routes, { callerOf, observe, limit }))
    if (pages) router.use(pages)
    served = router
    direct = createDirectCalls(routes, {
      guard,
      callerOf,
      observe,
      fail: (request, response, error) => {
        failures.set(request, { error })
        app(request, response)
      },
    })
  }
  const handler: RequestListener = (request, response) => {
    if (!direct(request, response)) app(request, response)
  }
  return { handler, serve }
}

const numberRequest: RequestHandler = (_request, response, next) => {
  response.setHeader('x-request-id', randomUUID())
  next()
}

const refuseForeign =
  (guard: OriginGuard): RequestHandler =>
  (request, _response, next) => {
    const code = guard.refusal({ method: request.method, url: request.originalUrl, headers: request.headers })
    if (code) throw foreignCaller(code)
    next()
  }

const requestIdOf = (response: Response): string => String(response.getHeader('x-request-id') ?? '')

/** The last word on everything thrown: a problem document, never a stack. A response already begun is cut off so that nobody takes it for whole. */
function answerProblem(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error)
    const requestId = requestIdOf(response)
    if (problem.status >= 500 && !(error instanceof Problem))
      logger.error({ ...errorFacts(error), requestId, method: request.method, path: request.path }, 'request failed')
    if (response.headersSent) {
      response.destroy()
      return
    }
    const language = request.acceptsLanguages(['zh', 'en']) === 'en' ? 'en' : 'zh'
    const document = problemDocument(problem, requestId, language, STATUS_CODES[problem.status] ?? 'Error')
    response.status(problem.status).set(problem.headers).set('cache-control', 'no-store').set('content-type', 'application/problem+json; charset=utf-8')
    response.end(JSON.stringify(document))
  }
}
