import { parentPort, workerData } from 'node:worker_threads'
import type { DuckDbAnswers, DuckDbReply, DuckDbRequest } from './duckdb-messages.ts'
import { DuckDbStore } from './duckdb-store.ts'

/** DuckDB's thread: rows are packed, unpacked and decoded here, off the thread that serves. */
const port = parentPort
const data: { readonly directory: string } = workerData
const say = (reply: DuckDbReply): void => port?.postMessage(reply)
const sayOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function answer(store: DuckDbStore, request: DuckDbRequest): Promise<DuckDbAnswers[keyof DuckDbAnswers]> {
  switch (request.op) {
    case 'write':
      return await store.write(request.batches)
    case 'journal':
      return await store.readJournal(request.directory, request.after, request.upTo, request.maxRows)
    case 'raw':
      return await store.reads.readRaw(request.series, request.from, request.to, request.limit)
    case 'many':
      return await store.reads.readMany(request.series, request.from, request.to)
    case 'windows':
      return await store.reads.readWindows(request.series, request.point, request.span)
    case 'state':
      return await store.states.at(request.at)
    case 'all':
      return await store.reads.readAll(request.from, request.to)
    case 'span':
      return await store.reads.span()
    case 'position':
      await store.savePosition(request.sequence)
      return null
    case 'drop':
      return await store.dropBefore(request.day)
    case 'clear':
      await store.clear()
      return null
    case 'close':
      await store.close()
      return null
  }
}

try {
  const store = await DuckDbStore.open(data.directory, () => Date.now())
  say({ kind: 'opened', position: store.position })
  let told = 0
  port?.on('message', async ({ id, request }: { readonly id: number; readonly request: DuckDbRequest }) => {
    try {
      const found = await answer(store, request)
      const damage = store.days.damage.slice(told)
      told += damage.length
      say({ kind: 'answer', id, answer: found, position: store.position, damage })
    } catch (error) {
      const message = sayOf(error)
      say({ kind: 'error', id, message, isFatal: /^FATAL|has been invalidated/i.test(message) })
    }
  })
} catch (error) {
  say({ kind: 'failed', message: sayOf(error) })
}
