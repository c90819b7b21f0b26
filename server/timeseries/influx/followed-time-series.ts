import { bitOf, type ReadingBatch } from '../../../models/protocol/reading.ts'
import type { PointEntry } from '../../../models/register.ts'
import { foldWindows } from '../fold-windows.ts'
import { LatestFold } from '../latest-fold.ts'
import { readInSlices } from '../read-in-slices.ts'
import { toColumns, toSamples } from '../sample-columns.ts'
import type { Sample, TimeSeries, Window } from '../time-series.ts'
import type { ForeignReadings } from './foreign-readings.ts'
import type { InfluxTimeSeries } from './influx-time-series.ts'

const followed = bitOf('followed')

/** Linli's own history and what others wrote into the same database, read as one; where both tell of one moment of a point, its own counts. */
export class FollowedTimeSeries implements TimeSeries {
  readonly kind = 'influxdb'
  private readonly own: InfluxTimeSeries
  private readonly foreign: ForeignReadings

  constructor({ own, foreign }: { readonly own: InfluxTimeSeries; readonly foreign: ForeignReadings }) {
    this.own = own
    this.foreign = foreign
  }

  get position(): number {
    return this.own.position
  }

  async write(batches: readonly ReadingBatch[]): ReturnType<TimeSeries['write']> {
    if (batches.some(({ flags }) => flags.some((bits) => (bits & followed) !== 0))) this.foreign.forget()
    return await this.own.write(batches)
  }

  async readRaw(point: PointEntry, from: number, to: number, limit: number): Promise<readonly Sample[]> {
    const own = await this.own.readRaw(point, from, to, limit)
    return limit <= 0 ? own : merged(own, await this.foreign.ofPoint(point, from, to, limit)).slice(0, Math.floor(limit))
  }

  async readWindows(point: PointEntry, from: number, to: number, everyMs: number, offsetMs: number): Promise<readonly Window[]> {
    const windows = await this.own.readWindows(point, from, to, everyMs, offsetMs)
    const foreign = await this.foreign.ofPoint(point, from, to, Number.MAX_SAFE_INTEGER)
    if (foreign.length === 0) return windows
    const own = windows.length === 0 ? [] : await this.own.readRaw(point, from, to, Number.MAX_SAFE_INTEGER)
    const before = merged(present(await this.own.readings.lastBefore(point, from)), present(await this.foreign.lastBefore(point, from))).at(-1) ?? null
    return foldWindows(point.point, merged(own, foreign), before, { from, to, everyMs, offsetMs })
  }

  async stateAt(at: number): Promise<readonly Sample[]> {
    const own = await this.own.stateAt(at)
    const latest = new LatestFold(null)
    latest.take(toColumns(await this.foreign.lastOfEach(at)))
    latest.take(toColumns(own))
    return toSamples(latest.columns())
  }

  readAll(from: number, to: number): AsyncIterable<readonly Sample[]> {
    return readInSlices(
      from,
      to,
      () => this.span(),
      async (start, end) => merged(await this.own.readings.between(start, end), await this.foreign.between(start, end)),
    )
  }

  async span(): ReturnType<TimeSeries['span']> {
    const own = await this.own.span()
    const foreign = await this.foreign.span()
    return own && foreign ? { from: Math.min(own.from, foreign.from), to: Math.max(own.to, foreign.to) } : (own ?? foreign)
  }

  savePosition(sequence: number): Promise<void> {
    return this.own.savePosition(sequence)
  }

  /** Drops Linli's own alone: what others wrote is theirs. */
  dropBefore(day: string): Promise<number> {
    return this.own.dropBefore(day)
  }

  health(): ReturnType<TimeSeries['health']> {
    return this.own.health()
  }

  clear(): Promise<void> {
    return this.own.clear()
  }

  close(): Promise<void> {
    return this.own.close()
  }
}

const present = (sample: Sample | null): Sample[] => (sample ? [sample] : [])

/** In time order, each (series, time) once. */
function merged(own: readonly Sample[], foreign: readonly Sample[]): readonly Sample[] {
  if (foreign.length === 0) return own
  const taken = new Set(own.map(({ series, time }) => `${series} ${time}`))
  const both = [...own]
  for (const sample of foreign) {
    const key = `${sample.series} ${sample.time}`
    if (taken.has(key)) continue
    taken.add(key)
    both.push(sample)
  }
  return both.sort((a, b) => a.time - b.time || a.series - b.series)
}
