import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import type { Register } from '../../../models/register.ts'
import type { InfluxConnection } from './influx-connection.ts'
import { InfluxLines } from './influx-lines.ts'
import { InfluxWriter } from './influx-writer.ts'

/** Lines in one call, and calls under way at once: while InfluxDB works on one, the next is made. */
const linesPerCall = 5000
const callsAtOnce = 2

type Place = { readonly batch: number; readonly index: number }
type RefusedPlace = Place & { readonly why: string }
type Parts = { readonly connection: InfluxConnection; readonly register: () => Register; readonly skippedFlags: number }

/** Writes batches of readings as line protocol; those with any of `skippedFlags` are left out. */
export class BatchWriter {
  private readonly lines: InfluxLines
  private readonly writer: InfluxWriter
  private readonly skippedFlags: number

  constructor({ connection, register, skippedFlags }: Parts) {
    this.lines = new InfluxLines(register)
    this.writer = new InfluxWriter(connection)
    this.skippedFlags = skippedFlags
  }

  /** Resolves, once all are durable in InfluxDB, with the ones it will never take. Throws TimeSeriesUnavailable. */
  async write(batches: readonly ReadingBatch[]): Promise<RefusedPlace[]> {
    const refused: RefusedPlace[] = []
    const calls: Promise<void>[] = []
    const underWay = new Set<Promise<void>>()
    let lines: string[] = []
    let places: Place[] = []
    const send = async (): Promise<void> => {
      const call = this.send(lines, places, refused)
      lines = []
      places = []
      calls.push(call)
      underWay.add(call)
      // The failure itself comes out of `calls`.
      call.finally(() => underWay.delete(call)).catch(() => {})
      if (underWay.size >= callsAtOnce) await Promise.race(underWay)
    }
    try {
      for (const [batch, readings] of batches.entries())
        for (let index = 0; index < readings.count; index++) {
          if (((readings.flags[index] ?? 0) & this.skippedFlags) !== 0) continue
          const line = this.lines.lineOf(readings, index)
          if (line === null) {
            refused.push({ batch, index, why: `series ${readings.series[index]} = ${readings.value[index]} is of no known point or not finite` })
            continue
          }
          lines.push(line)
          places.push({ batch, index })
          if (lines.length >= linesPerCall) await send()
        }
      if (lines.length > 0) await send()
    } finally {
      await Promise.allSettled(calls)
    }
    await Promise.all(calls)
    return refused.sort((a, b) => a.batch - b.batch || a.index - b.index)
  }

  private async send(lines: readonly string[], places: readonly Place[], refused: RefusedPlace[]): Promise<void> {
    for (const { index, why } of await this.writer.write(lines)) {
      const place = places[index]
      if (place) refused.push({ ...place, why })
    }
  }

  close(): Promise<void> {
    return this.writer.close()
  }
}
