import type { Register } from '../../models/register.ts'
import type { Config } from '../config.ts'
import type { EmbeddedJournal } from '../journal/embedded-journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { historyConfig } from '../timeseries/history-config.ts'
import { createHistoryProjection } from '../timeseries/history-projection.ts'
import { createRefusedKeeper } from '../timeseries/keep-refused.ts'
import { openTimeSeries } from '../timeseries/open-time-series.ts'
import { createRetention } from '../timeseries/retention.ts'
import type { Lifecycle } from './lifecycle.ts'

type Parts = {
  readonly config: Config
  readonly data: string
  readonly journal: EmbeddedJournal
  readonly register: Register
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Logger
  readonly lifecycle: Lifecycle
}

/** History as the settings have it: the store, the projection of the journal into it, and what drops both when they are past their time. */
export async function openHistory({ config, data, journal, register, bus, clock, log, lifecycle }: Parts) {
  const timeSeries = lifecycle.use(
    'time series',
    await openTimeSeries(historyConfig(config.influx, data), { register: () => register, log, journal }),
    (opened) => opened.close(),
  )
  const onRefused = createRefusedKeeper({ journal, register: () => register, bus, clock })
  const projection = lifecycle.use('history', createHistoryProjection({ journal, history: timeSeries, log, onRefused }), ({ stop }) => stop())
  const { historyDays } = config
  const retention = lifecycle.use('retention', createRetention({ journal, history: timeSeries, historyDays, clock, log }), ({ stop }) => stop())
  return { timeSeries, projection, retention }
}
