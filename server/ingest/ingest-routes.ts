import type { Route } from '../platform/route.ts'
import type { Ingest } from './accept.ts'
import { jsonRoute } from './http/json-route.ts'
import type { LineMapping } from './line/line-mapping.ts'
import { writeRoutes } from './line/write-routes.ts'

/** All HTTP ways in for readings. */
export function ingestRoutes(parts: { readonly ingest: Ingest; readonly mappings: readonly LineMapping[] }): Route[] {
  return [jsonRoute(parts), ...writeRoutes(parts)]
}
