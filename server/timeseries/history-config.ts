import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { TimeSeriesConfig } from './open-time-series.ts'

/** Which store of history the settings name; what is kept of it or beside it stands in the data folder. */
export function historyConfig(influx: Config['influx'], data: string): TimeSeriesConfig {
  const directory = join(data, 'history')
  if (!influx) return { kind: 'duckdb', directory }
  const { url, token, user, password, database, followEveryMs } = influx
  const follows = followEveryMs !== null
  return { kind: 'influxdb', directory, follows, url, database, token: token ?? undefined, user: user ?? undefined, password: password ?? undefined }
}
