import { z } from 'zod'

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  parameters: z
    .array(z.looseObject({ in: z.enum(['path', 'query', 'header']), name: z.string(), required: z.boolean().optional(), schema: z.looseObject({}) }))
    .optional(),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })) }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), z.looseObject({ description: z.string().min(1) })),
})
const Document = z.looseObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'delete']), Operation)),
  components: z.looseObject({ schemas: z.record(z.string().regex(/^[\w.-]+$/), z.unknown()) }),
})

/** What is wrong with an OpenAPI 3.1 document: its shape, references that lead nowhere, path parameters that do not fit, ids used twice. */
export function openApiFaults(input: unknown): string[] {
  const parsed = Document.safeParse(input)
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const faults = [...danglingReferences(parsed.data)]
  const ids = new Set<string>()
  for (const [path, operations] of Object.entries(parsed.data.paths))
    for (const [method, operation] of Object.entries(operations)) {
      if (!operation) continue
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
      const declared = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name)
        .sort()
      if (named.join() !== declared.join()) faults.push(`${method} ${path}: names ${named.join()} but declares ${declared.join()}`)
      if (ids.has(operation.operationId)) faults.push(`${operation.operationId} is used twice`)
      ids.add(operation.operationId)
    }
  return faults
}

function* danglingReferences(document: unknown, at: unknown = document): Generator<string> {
  if (typeof at !== 'object' || at === null) return
  for (const [key, value] of Object.entries(at)) {
    if (key === '$ref' && typeof value === 'string' && !resolves(document, value)) yield `${value} leads nowhere`
    yield* danglingReferences(document, value)
  }
}

function resolves(document: unknown, reference: string): boolean {
  let at = document
  for (const step of reference.replace(/^#\//, '').split('/')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false
    at = Object.getOwnPropertyDescriptor(at, step)?.value
  }
  return true
}
