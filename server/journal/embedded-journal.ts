import type { Worker } from 'node:worker_threads'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { startWorker } from '../platform/start-worker.ts'
import { AppendQueue } from './append-queue.ts'
import type { Fact } from './fact.ts'
import { decodeFact } from './fact-codec.ts'
import { type Journal, JournalRefused, type Sequence, type StoredFact } from './journal.ts'
import type { PackedRows, ReaderReply, ReaderRequest, WriterReply, WriterRequest } from './journal-messages.ts'
import type { Damage } from './survey-files.ts'

type Settings = {
  readonly directory: string
  readonly log: Logger
  readonly clock: Clock
  readonly onFatal: (error: Error) => void
  readonly reserveBytes: number
}
type Waiting<T> = { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void }

export class JournalOpenFailed extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The journal in `./data`: one thread that writes, one that reads, this object in front of both. */
export class EmbeddedJournal implements Journal {
  readonly directory: string
  readonly damage: Damage[] = []
  private readonly settings: Settings
  private readonly queue: AppendQueue
  private readonly listeners = new Set<(head: Sequence) => void>()
  private readonly writerWaits = new Map<number, Waiting<WriterReply>>()
  private readonly readerWaits = new Map<number, Waiting<PackedRows | null>>()
  private writer: Worker | null = null
  private reader: Worker | null = null
  private newest = 0
  private oldest = 1
  private nextId = 1
  private refusal: JournalRefused | null = null

  constructor(settings: Settings) {
    this.settings = settings
    this.directory = settings.directory
    this.queue = new AppendQueue((packed) => this.toWriter({ op: 'append', packed }, [packed.bodies.buffer]))
  }

  get head(): Sequence {
    return this.newest
  }

  get tail(): Sequence {
    return this.oldest
  }

  async open(): Promise<void> {
    const { directory, clock, reserveBytes } = this.settings
    const writer = startWorker('journal-writer-worker', import.meta.url, { directory, reserveBytes, now: clock.now() })
    this.writer = writer
    const opened = await new Promise<WriterReply>((resolve, reject) => {
      writer.once('message', resolve)
      writer.once('error', reject)
    })
    if (opened.op !== 'opened') {
      await writer.terminate()
      const why = opened.op === 'failed' ? opened : { code: 'io_error', message: 'the journal did not open' }
      throw new JournalOpenFailed(why.code, why.message)
    }
    this.newest = opened.head
    this.oldest = opened.tail
    this.noteDamage(opened.damage)
    writer.removeAllListeners('error')
    writer.on('message', (reply: WriterReply) => this.hearWriter(reply))
    writer.on('error', (error) => this.fail(error))
    const reader = startWorker('journal-reader-worker', import.meta.url, { directory })
    this.reader = reader
    reader.on('message', (reply: ReaderReply) => this.hearReader(reply))
    reader.on('error', (error) => this.fail(error))
  }

  append(facts: readonly Fact[], at: number): Promise<Sequence> {
    if (this.refusal) return Promise.reject(this.refusal)
    if (facts.length === 0) return Promise.resolve(this.newest)
    return this.queue.add(facts, at)
  }

  async read(after: Sequence, limit: number): Promise<readonly StoredFact[]> {
    return this.decode(await this.askReader({ op: 'read', id: this.nextId++, after, limit }))
  }

  async readMinutes(minutes: readonly number[]): Promise<readonly StoredFact[]> {
    if (minutes.length === 0) return []
    return this.decode(await this.askReader({ op: 'minutes', id: this.nextId++, minutes }))
  }

  async numberSeries(pairs: readonly { readonly device: string; readonly point: string }[]): Promise<Int32Array> {
    const reply = await this.askWriter({
      op: 'number',
      id: this.nextId++,
      at: this.settings.clock.now(),
      devices: pairs.map(({ device }) => device),
      points: pairs.map(({ point }) => point),
    })
    return reply.op === 'numbered' ? reply.numbers : new Int32Array(0)
  }

  /** Drops whole files of days before `day` (YYYY-MM-DD in UTC) and moves `tail`; resolves with how many. */
  async dropBefore(day: string): Promise<number> {
    const reply = await this.askWriter({ op: 'drop', id: this.nextId++, day })
    if (reply.op !== 'dropped') return 0
    this.oldest = reply.tail
    return reply.count
  }

