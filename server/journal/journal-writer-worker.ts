import { parentPort, workerData } from 'node:worker_threads'
import type { PackedAppend, WriterData, WriterReply, WriterRequest } from './journal-messages.ts'
import { type CallToAppend, JournalWriter, type RowToAppend } from './journal-writer.ts'

/** The writer's thread: all appends that came in one turn of its loop become one transaction and one fsync. */
const port = parentPort
const data: WriterData = workerData
const say = (reply: WriterReply): void => port?.postMessage(reply)

function unpack(packed: PackedAppend): CallToAppend[] {
  let row = 0
  let byte = 0
  let minute = 0
  return Array.from(packed.rowsOfCall, (count, call) => {
    const rows: RowToAppend[] = []
    for (let index = 0; index < count; index++, row++) {
      const length = packed.lengths[row] ?? 0
      const minutes = packed.minutesOfRow[row] ?? 0
      rows.push({
        kind: packed.kinds[row] ?? 0,
        body: packed.bodies.subarray(byte, byte + length),
        minutes: Array.from(packed.minutes.subarray(minute, minute + minutes)),
      })
      byte += length
      minute += minutes
    }
    return { at: packed.at[call] ?? 0, rows }
  })
}

function serve(writer: JournalWriter): void {
  let queued: CallToAppend[] = []
  const commit = (): void => {
    if (queued.length === 0) return
    const calls = queued
    queued = []
    const results = writer.append(calls)
    say({ op: 'appended', results, head: writer.head, tail: writer.tail })
  }
  const answer = (request: Exclude<WriterRequest, { op: 'append' }>): void => {
    commit()
    try {
      if (request.op === 'number') {
        const pairs = request.devices.map((device, index) => ({ device, point: request.points[index] ?? '' }))
        say({ op: 'numbered', id: request.id, numbers: writer.numberSeries(pairs, request.at) })
      } else if (request.op === 'drop') {
        const count = writer.dropBefore(request.day)
        say({ op: 'dropped', id: request.id, count, tail: writer.tail })
      } else {
        writer.close()
        say({ op: 'closed', id: request.id })
        port?.close()
      }
    } catch (error) {
      say({ op: 'refused', id: request.id, message: error instanceof Error ? error.message : String(error) })
    }
  }
  port?.on('message', (request: WriterRequest) => {
    if (request.op !== 'append') return answer(request)
    if (queued.length === 0) setImmediate(commit)
    queued.push(...unpack(request.packed))
  })
}

try {
  const writer = new JournalWriter(data)
  say({ op: 'opened', head: writer.head, tail: writer.tail, damage: writer.damage })
  serve(writer)
} catch (error) {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null
  say({ op: 'failed', code: String(code), message: error instanceof Error ? error.message : String(error) })
}
