import { crc32 } from 'node:zlib'
import type { ByteWriter } from './byte-writer.ts'
import type { Fact } from './fact.ts'
import { decodeReadings, minutesOf, writeReadings } from './readings-codec.ts'

/** What a row's body is: a batch of readings as columns, or any other fact as JSON. Numbers are part of the stored form. */
export const bodyKinds = { readings: 0, json: 1 }

/** Appends a fact's body and tells its kind and the minutes of device time it touches. */
export function writeFact(writer: ByteWriter, fact: Fact): { readonly kind: number; readonly minutes: readonly number[] } {
  if (fact.kind === 'readings') {
    writeReadings(writer, fact.readings)
    return { kind: bodyKinds.readings, minutes: minutesOf(fact.readings) }
  }
  writer.raw(Buffer.from(JSON.stringify(fact), 'utf8'))
  return { kind: bodyKinds.json, minutes: [] }
}

/** The fact of a row whose check value was right. */
export function decodeFact(kind: number, body: Uint8Array): Fact {
  if (kind === bodyKinds.readings) return { kind: 'readings', readings: decodeReadings(body) }
  if (kind !== bodyKinds.json) throw new RangeError(`a row of kind ${kind} was written by a newer version`)
  const fact: Fact = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
  return fact
}

const head = new DataView(new ArrayBuffer(20))
/** Check value over everything a row says, so that a flipped bit anywhere in it shows. */
export function checkRow(sequence: number, at: number, kind: number, body: Uint8Array): number {
  head.setFloat64(0, sequence)
  head.setFloat64(8, at)
  head.setInt32(16, kind)
  return crc32(body, crc32(head))
}
