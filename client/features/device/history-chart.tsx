import { RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PointEntry } from '../../../models/register.ts'
import { latestOf, pointDigits } from '../../state/latest.ts'
import { useSeries } from '../../state/queries.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { HistoryTools } from './history-tools.tsx'
import { SeriesPlot } from './series-plot.tsx'
import { deviceStrings as strings } from './strings.ts'
import { withLiveEnd } from './with-live-end.ts'

const hour = 3_600_000
type Zoom = readonly [number, number] | null

/** The window a stretch of time is averaged over in the store, so that a chart has some hundred points; undefined: raw. */
export function windowOf(entry: PointEntry, spanMs: number): { readonly every: string; readonly ms: number } | undefined {
  const { kind } = entry.point
  if (kind === 'counter') return spanMs <= 2 * hour ? { every: '5m', ms: 300_000 } : { every: '1h', ms: hour }
  if (kind !== 'number' || spanMs <= 2 * hour) return undefined
  if (spanMs <= 30 * hour) return { every: '5m', ms: 300_000 }
  return { every: '1h', ms: hour }
}

/** The past of one point, ending at the cursor or now: presets, zoom by dragging, the usual band and the alarm limits. */
export function HistoryChart({ entry }: { readonly entry: PointEntry }) {
  useEverySecond()
  const { community, buffer, now } = useTwin()
  const cursor = useView((view) => view.cursor)
  const [hours, setHours] = useState(24)
  const [zoom, setZoom] = useState<Zoom>(null)
  const [comparing, setComparing] = useState(false)
  const section = useRef<HTMLElement>(null)
  const language = useLanguage()
  const text = useText()
  const roundMs = hours === 1 ? 30_000 : hours === 24 ? 300_000 : hour
  const end = Math.ceil((cursor ?? now()) / roundMs) * roundMs
  const domain: readonly [number, number] = zoom ?? [end - hours * hour, end]
  const window = windowOf(entry, domain[1] - domain[0])
  const asked = { community: community.id, device: entry.device.id, point: entry.id, every: window?.every }
  const series = useSeries({ ...asked, from: domain[0], to: domain[1] }, cursor === null ? 30_000 : false)
  const isNumber = entry.point.kind === 'number'
  const before = useSeries({ ...asked, from: 2 * domain[0] - domain[1], to: domain[0] }, false, isNumber && comparing)
  const stored = series.data?.points ?? []
  const rows = isNumber && cursor === null && zoom === null ? withLiveEnd(stored, latestOf(buffer, entry, now())) : stored
  const band = entry.point.kind === 'number' && entry.point.usual.shape !== 'driven'
  return (
    <section ref={section} className="history" aria-label={text(strings.chartOf, { point: entry.point.name[language] })}>
      <header>
        <h4>
          {entry.point.name[language]} <span className="faint">{'unit' in entry.point ? entry.point.unit : ''}</span>
        </h4>
        {zoom && (
          <button type="button" className="button small quiet" onClick={() => setZoom(null)}>
            <RotateCcw size={14} />
            {text(strings.whole)}
          </button>
        )}
        <Segments
          label={text(strings.history)}
          value={hours}
          onChange={(value) => {
            setHours(value)
            setZoom(null)
          }}
          options={[
            { value: 1, name: text(strings.hour) },
            { value: 24, name: text(strings.day) },
            { value: 168, name: text(strings.week) },
          ]}
        />
      </header>
      {series.isPending && <LoadingFace />}
      {series.isError && <ErrorFace error={series.error} retry={() => void series.refetch()} />}
      {series.isSuccess && rows.length === 0 && <EmptyFace title={text(strings.noHistory)} />}
      {series.isSuccess && rows.length > 0 && (
        <>
          <SeriesPlot
            entry={entry}
            rows={rows}
            comparedRows={comparing ? (before.data?.points ?? []) : []}
            domain={domain}
            windowMs={window?.ms}
            zone={community.timeZone}
            digits={Math.min(3, pointDigits(entry))}
            onZoom={(from, to) => setZoom([from, to])}
          />
          <p className="history-legend faint">
            {band && <span>{text(strings.usual)}</span>}
            <span>{text(strings.gap)}</span>
            {comparing && <span>{text(strings.before)}</span>}
          </p>
          <HistoryTools entry={entry} rows={stored} chart={section} comparing={comparing} onCompare={isNumber ? setComparing : null} />
        </>
      )}
    </section>
  )
}
