import type { PointEntry } from '../../models/register.ts'
import { Problem } from '../platform/problem.ts'
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
  readonly readWindows: (point: PointEntry, from: number, to: number, everyMs: number, offsetMs: number) => Promise<readonly Window[]>
}

const longestWaitMs = 2000

export function createHistory({
  timeSeries,
  projection,
  journal,
}: {
  readonly timeSeries: TimeSeries
  readonly projection: HistoryProjection
  readonly journal: { readonly head: number }
}): History {
  const catchUp = async (): Promise<number> => {
    const { head } = journal
    return (await projection.caughtUp(head, longestWaitMs)) ? 0 : Math.max(0, head - timeSeries.position)
  }
  return {
    stateAt: (at) =>
      ask(async () => {
        const behind = await catchUp()
        const samples = await timeSeries.stateAt(at)
        return { samples: new Map(samples.map((sample) => [sample.series, sample])), behind }
      }),
    readRaw: (point, from, to, limit) =>
      ask(async () => {
        await catchUp()
        return await timeSeries.readRaw(point, from, to, limit)
      }),
    readWindows: (point, from, to, everyMs, offsetMs) =>
      ask(async () => {
        await catchUp()
        return await timeSeries.readWindows(point, from, to, everyMs, offsetMs)
      }),
  }
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
