import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PointValue } from '../../models/protocol/reading.ts'
import { encodeValue } from '../../models/protocol/value.ts'
import type { Register } from '../../models/register.ts'
import { communityRoutes } from '../../server/api/community-routes.ts'
import { deviceRoutes } from '../../server/api/device-routes.ts'
import { createCommunities } from '../../server/api/held-community.ts'
import { createHistory } from '../../server/api/history.ts'
import { knowingRoutes } from '../../server/api/knowing-routes.ts'
import { messageRoutes } from '../../server/api/message-routes.ts'
import { seriesRoutes } from '../../server/api/series-routes.ts'
import { stateRoutes } from '../../server/api/state-routes.ts'
import { totalsRoutes } from '../../server/api/totals-routes.ts'
import type { Fact } from '../../server/journal/fact.ts'
import { createDeviceState } from '../../server/state/device-state.ts'
import { createHistoryProjection } from '../../server/timeseries/history-projection.ts'
import { openTimeSeries } from '../../server/timeseries/open-time-series.ts'
import { createMemoryJournal } from './memory-journal.ts'
import { batchOf, type Row } from './readings.ts'
import { serveRoutes } from './serve-routes.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryDirectory } from './temporary-directory.ts'

export type Told = {
  readonly device: string
  readonly point: string
  readonly value: PointValue
  readonly time: number
  readonly origin?: number
  readonly quality?: number
  readonly flags?: number
}

/** The reading calls of the API over a register, with a real store of history; `tell` puts readings in as the journal would. */
export async function serveCommunity(register: Register, now: () => number = () => Date.UTC(2026, 10, 24, 12)) {
  const log = createSilentLog()
  const journal = createMemoryJournal()
  const state = createDeviceState(register.series.length)
  const timeSeries = await openTimeSeries({ kind: 'duckdb', directory: join(temporaryDirectory(), 'history') }, { register: () => register, log })
  const projection = createHistoryProjection({ journal, history: timeSeries, log, onRefused: () => {} })
  projection.start()
  onTestFinished(async () => {
    await projection.stop()
    await timeSeries.close()
  })
  const communities = createCommunities([{ id: register.community.id, register, state }])
  const history = createHistory({ timeSeries, projection, journal })
  const served = await serveRoutes([
    ...communityRoutes(communities),
    ...deviceRoutes(communities),
    ...stateRoutes(communities, history, now),
    ...seriesRoutes(communities, history, now),
    ...totalsRoutes(communities, history, now),
    ...messageRoutes(communities, history, now),
    ...knowingRoutes(communities, history, now),
  ])
  const tell = async (readings: readonly Told[]): Promise<void> => {
    const batch = batchOf(readings.map((told) => rowOf(register, told)))
    const facts: Fact[] = [{ kind: 'readings', readings: batch }]
    state.apply(batch, await journal.append(facts, now()))
  }
  const ask = async (path: string): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${served.base}${path}`)
    return { status: answer.status, body: await answer.json() }
  }
  return { ...served, tell, ask, timeSeries }
}

function rowOf(register: Register, { device, point, value, ...more }: Told): Row {
  const entry = register.devices.get(device)?.points.get(point)
  if (!entry) throw new Error(`the test names no point of the register: ${device} ${point}`)
  const encoded = encodeValue(entry.point, value)
  if (!encoded.ok) throw new Error(encoded.reason)
  return { series: entry.series, value: encoded.value, text: encoded.text, ...more }
}
