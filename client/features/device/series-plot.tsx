import type { PointEntry } from '../../../models/register.ts'
import type { SeriesRows } from '../../state/queries.ts'
import { Bars } from '../../ui/charts/bars.tsx'
import { EventTicks } from '../../ui/charts/event-ticks.tsx'
import { LineChart, type Stood } from '../../ui/charts/line-chart.tsx'
import { StateStrip } from '../../ui/charts/state-strip.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { alarmLimits } from './alarm-limits.ts'
import { toChartPoints, toHappenings, toStretches } from './series-points.ts'
import { deviceStrings as strings } from './strings.ts'
import { usualBand } from './usual-band.ts'

type SeriesPlotProps = {
  readonly entry: PointEntry
  readonly rows: SeriesRows
  /** The span before, as it was stored. */
  readonly comparedRows: SeriesRows
  readonly domain: readonly [number, number]
  readonly windowMs: number | undefined
  readonly zone: string
  readonly digits: number
  readonly stood: readonly Stood[]
  readonly onZoom: (from: number, to: number) => void
}

/** The chart that fits the kind of point: line, bars of increase, strip of states, ticks of events. */
export function SeriesPlot({ entry, rows, comparedRows, domain, windowMs, zone, digits, stood, onZoom }: SeriesPlotProps) {
  const language = useLanguage()
  const text = useText()
  const { point } = entry
  const label = text(strings.chartOf, { point: point.name[language] })
  const longestMs = Math.max(2.5 * point.everySeconds * 1000, 1.5 * (windowMs ?? 0))
  switch (point.kind) {
    case 'number':
      return (
        <LineChart
          label={label}
          points={toChartPoints(rows)}
          compared={toChartPoints(comparedRows).map((point) => ({ ...point, time: point.time + domain[1] - domain[0] }))}
          domain={domain}
          zone={zone}
          unit={point.unit}
          digits={digits}
          longestMs={longestMs}
          band={usualBand(entry, domain, zone)}
          limits={alarmLimits(entry, language)}
          stood={stood}
          onZoom={onZoom}
        />
      )
    case 'counter':
      return (
        <Bars
          label={label}
          unit={point.unit}
          domain={domain}
          zone={zone}
          bars={toChartPoints(rows).map(({ time, value }) => ({ from: time, to: time + (windowMs ?? 0), value }))}
        />
      )
    case 'boolean':
    case 'state':
      return <StateStrip label={label} domain={domain} zone={zone} stretches={toStretches(point, rows, domain[1], longestMs, language)} />
    case 'event':
    case 'location':
      return <EventTicks label={label} domain={domain} zone={zone} events={toHappenings(point, rows, language)} />
  }
}
