import type { Register } from '../../models/register.ts'
import type { Journal } from '../journal/journal.ts'
import type { Logger } from '../platform/logger.ts'
import { createHistoryProjection, type RefusedReading } from './history-projection.ts'
import { openTimeSeries, type TimeSeriesConfig } from './open-time-series.ts'
import { TimeSeriesUnavailable } from './time-series.ts'

type Parts = {
  readonly journal: Journal
  readonly config: TimeSeriesConfig
  readonly register: Register
  readonly log: Logger
  readonly say: (line: string) => void
}

const toldEveryMs = 2000

/**
 * Empties the store and fills it from the journal, telling progress. What is older than the journal's oldest fact is
 * lost by that, and said first. Throws TimeSeriesUnavailable when the store is away.
 */
export async function rebuildHistory({ journal, config, register, log, say }: Parts): Promise<void> {
  const history = await openTimeSeries(config, { register: () => register, log })
  let refusals = 0
  const onRefused = (refused: readonly RefusedReading[]): void => {
    refusals += refused.length
  }
  const projection = createHistoryProjection({ journal, history, log, onRefused })
  try {
    if (journal.tail > 1)
      say(`日志从第 ${journal.tail} 条开始，更早的历史无法重建。 The journal begins at fact ${journal.tail}; history from before it cannot be rebuilt.`)
    await history.clear()
    projection.start()
    while (!(await projection.caughtUp(journal.head, toldEveryMs))) {
      if (projection.trouble !== null) throw new TimeSeriesUnavailable(projection.trouble)
      say(`${history.position} / ${journal.head}`)
    }
    const span = await history.span()
    const range = span ? `${new Date(span.from).toISOString()} – ${new Date(span.to).toISOString()}` : '–'
    say(`重建完成：${journal.head} 条，${range}，拒绝 ${refusals} 个读数。 Rebuilt from ${journal.head} facts; ${refusals} readings refused.`)
  } finally {
    await projection.stop()
    await history.close()
  }
}
