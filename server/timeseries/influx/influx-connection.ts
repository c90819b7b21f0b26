import { z } from 'zod'
import { TimeSeriesUnavailable } from '../time-series.ts'

export type InfluxAccess = {
  readonly url: string
  readonly token?: string | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly database: string
}
/** InfluxDB 1.x, 2.x or 3.x: it decides where to write and what can be deleted. */
export type InfluxVersion = 1 | 2 | 3

// Cells are looked at where they are used: walking each of a million here costs more than fetching them.
const isRows = (value: unknown): value is readonly (readonly unknown[])[] => Array.isArray(value) && (value.length === 0 || Array.isArray(value[0]))
const Table = z.object({
  name: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  columns: z.array(z.string()),
  values: z.custom<readonly (readonly unknown[])[]>(isRows).default([]),
})
const Answer = z.object({
  error: z.string().optional(),
  results: z.array(z.object({ error: z.string().optional(), series: z.array(Table).optional() })).optional(),
})
export type InfluxTable = z.infer<typeof Table>

/** A statement that InfluxDB understood and would not do; the connection is fine. */
export class InfluxRefused extends Error {
  readonly code = 'influx_refused'
}

const longestQueryMs = 60_000
const longestTouchMs = 5000
/** While an answer is waited for, a sign of life is asked for as often, and must come within as long. */
const signOfLifeMs = 2500

export function authorizationOf({ token, user, password }: InfluxAccess): Record<string, string> {
  if (token) return { authorization: `Token ${token}` }
  if (user) return { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` }
  return {}
}

/** InfluxQL over `/query`, which 1.x, 2.x (with a DBRP mapping) and 3.x all answer. */
export class InfluxConnection {
  readonly access: InfluxAccess
  private found: InfluxVersion | null = null

  constructor(access: InfluxAccess) {
    this.access = access
  }

  /** Rows as InfluxDB sends them, chunk by chunk, times in ms. Throws TimeSeriesUnavailable or InfluxRefused. */
  async *tables(statement: string): AsyncGenerator<InfluxTable> {
    const watch = this.watchLife()
    try {
      const response = await this.call('/query', { db: this.access.database, epoch: 'ms', chunked: 'true', chunk_size: '10000' }, statement, watch.signal)
      for await (const line of linesOf(response)) yield* takeAnswer(line)
    } finally {
      watch.stop()
    }
  }

  /** A long question is worth waiting for, but not one put to a server that hangs: its signal ends the wait when no sign of life comes. */
  private watchLife(): { readonly signal: AbortSignal; stop(): void } {
    const end = new AbortController()
    const timer = setInterval(() => void this.version(signOfLifeMs).catch((error: unknown) => end.abort(error)), signOfLifeMs)
    return { signal: AbortSignal.any([end.signal, AbortSignal.timeout(longestQueryMs)]), stop: () => clearInterval(timer) }
  }

  async query(statement: string): Promise<InfluxTable[]> {
    const tables: InfluxTable[] = []
    for await (const table of this.tables(statement)) tables.push(table)
    return tables
  }

  /** The version it says it is; also the sign of life. Throws TimeSeriesUnavailable. */
  async version(limitMs: number = longestTouchMs): Promise<InfluxVersion> {
    const response = await this.send(new URL('ping', `${this.access.url}/`), { method: 'GET' }, AbortSignal.timeout(limitMs))
    await response.arrayBuffer()
    if (!response.ok) throw new TimeSeriesUnavailable(`InfluxDB at ${this.access.url} answers ${response.status}`)
    const said = response.headers.get('x-influxdb-version') ?? ''
    const major = Number(/(\d+)\./.exec(said)?.[1] ?? 1)
    this.found = major >= 3 ? 3 : major === 2 ? 2 : 1
    return this.found
  }

  async knownVersion(): Promise<InfluxVersion> {
    return this.found ?? (await this.version())
  }

  /** Any call with our credentials, until `signal`. */
  async send(url: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(url, {
        ...init,
        headers: { ...authorizationOf(this.access), ...init.headers },
        redirect: 'error',
        signal,
      })
    } catch (error) {
      throw unavailable(this.access.url, error)
    }
  }

  private async call(path: string, parameters: Record<string, string>, statement: string, signal: AbortSignal): Promise<Response> {
    const url = new URL(path.slice(1), `${this.access.url}/`)
    url.search = new URLSearchParams(parameters).toString()
    const response = await this.send(url, { method: 'POST', body: new URLSearchParams({ q: statement }) }, signal)
    if (response.ok) return response
    const text = (await response.text().catch(() => '')).slice(0, 300)
    if (response.status === 400) throw new InfluxRefused(text)
    throw new TimeSeriesUnavailable(`InfluxDB at ${this.access.url} answers ${response.status}: ${text}`)
  }
}

function unavailable(url: string, error: unknown): TimeSeriesUnavailable {
  if (error instanceof TimeSeriesUnavailable) return error
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  return new TimeSeriesUnavailable(`InfluxDB at ${url} cannot be reached: ${error instanceof Error ? error.message : String(error)} ${cause}`.trim())
}

/** Chunked answers are JSON objects, one a line. */
async function* linesOf(response: Response): AsyncGenerator<string> {
  if (!response.body) return
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const bytes of response.body) {
      const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = parts.pop() ?? ''
      yield* parts
    }
  } catch (error) {
    throw unavailable(response.url, error)
  }
  yield rest
}

function takeAnswer(line: string): InfluxTable[] {
  if (line.trim() === '') return []
  const answer = Answer.parse(JSON.parse(line))
  const error = answer.error ?? answer.results?.find((result) => result.error)?.error
  if (error !== undefined) throw new InfluxRefused(error)
  return answer.results?.flatMap(({ series }) => series ?? []) ?? []
}
