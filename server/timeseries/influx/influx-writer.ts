import { HttpError, InfluxDB, setLogger, type WriteApi } from '@influxdata/influxdb-client'
import { TimeSeriesUnavailable } from '../time-series.ts'
import { authorizationOf, type InfluxConnection } from './influx-connection.ts'

export type RefusedLine = { readonly index: number; readonly why: string }

const longestWriteMs = 5000

// Failures come back to the caller, who tells them; the client's own lines on the console would be a second voice.
setLogger({ error: () => {}, warn: () => {} })

/** Writes lines through InfluxDB's own client, each call durable in InfluxDB when it resolves. */
export class InfluxWriter {
  private readonly connection: InfluxConnection
  private api: WriteApi | null = null

  constructor(connection: InfluxConnection) {
    this.connection = connection
  }

  private async writeApi(): Promise<WriteApi> {
    if (this.api) return this.api
    const { access } = this.connection
    const version = await this.connection.knownVersion()
    const isNear = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(access.url).hostname)
    const client = new InfluxDB({ url: access.url, headers: authorizationOf(access), timeout: longestWriteMs })
    // The client's own buffer drops the oldest in silence when it retries: it must never retry, the journal does.
    const api = client.getWriteApi('', access.database, 'ms', {
      batchSize: 100_000,
      flushInterval: 0,
      maxRetries: 0,
      gzipThreshold: isNear ? Number.MAX_SAFE_INTEGER : 1000,
      maxBatchBytes: 32 * 1024 * 1024,
    })
    const database = encodeURIComponent(access.database)
    api.path = version === 3 ? `/api/v2/write?bucket=${database}&precision=ms` : `/write?db=${database}&precision=ms`
    this.api = api
    return api
  }

  /** Resolves with the lines InfluxDB will never take (their content); throws TimeSeriesUnavailable for everything else. */
  async write(lines: readonly string[]): Promise<RefusedLine[]> {
    if (lines.length === 0) return []
    const api = await this.writeApi()
    try {
      api.writeRecords([...lines])
      await api.flush()
      return []
    } catch (error) {
      const { status, message } = failureOf(error)
      if (status !== 400 && status !== 413 && status !== 422)
        throw new TimeSeriesUnavailable(`InfluxDB does not take readings: ${status === null ? '' : `${status} `}${message}`)
      if (lines.length === 1 || Number(/dropped=(\d+)/.exec(message)?.[1]) === lines.length) return lines.map((_, index) => ({ index, why: message }))
      return await this.writeHalves(lines)
    }
  }

  /** The lines it took are written again, which changes nothing; the search ends at the ones it did not. */
  private async writeHalves(lines: readonly string[]): Promise<RefusedLine[]> {
    const middle = Math.floor(lines.length / 2)
    const first = await this.write(lines.slice(0, middle))
    const second = await this.write(lines.slice(middle))
    return [...first, ...second.map(({ index, why }) => ({ index: index + middle, why }))]
  }

  async close(): Promise<void> {
    this.api?.dispose()
    this.api = null
  }
}

function failureOf(error: unknown): { readonly status: number | null; readonly message: string } {
  if (error instanceof HttpError) return { status: error.statusCode, message: (error.body || error.message).slice(0, 300) }
  return { status: null, message: error instanceof Error ? error.message : String(error) }
}
