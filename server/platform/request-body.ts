import type { z } from 'zod'
import { invalidRequest } from './problem.ts'
import { parseSafeJson } from './safe-json.ts'
import { issuesOf } from './validate.ts'

export const defaultLimitBytes = 100_000

/** How a call's body is bounded, read and described. `types` are media types, `*` for any (what InfluxDB clients send varies). */
export type RequestBody<Body> = {
  readonly types: readonly string[]
  /** Of the body as it is after inflating. */
  readonly limitBytes: number
  /** Null for a body that is not JSON. */
  readonly schema: z.ZodType | null
  readonly read: (bytes: Buffer) => Body
}

export const noBody: RequestBody<undefined> = { types: [], limitBytes: 0, schema: null, read: () => undefined }

/** A JSON body, validated by `schema`; unsafe keys and deep nesting are refused before. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema, limitBytes: number = defaultLimitBytes): RequestBody<z.output<Schema>> {
  const read = (bytes: Buffer): z.output<Schema> => {
    const parsed = schema.safeParse(parseSafeJson(bytes.toString('utf8').replace(/^\uFEFF/, '')))
    if (!parsed.success) throw invalidRequest(issuesOf('body', parsed.error))
    return parsed.data
  }
  return { types: ['application/json'], limitBytes, schema, read }
}

/** A body the handler decodes itself; `schema` only describes it in the OpenAPI document. */
export function bytesBody(types: readonly string[], limitBytes: number, schema: z.ZodType | null = null): RequestBody<Buffer> {
  return { types, limitBytes, schema, read: (bytes) => bytes }
}
