import type { Register } from '../../models/register.ts'
import type { Logger } from '../platform/logger.ts'
import { DuckDbTimeSeries } from './duckdb/duckdb-time-series.ts'
import type { TimeSeries } from './time-series.ts'

export type TimeSeriesConfig = { readonly kind: 'duckdb'; readonly directory: string }
type Parts = { readonly register: () => Register; readonly log: Logger }

/** Opens the store of history that the settings name. */
export async function openTimeSeries(config: TimeSeriesConfig, { log }: Parts): Promise<TimeSeries> {
  const history = new DuckDbTimeSeries(config.directory, log)
  await history.open()
  return history
}