  onAppend(listener: (head: Sequence) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Lets appends under way become durable, then closes; later calls are refused as `closed`. */
  async close(): Promise<void> {
    if (this.refusal?.code === 'closed') return
    const wasBroken = this.refusal !== null
    this.queue.flush()
    this.refusal = new JournalRefused('closed', 'the journal is closed')
    if (!wasBroken) {
      await this.post<WriterReply>(this.writerWaits, (id) => this.toWriter({ op: 'close', id }, []))
      await this.post<PackedRows | null>(this.readerWaits, (id) => this.toReader({ op: 'close', id }))
    }
    this.writer?.removeAllListeners('error')
    this.reader?.removeAllListeners('error')
    await Promise.all([this.writer?.terminate(), this.reader?.terminate()])
  }

  private askWriter(request: Extract<WriterRequest, { id: number }>): Promise<WriterReply> {
    if (this.refusal) return Promise.reject(this.refusal)
    this.queue.flush()
    return new Promise((resolve, reject) => {
      this.writerWaits.set(request.id, { resolve, reject })
      this.toWriter(request, [])
    })
  }

  private askReader(request: ReaderRequest): Promise<PackedRows | null> {
    if (this.refusal?.code === 'closed') return Promise.reject(this.refusal)
    return new Promise((resolve, reject) => {
      this.readerWaits.set(request.id, { resolve, reject })
      this.toReader(request)
    })
  }

  private post<T>(waits: Map<number, Waiting<T>>, send: (id: number) => void): Promise<T> {
    const id = this.nextId++
    return new Promise((resolve, reject) => {
      waits.set(id, { resolve, reject })
      send(id)
    })
  }

  private toWriter(request: WriterRequest, transfer: ArrayBuffer[]): void {
    this.writer?.postMessage(request, transfer)
  }

  private toReader(request: ReaderRequest): void {
    this.reader?.postMessage(request)
  }

  private hearWriter(reply: WriterReply): void {
    if (reply.op === 'appended') {
      const moved = reply.head > this.newest
      this.newest = reply.head
      this.oldest = reply.tail
      this.queue.settle(reply.results)
      if (moved) for (const listener of this.listeners) listener(reply.head)
      const broken = reply.results.find((result) => 'code' in result && result.code === 'io_error')
      if (broken && 'code' in broken) this.fail(new JournalRefused('io_error', broken.message))
      return
    }
    if (reply.op === 'opened' || reply.op === 'failed') return
    const waiting = this.writerWaits.get(reply.id)
    this.writerWaits.delete(reply.id)
    if (reply.op === 'refused') waiting?.reject(new JournalRefused('io_error', reply.message))
    else waiting?.resolve(reply)
  }

  private hearReader(reply: ReaderReply): void {
    const waiting = this.readerWaits.get(reply.id)
    this.readerWaits.delete(reply.id)
    if (reply.op === 'refused') waiting?.reject(new JournalRefused('io_error', reply.message))
    else if (reply.op === 'closed') waiting?.resolve(null)
    else {
      this.noteDamage(reply.damage)
      waiting?.resolve(reply.rows)
    }
  }

  private noteDamage(found: readonly Damage[]): void {
    for (const damage of found) {
      if (this.damage.some(({ file, row }) => file === damage.file && row === damage.row)) continue
      this.damage.push(damage)
      this.settings.log.error({ ...damage }, 'the journal is damaged here; the rest goes on')
    }
  }

  /** A failed fsync is never tried again: what the disk holds is known only after a new start. */
  private fail(error: Error): void {
    if (this.refusal) return
    this.refusal = error instanceof JournalRefused ? error : new JournalRefused('io_error', error.message)
    this.queue.rejectAll(this.refusal)
    for (const waiting of [...this.writerWaits.values(), ...this.readerWaits.values()]) waiting.reject(this.refusal)
    this.writerWaits.clear()
    this.readerWaits.clear()
    this.settings.log.fatal({ error: error.message }, 'the journal cannot be written any more')
    this.settings.onFatal(this.refusal)
  }

  private decode(packed: PackedRows | null): StoredFact[] {
    if (!packed) return []
    const facts: StoredFact[] = []
    let offset = 0
    for (let row = 0; row < packed.sequences.length; row++) {
      const length = packed.lengths[row] ?? 0
      const body = packed.bodies.subarray(offset, offset + length)
      facts.push({ sequence: packed.sequences[row] ?? 0, at: packed.at[row] ?? 0, fact: decodeFact(packed.kinds[row] ?? 0, body) })
      offset += length
    }
    return facts
  }
}
