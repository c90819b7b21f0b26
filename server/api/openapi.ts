import type { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import type { Subsystem } from '../../models/subsystem.ts'
import { isLimited, type Route } from '../platform/route.ts'
import { ProblemSchema } from './problem-schema.ts'
import { telemetrySchemas } from './telemetry-schemas.ts'

/** The OpenAPI 3.1 document, made from the very schemas the calls are validated with, and what each kind of device may say from its declaration. */
export function openApiDocument(routes: readonly Route[], version: string, subsystems: readonly Subsystem[] = []): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: '邻里 Linli',
      version,
      description: '老旧小区数字孪生的开放接口。The open API of the digital twin of an old residential community.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{}, { token: [] }],
    components: { schemas: telemetrySchemas(subsystems), securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  })
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const responses: ZodOpenApiResponsesObject = {}
  for (const [status, { description, schema, type = 'application/json' }] of Object.entries(route.answers))
    if (isStatus(status)) responses[status] = { description, ...(schema ? { content: { [type]: { schema } } } : {}) }
  if (isLimited(route)) responses['429'] = tooManyCalls
  responses.default = { description: 'What went wrong', content: { 'application/problem+json': { schema: ProblemSchema } } }
  const { types, schema } = route.body
  return {
    operationId: operationIdOf(route),
    summary: `${route.summary.zh} ${route.summary.en}`,
    tags: [route.tag],
    requestParams: { path: route.params, query: route.query },
    ...(types.length > 0 ? { requestBody: { required: true, content: contentOf(types, schema) } } : {}),
    responses,
  }
}

const tooManyCalls: ZodOpenApiResponsesObject[`4${string}`] = {
  description: 'This caller calls too often; code `too_many_calls`',
  headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } },
  content: { 'application/problem+json': { schema: ProblemSchema } },
}

const isStatus = (text: string): text is `${1 | 2 | 3 | 4 | 5}${string}` => /^[1-5]/.test(text)

const contentOf = (types: readonly string[], schema: z.ZodType | null) =>
  Object.fromEntries(types.map((type) => [type === '*' ? 'text/plain' : type, { schema: schema ?? { type: 'string' as const } }]))

const operationIdOf = ({ method, path }: Route): string =>
  method +
  path
    .replace(/^\/api\/v1\//, '/')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
