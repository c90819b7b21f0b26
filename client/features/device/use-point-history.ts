import type { PointEntry } from '../../../models/register.ts'
import { latestOf } from '../../state/latest.ts'
import { useSeries } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import type { Span } from '../../ui/charts/spans.ts'
import { withLiveEnd } from './with-live-end.ts'

const hour = 3_600_000

/** The window a stretch of time is averaged over in the store, so that a chart has some hundred points; undefined: raw. */
export function windowOf(entry: PointEntry, spanMs: number): { readonly every: string; readonly ms: number } | undefined {
  const { kind } = entry.point
  if (kind === 'counter') return spanMs <= 2 * hour ? { every: '5m', ms: 300_000 } : spanMs <= 200 * hour ? { every: '1h', ms: hour } : oneDay
  if (kind !== 'number' || spanMs <= 2 * hour) return undefined
  if (spanMs <= 30 * hour) return { every: '5m', ms: 300_000 }
  return spanMs <= 800 * hour ? { every: '1h', ms: hour } : oneDay
}
const oneDay = { every: '1d', ms: 24 * hour }

type Asked = { readonly entry: PointEntry; readonly whole: Span; readonly zoom: Span | null; readonly comparing: boolean; readonly isLive: boolean }

/** What a chart of a point shows: the stretch charted, the whole period about it, and the span before where they are compared. */
export function usePointHistory({ entry, whole, zoom, comparing, isLive }: Asked) {
  const { community, buffer, now } = useTwin()
  const domain = zoom ?? whole
  const window = windowOf(entry, domain[1] - domain[0])
  const asked = { community: community.id, device: entry.device.id, point: entry.id }
  const isNumber = entry.point.kind === 'number'
  const series = useSeries({ ...asked, every: window?.every, from: domain[0], to: domain[1] }, isLive ? 30_000 : false)
  const overview = useSeries({ ...asked, every: windowOf(entry, whole[1] - whole[0])?.every, from: whole[0], to: whole[1] }, false, isNumber && zoom !== null)
  const before = useSeries({ ...asked, every: window?.every, from: 2 * domain[0] - domain[1], to: domain[0] }, false, isNumber && comparing)
  const stored = series.data?.points ?? []
  return {
    series,
    domain,
    window,
    stored,
    rows: isNumber && isLive && zoom === null ? withLiveEnd(stored, latestOf(buffer, entry, now())) : stored,
    overviewRows: zoom === null ? stored : (overview.data?.points ?? []),
    comparedRows: comparing ? (before.data?.points ?? []) : [],
  }
}
