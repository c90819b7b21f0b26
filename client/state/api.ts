import { z } from 'zod'

const Problem = z.object({ title: z.string().optional(), detail: z.string().optional(), code: z.string().optional() }).loose()

/** The server refused or could not be reached. `status` is 0 when there was no answer; `code` is the problem's stable code. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  constructor(status: number, code: string, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.facts = facts
  }
}

async function answerOf(address: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(address, {
    ...init,
    headers: { accept: 'application/json', ...(init.body ? { 'content-type': 'application/json' } : {}) },
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'unreachable', 'The server does not answer. 服务器没有应答。')
  })
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null)
  if (response.ok) return body
  const problem = Problem.safeParse(body)
  const facts = problem.success ? problem.data : {}
  throw new ApiError(
    response.status,
    facts.code ?? `http_${response.status}`,
    facts.detail ?? facts.title ?? `${response.status} ${response.statusText}`,
    facts,
  )
}

/** Fetches and checks; throws ApiError, also when the answer is not what was promised. */
export async function read<Schema extends z.ZodType>(address: string, schema: Schema, init: RequestInit = {}): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await answerOf(address, init))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ApiError(200, 'unexpected_answer', `${address.split('?')[0]}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

export const post = <Schema extends z.ZodType>(address: string, body: unknown, schema: Schema): Promise<z.infer<Schema>> =>
  read(address, schema, { method: 'POST', body: JSON.stringify(body) })

/** `/api/v1/series?device=…`, undefined parts left out. */
export function apiPath(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const parts = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`]))
  return `/api/v1${path}${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}
