import { onTestFinished } from 'vitest'
import { callerOf, openCredentials } from '../../server/platform/credentials.ts'
import { createHttpApp } from '../../server/platform/http-app.ts'
import { createHttpServer } from '../../server/platform/http-server.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { createOriginGuard } from '../../server/platform/origin-guard.ts'
import type { Route } from '../../server/platform/route.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** Serves the calls as the product does, on a free port until the test is over; `lines` is the log. */
export async function serveRoutes(routes: readonly Route[], pages?: Parameters<ReturnType<typeof createHttpApp>['serve']>[1], callsPerTenSeconds = 0) {
  const lines: string[] = []
  const seen: { method: string; path: string; status: number }[] = []
  const credentials = await openCredentials(`${temporaryDirectory()}/credentials.json`)
  const app = createHttpApp({
    logger: createLogger('debug', (line) => lines.push(line)),
    guard: createOriginGuard('127.0.0.1'),
    callerOf: (presented) => callerOf(credentials, presented),
    observe: (call) => seen.push(call),
    callsPerTenSeconds,
  })
  app.serve(routes, pages)
  const http = createHttpServer(app.handler)
  const port = await http.start('127.0.0.1', 0)
  onTestFinished(http.stop)
  return { base: `http://127.0.0.1:${port}`, port, lines, seen, credentials, app }
}
