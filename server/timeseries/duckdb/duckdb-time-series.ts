import type { Worker } from 'node:worker_threads'
import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import type { PointEntry } from '../../../models/register.ts'
import type { Logger } from '../../platform/logger.ts'
import { startWorker } from '../../platform/start-worker.ts'
import { readInSlices } from '../read-in-slices.ts'
import { toSamples } from '../sample-columns.ts'
import { type Sample, type TimeSeries, TimeSeriesUnavailable, type Window } from '../time-series.ts'
import type { HistoryDamage } from './day-catalog.ts'
import type { DuckDbAnswers, DuckDbReply, DuckDbRequest } from './duckdb-messages.ts'

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }
type AnswerTo<Request extends DuckDbRequest> = DuckDbAnswers[Request['op']]

/** History in `./data`, on DuckDB in a thread of its own. */
export class DuckDbTimeSeries implements TimeSeries {
  readonly kind = 'duckdb'
  readonly damage: HistoryDamage[] = []
  position = 0
  private readonly directory: string
  private readonly log: Logger
  private readonly waiting = new Map<number, Waiting>()
  private worker: Promise<Worker> | null = null
  private nextId = 1
  private isClosed = false

  constructor(directory: string, log: Logger) {
    this.directory = directory
    this.log = log
  }

  /** Rejects with TimeSeriesUnavailable where DuckDB cannot be started. */
  async open(): Promise<void> {
    await this.running()
  }

  private running(): Promise<Worker> {
    if (this.isClosed) return Promise.reject(new TimeSeriesUnavailable('the time series is closed'))
    this.worker ??= this.start().catch((error: unknown) => {
      this.worker = null
      throw error
    })
    return this.worker
  }

  private async start(): Promise<Worker> {
    const worker = startWorker('duckdb-worker', import.meta.url, { directory: this.directory })
    const opened = await new Promise<DuckDbReply>((resolve, reject) => worker.once('message', resolve).once('error', reject))
    if (opened.kind !== 'opened') {
      await worker.terminate()
      throw new TimeSeriesUnavailable(opened.kind === 'failed' ? opened.message : 'DuckDB did not open')
    }
    this.position = opened.position
    worker.removeAllListeners('error')
    worker.on('message', (reply: DuckDbReply) => this.hear(reply))
    worker.on('error', (error) => this.giveUp(worker, error))
    return worker
  }

  /** The thread is of no use any more; the next call starts another. */
  private giveUp(worker: Worker, error: Error): void {
    this.log.error({ error: error.message }, 'the time series store failed and is started anew')
    this.worker = null
    void worker.terminate()
    for (const { reject } of this.waiting.values()) reject(new TimeSeriesUnavailable(error.message))
    this.waiting.clear()
  }

  private hear(reply: DuckDbReply): void {
    if (reply.kind === 'opened' || reply.kind === 'failed') return
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (reply.kind === 'error') {
      waiting?.reject(new TimeSeriesUnavailable(reply.message))
      if (reply.isFatal) void this.worker?.then((worker) => this.giveUp(worker, new Error(reply.message)))
      return
    }
    this.position = reply.position
    for (const damage of reply.damage) {
      this.damage.push(damage)
      this.log.error({ ...damage }, 'a day of history was damaged and is set aside; what the journal still holds of it is written anew')
    }
    waiting?.resolve(reply.answer)
  }

  private async ask<Request extends DuckDbRequest>(request: Request): Promise<AnswerTo<Request>> {
    const worker = await this.running()
    const id = this.nextId++
    return await new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (answer) => resolve(trusted<AnswerTo<Request>>(answer)), reject })
      worker.postMessage({ id, request })
    })
  }

  async write(batches: readonly ReadingBatch[]): ReturnType<TimeSeries['write']> {
    return { refused: await this.ask({ op: 'write', batches }) }
  }

  readJournal(directory: string, after: number, upTo: number, maxRows: number): Promise<DuckDbAnswers['journal']> {
    return this.ask({ op: 'journal', directory, after, upTo, maxRows })
  }

  async readRaw({ series }: PointEntry, from: number, to: number, limit: number): Promise<readonly Sample[]> {
    return toSamples(await this.ask({ op: 'raw', series, from, to, limit }))
  }

  async readMany(series: readonly number[], from: number, to: number): Promise<readonly Sample[]> {
    return toSamples(await this.ask({ op: 'many', series, from, to }))
  }

  readWindows({ series, point }: PointEntry, from: number, to: number, everyMs: number, offsetMs: number): Promise<readonly Window[]> {
    return this.ask({ op: 'windows', series, point, span: { from, to, everyMs, offsetMs } })
  }

  async stateAt(at: number): Promise<readonly Sample[]> {
    return toSamples(await this.ask({ op: 'state', at }))
  }

  readAll(from: number, to: number): AsyncIterable<readonly Sample[]> {
    return readInSlices(
      from,
      to,
      () => this.span(),
      async (start, end) => toSamples(await this.ask({ op: 'all', from: start, to: end })),
    )
  }

  span(): ReturnType<TimeSeries['span']> {
    return this.ask({ op: 'span' })
  }

  async savePosition(sequence: number): Promise<void> {
    await this.ask({ op: 'position', sequence })
  }

  async health(): ReturnType<TimeSeries['health']> {
    try {
      await this.span()
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) }
    }
    const [damage] = this.damage
    return { ok: true, detail: damage ? `DuckDB; ${this.damage.length} days were damaged, e.g. ${damage.file}` : 'DuckDB' }
  }

  async dropBefore(day: string): Promise<number> {
    return await this.ask({ op: 'drop', day })
  }

  async clear(): Promise<void> {
    await this.ask({ op: 'clear' })
  }

  async close(): Promise<void> {
    if (this.isClosed) return
    if (this.worker)
      await this.ask({ op: 'close' }).catch((error: unknown) => this.log.warn({ error: String(error) }, 'the time series did not close in order'))
    this.isClosed = true
    const worker = await this.worker
    worker?.removeAllListeners('error')
    await worker?.terminate()
  }
}

/** The thread answers each request with its own type; this is where that is taken on trust. */
function trusted<Answer>(answer: unknown): Answer
function trusted(answer: unknown): unknown {
  return answer
}
