import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Subsystem } from '../../models/subsystem.ts'
import type { Metrics } from '../platform/metrics.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, noFields, type Route } from '../platform/route.ts'
import { openApiDocument } from './openapi.ts'

const assets = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript', 'favicon-32x32.png': 'image/png' } as const
const assetNames = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'begin.js'] as const

const page = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>邻里 Linli · API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="/api/docs/favicon-32x32.png" type="image/png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/begin.js"></script>
  </body>
</html>
`
const begin = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null, presets: [SwaggerUIBundle.presets.apis], layout: 'BaseLayout' })\n`

/** The description of the API, as a document and as a page to read, and the server's metrics; all from this server alone. */
export function docsRoutes(others: readonly Route[], metrics: Metrics, version: string, subsystems: readonly Subsystem[]): Route[] {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  let text: string | null = null
  const about = { method: 'get', tag: 'about', params: noFields, query: noFields, body: noBody } as const
  const document: Route = defineRoute({
    ...about,
    path: '/api/openapi.json',
    summary: { zh: '本接口的 OpenAPI 文档', en: 'This API as an OpenAPI document' },
    answers: { 200: { description: 'OpenAPI 3.1' } },
    handler: () => {
      text ??= JSON.stringify(openApiDocument([...others, ...own], version, subsystems))
      return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: text }
    },
  })
  const docs = defineRoute({
    ...about,
    path: '/api/docs',
    summary: { zh: '可阅读的接口文档', en: 'This API to be read' },
    answers: { 200: { description: 'A page', type: 'text/html', schema: z.string() } },
    handler: () => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page }),
  })
  const asset = defineRoute({
    ...about,
    path: '/api/docs/{file}',
    summary: { zh: '文档页的文件', en: 'Files of that page' },
    params: z.strictObject({ file: z.enum(assetNames) }),
    answers: { 200: { description: 'The file' } },
    handler: async ({ params: { file } }) => {
      if (file === 'begin.js') return { status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: begin }
      return { status: 200, headers: { 'content-type': assets[file], 'cache-control': 'public, max-age=86400' }, body: await readFile(join(folder, file)) }
    },
  })
  const figures = defineRoute({
    ...about,
    path: '/metrics',
    isAlwaysAnswered: true,
    summary: { zh: 'Prometheus 指标', en: 'Metrics for Prometheus' },
    answers: { 200: { description: 'Prometheus text', type: 'text/plain', schema: z.string() } },
    handler: async () => ({ status: 200, headers: { 'content-type': metrics.contentType }, body: await metrics.text() }),
  })
  const own: Route[] = [document, docs, asset, figures]
  return own
}
