import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import type { SampleColumns } from '../sample-columns.ts'

/** Of a state, how new each series is in it: enough to tell which later readings leave it as it is. */
export class NewestTimes {
  private readonly moment: number
  private readonly times: Float64Array

  constructor(moment: number, { series, time }: SampleColumns) {
    this.moment = moment
    this.times = new Float64Array((series.at(-1) ?? -1) + 1).fill(Number.NEGATIVE_INFINITY)
    for (let row = 0; row < series.length; row++) this.times[series[row] ?? 0] = time[row] ?? 0
  }

  /** Whether a reading up to the moment is newer than what the state holds of its series. */
  isChangedBy({ count, series, time }: Pick<ReadingBatch, 'count' | 'series' | 'time'>): boolean {
    for (let row = 0; row < count; row++) {
      const at = Math.trunc(time[row] ?? Number.NaN)
      if (at <= this.moment && at > (this.times[series[row] ?? 0] ?? Number.NEGATIVE_INFINITY)) return true
    }
    return false
  }
}
