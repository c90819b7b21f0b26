import { isStale } from '../../models/engines/staleness.ts'
import { bitOf, origins, qualities } from '../../models/protocol/reading.ts'
import type { PointEntry } from '../../models/register.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'

/** What may be drawn of a value: nothing was ever heard, as it is, hatched because it is old, or never as if it were true. */
export type ReadingState = 'none' | 'true' | 'stale' | 'untrue'

const outOfRange = bitOf('outOfRange')
const staleFlag = bitOf('stale')
const bad = qualities.indexOf('bad')
const simulated = origins.indexOf('simulated')

export function readingState(buffer: TelemetryBuffer, { series, point }: PointEntry, shownAt: number): ReadingState {
  const time = buffer.time[series]
  if (Number.isNaN(time)) return 'none'
  if (buffer.quality[series] === bad || (buffer.flags[series] & outOfRange) !== 0 || Number.isNaN(buffer.value[series])) return 'untrue'
  return (buffer.flags[series] & staleFlag) !== 0 || isStale(point, time, shownAt) ? 'stale' : 'true'
}

export const isSimulated = (buffer: TelemetryBuffer, { series }: PointEntry): boolean => buffer.origin[series] === simulated
