import type { Register } from '../../models/register.ts'
import type { Journal } from '../journal/journal.ts'
import type { Logger } from '../platform/logger.ts'
import { DuckDbTimeSeries } from './duckdb/duckdb-time-series.ts'
import { FollowedTimeSeries } from './influx/followed-time-series.ts'
import { ForeignReadings } from './influx/foreign-readings.ts'
import { type InfluxAccess, InfluxConnection } from './influx/influx-connection.ts'
import { InfluxTimeSeries } from './influx/influx-time-series.ts'
import type { TimeSeries } from './time-series.ts'

export type TimeSeriesConfig =
  | { readonly kind: 'duckdb'; readonly directory: string }
  /** `directory` holds what is kept beside the database: how far the journal is in it, and states at some moments. `follows`: what others write there is history too. */
  | ({ readonly kind: 'influxdb'; readonly directory: string; readonly follows?: boolean } & InfluxAccess)
type Parts = {
  readonly register: () => Register
  readonly log: Logger
  /** Lets a store that is slow to find a stretch of the past look there. */
  readonly journal?: Pick<Journal, 'read' | 'readMinutes' | 'tail'>
}

/** Opens the store of history that the settings name. An InfluxDB that is away is no failure: the projection waits for it. */
export async function openTimeSeries(config: TimeSeriesConfig, { register, log, journal }: Parts): Promise<TimeSeries> {
  if (config.kind === 'influxdb') {
    const own = new InfluxTimeSeries({ access: config, directory: config.directory, register, isFollowing: config.follows === true, journal: journal ?? null })
    return config.follows ? new FollowedTimeSeries({ own, foreign: new ForeignReadings(new InfluxConnection(config), register) }) : own
  }
  const history = new DuckDbTimeSeries(config.directory, log)
  await history.open()
  return history
}
