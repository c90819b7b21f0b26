import { parentPort, workerData } from 'node:worker_threads'
import type { PackedRows, ReaderData, ReaderReply, ReaderRequest } from './journal-messages.ts'
import { JournalReader, type StoredRow } from './journal-reader.ts'

/** A thread that reads the journal, so that no reading ever waits for an append or holds one up. */
const port = parentPort
const data: ReaderData = workerData
const reader = new JournalReader(data.directory)
let told = 0

function pack(rows: readonly StoredRow[]): PackedRows {
  const bodies = new Uint8Array(rows.reduce((sum, { body }) => sum + body.length, 0))
  let offset = 0
  for (const { body } of rows) {
    bodies.set(body, offset)
    offset += body.length
  }
  return {
    sequences: Float64Array.from(rows, ({ sequence }) => sequence),
    at: Float64Array.from(rows, ({ at }) => at),
    kinds: Uint8Array.from(rows, ({ kind }) => kind),
    lengths: Int32Array.from(rows, ({ body }) => body.length),
    bodies,
  }
}

port?.on('message', (request: ReaderRequest) => {
  const say = (reply: ReaderReply): void => port.postMessage(reply, reply.op === 'rows' ? [reply.rows.bodies.buffer] : [])
  try {
    if (request.op === 'close') {
      reader.close()
      say({ op: 'closed', id: request.id })
      port.close()
      return
    }
    const rows = pack(request.op === 'read' ? reader.read(request.after, request.limit) : reader.readMinutes(request.minutes))
    say({ op: 'rows', id: request.id, rows, damage: reader.damage.slice(told) })
    told = reader.damage.length
  } catch (error) {
    say({ op: 'refused', id: request.id, message: error instanceof Error ? error.message : String(error) })
  }
})
