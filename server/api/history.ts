import type { PointEntry } from '../../models/register.ts'
import { Problem } from '../platform/problem.ts'
import type { StateColumns } from '../state/device-state.ts'
import { type Sample, type TimeSeries, TimeSeriesUnavailable, type Window } from '../timeseries/time-series.ts'

/** What the API needs of the journal's projection into the time series. */
export type HistoryProjection = {
  /** Resolves true once all facts up to `sequence` are in the store, false after `timeoutMs`. */
  caughtUp(sequence: number, timeoutMs: number): Promise<boolean>
}

export type PastState = { readonly samples: ReadonlyMap<number, Sample>; readonly behind: number }

/** History as the API reads it: what was acknowledged before the call is waited for, and a store that is away becomes a Problem 503. */
export type History = {
  readonly stateAt: (at: number) => Promise<PastState>
  readonly readRaw: (point: PointEntry, from: number, to: number, limit: number) => Promise<readonly Sample[]>
  /** The readings of many points with from < time ≤ to, oldest first. */
  readonly readMany: (points: readonly PointEntry[], from: number, to: number) => Promise<readonly Sample[]>
  readonly readWindows: (point: PointEntry, from: number, to: number, everyMs: number, offsetMs: number) => Promise<readonly Window[]>
}

const longestWaitMs = 2000

export function createHistory({
  timeSeries,
  projection,
  journal,
  foldPast = async () => null,
}: {
  readonly timeSeries: TimeSeries
  readonly projection: HistoryProjection
  readonly journal: { readonly head: number }
  /** The state of a moment without the store, for while that is away; null where it cannot be told. */
  readonly foldPast?: (at: number) => Promise<StateColumns | null>
}): History {
  const catchUp = async (): Promise<number> => {
    const { head } = journal
    return (await projection.caughtUp(head, longestWaitMs)) ? 0 : Math.max(0, head - timeSeries.position)
  }
  return {
    stateAt: (at) =>
      ask(async () => {
        const behind = await catchUp()
        try {
          const samples = await timeSeries.stateAt(at)
          return { samples: new Map(samples.map((sample) => [sample.series, sample])), behind }
        } catch (error) {
          const folded = error instanceof TimeSeriesUnavailable ? await foldPast(at) : null
          if (folded === null) throw error
          return { samples: samplesOf(folded), behind: 0 }
        }
      }),
    readRaw: (point, from, to, limit) =>
      ask(async () => {
        await catchUp()
        return await timeSeries.readRaw(point, from, to, limit)
      }),
    readMany: (points, from, to) =>
      ask(async () => {
        await catchUp()
        const series = points.map((point) => point.series)
        return timeSeries.readMany ? await timeSeries.readMany(series, from, to) : await readEach(timeSeries, points, from, to)
      }),
    readWindows: (point, from, to, everyMs, offsetMs) =>
      ask(async () => {
        await catchUp()
        return await timeSeries.readWindows(point, from, to, everyMs, offsetMs)
      }),
  }
}

const readAtOnce = 8

/** For a store that reads points one by one: some at once, then put in order. */
async function readEach(timeSeries: TimeSeries, points: readonly PointEntry[], from: number, to: number): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  for (let next = 0; next < points.length; next += readAtOnce) {
    const read = points.slice(next, next + readAtOnce).map((point) => timeSeries.readRaw(point, from + 1, to + 1, Number.MAX_SAFE_INTEGER))
    for (const found of await Promise.all(read)) for (const sample of found) samples.push(sample)
  }
  return samples.sort((a, b) => a.time - b.time)
}

function samplesOf({ time, received, value, text, quality, flags, origin }: StateColumns): Map<number, Sample> {
  const samples = new Map<number, Sample>()
  for (const [series, at] of time.entries())
    if (!Number.isNaN(at))
      samples.set(series, {
        series,
        time: at,
        received: received[series] ?? at,
        value: value[series] ?? Number.NaN,
        text: text.get(series) ?? null,
        quality: quality[series] ?? 0,
        flags: flags[series] ?? 0,
        origin: origin[series] ?? 0,
      })
  return samples
}

async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question()
  } catch (error) {
    if (!(error instanceof TimeSeriesUnavailable)) throw error
    throw new Problem(
      503,
      'time_series_unavailable',
      { zh: '历史库暂时无法访问；实时数据与接收不受影响。', en: 'The store of history is away for now; live values and ingest go on.' },
      { headers: { 'retry-after': '5' } },
    )
  }
}
