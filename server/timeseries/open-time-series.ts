import type { Register } from '../../models/register.ts'
import type { Logger } from '../platform/logger.ts'
import { DuckDbTimeSeries } from './duckdb/duckdb-time-series.ts'
import type { InfluxAccess } from './influx/influx-connection.ts'
import { InfluxTimeSeries } from './influx/influx-time-series.ts'
import type { TimeSeries } from './time-series.ts'

export type TimeSeriesConfig =
  | { readonly kind: 'duckdb'; readonly directory: string }
  /** `directory` holds what is kept beside the database: how far the journal is in it, and states at some moments. */
  | ({ readonly kind: 'influxdb'; readonly directory: string } & InfluxAccess)
type Parts = { readonly register: () => Register; readonly log: Logger }

/** Opens the store of history that the settings name. An InfluxDB that is away is no failure: the projection waits for it. */
export async function openTimeSeries(config: TimeSeriesConfig, { register, log }: Parts): Promise<TimeSeries> {
  if (config.kind === 'influxdb') return new InfluxTimeSeries({ access: config, directory: config.directory, register })
  const history = new DuckDbTimeSeries(config.directory, log)
  await history.open()
  return history
}
