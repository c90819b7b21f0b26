import { RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PointEntry } from '../../../models/register.ts'
import { latestOf, pointDigits } from '../../state/latest.ts'
import { useAlarmsOf } from '../../state/queries.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { OverviewBrush } from '../../ui/charts/overview-brush.tsx'
import type { Span } from '../../ui/charts/spans.ts'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { alarmsStood } from './alarms-stood.ts'
import { HistoryTools } from './history-tools.tsx'
import { SeriesPlot } from './series-plot.tsx'
import { toChartPoints } from './series-points.ts'
import { SpanForm } from './span-form.tsx'
import { deviceStrings as strings } from './strings.ts'
import { usePointHistory, windowOf } from './use-point-history.ts'

const hour = 3_600_000
const presets = [
  { value: 1, name: strings.hour },
  { value: 24, name: strings.day },
  { value: 168, name: strings.week },
  { value: 720, name: strings.month },
  { value: 0, name: strings.custom },
]

/** The past of one point, ending at the cursor or now: presets, any span, zoom by drag or by the overview, the usual band, limits and alarms. */
export function HistoryChart({ entry }: { readonly entry: PointEntry }) {
  useEverySecond()
  const { community, now, buffer } = useTwin()
  const cursor = useView((view) => view.cursor)
  const [hours, setHours] = useState(24)
  const [custom, setCustom] = useState<Span | null>(null)
  const [zoom, setZoom] = useState<Span | null>(null)
  const [comparing, setComparing] = useState(false)
  const section = useRef<HTMLElement>(null)
  const language = useLanguage()
  const text = useText()
  const { timeZone: zone } = community
  const roundMs = hours === 1 ? 30_000 : hours <= 24 ? 300_000 : hour
  const end = Math.ceil((cursor ?? now()) / roundMs) * roundMs
  const isCustom = hours === 0
  const whole: Span = (isCustom && custom) || [end - (hours || 24) * hour, end]
  const isLive = cursor === null && !isCustom
  const { series, domain, window, stored, rows, overviewRows, comparedRows } = usePointHistory({ entry, whole, zoom, comparing, isLive })
  const alarms = useAlarmsOf(community.id, entry.device.id)
  const stood = alarmsStood(alarms.data?.items ?? [], entry, cursor ?? now(), zone, language)
  const isNumber = entry.point.kind === 'number'
  const choose = (value: number): void => {
    setHours(value)
    setZoom(null)
    if (value === 0) setCustom(whole)
  }
  return (
    <section
      ref={section}
      className="history"
      data-origin={latestOf(buffer, entry, now()).origin}
      data-quality="history"
      data-age="history"
      aria-label={text(strings.chartOf, { point: entry.point.name[language] })}
    >
      <header>
        <h4>
          {entry.point.name[language]} <span className="faint">{'unit' in entry.point ? entry.point.unit : ''}</span>
        </h4>
        <Segments label={text(strings.history)} value={hours} onChange={choose} options={presets.map(({ value, name }) => ({ value, name: text(name) }))} />
      </header>
      {isCustom && <SpanForm span={whole} zone={zone} onSpan={setCustom} />}
      {series.isPending && <LoadingFace />}
      {series.isError && <ErrorFace error={series.error} retry={() => void series.refetch()} />}
      {series.isSuccess && rows.length === 0 && <EmptyFace title={text(strings.noHistory)} />}
      {series.isSuccess && rows.length > 0 && (
        <SeriesPlot
          entry={entry}
          rows={rows}
          comparedRows={comparedRows}
          domain={domain}
          windowMs={window?.ms}
          zone={zone}
          digits={Math.min(3, pointDigits(entry))}
          stood={stood}
          onZoom={(from, to) => setZoom([from, to])}
        />
      )}
      {isNumber && overviewRows.length > 0 && (
        <OverviewBrush
          label={text(strings.overview)}
          points={toChartPoints(overviewRows)}
          whole={whole}
          shown={domain}
          zone={zone}
          longestMs={Math.max(2.5 * entry.point.everySeconds * 1000, 1.5 * (windowOf(entry, whole[1] - whole[0])?.ms ?? 0))}
          onShow={setZoom}
        />
      )}
      {zoom && (
        <button type="button" className="button small quiet history-whole" onClick={() => setZoom(null)}>
          <RotateCcw size={14} />
          {text(strings.whole)}
        </button>
      )}
      {series.isSuccess && rows.length > 0 && (
        <>
          <p className="history-legend faint">
            {entry.point.kind === 'number' && entry.point.usual.shape !== 'driven' && <span>{text(strings.usual)}</span>}
            <span>{text(strings.gap)}</span>
            {comparing && <span>{text(strings.before)}</span>}
            {stood.some(({ from, to }) => from < domain[1] && to > domain[0]) && <span>{text(strings.stood)}</span>}
          </p>
          <HistoryTools entry={entry} rows={stored} chart={section} comparing={comparing} onCompare={isNumber ? setComparing : null} />
        </>
      )}
    </section>
  )
}
