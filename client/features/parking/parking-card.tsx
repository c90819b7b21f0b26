import { useMemo } from 'react'
import { type Forecast, type Fullness, forecastFullness } from '../../../models/engines/parking/forecast-fullness.ts'
import { subsystems } from '../../../models/subsystems/index.ts'
import { midnightBefore } from '../../state/local-day.ts'
import { summarise } from '../../state/summarise.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTotals } from '../../state/totals-queries.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock } from '../../ui/time.ts'
import { ChargerRows } from './charger-rows.tsx'
import { FullnessChart } from './fullness-chart.tsx'
import { GateRows } from './gate-rows.tsx'
import { LaneRows } from './lane-rows.tsx'
import { parkingStrings as strings } from './strings.ts'
import { type Usual, useUsualDay } from './use-usual-day.ts'
import './parking.css'

const stepMs = 300_000
/** Two bays are always in between: somebody is just leaving or coming. */
const spareBays = 2

/** How full the car park is, when it will be full and why that is said, its day, gates, chargers and fire lanes. */
export function ParkingCard() {
  useEveryTwoSeconds()
  const { register, buffer, community, now: clock } = useTwin()
  const cursor = useView((state) => state.cursor)
  const text = useText()
  const now = cursor ?? clock()
  const zone = community.timeZone
  const midnight = midnightBefore(now, zone)
  const ofType = useMemo(() => (type: string) => [...register.devices.values()].filter(({ typeId }) => typeId === `parking.${type}`), [register])
  const subsystem = subsystems.find(({ id }) => id === 'parking')
  const { figure, of, devices } = subsystem ? summarise(register, buffer, subsystem, now) : { figure: null, of: 0, devices: 0 }
  const usual = useUsualDay(community.id, zone, midnight, devices)
  const until = Math.ceil(now / stepMs) * stepMs
  const today = useTotals({ community: community.id, type: 'parking.bay', point: 'occupied', from: midnight, to: until, every: '15m' })
  const taken = of - (figure ?? 0)
  const measured: Fullness[] = [
    ...(today.data?.points ?? [])
      .filter(([time, , known]) => time >= midnight && time < now && known > 0)
      .map(([time, sum, known]) => ({ time, taken: sum, known })),
    ...(figure === null ? [] : [{ time: now, taken, known: of }]),
  ]
  const isSimulated = (today.data?.points ?? []).some(([, , , made]) => made > 0)
  const forecast = forecastFullness({ time: now, taken }, midnight, usual.day, devices, devices - spareBays)
  return (
    <Panel title={text(strings.title)} className="parking-card">
      <div className="panel-body" data-origin="computed">
        <p className="card-figure">
          <strong className="number">{figure === null ? '–' : figure}</strong> {text(strings.free)}{' '}
          <span className="faint number">{text(strings.ofBays, { count: devices })}</span>
        </p>
        <ForecastWords forecast={figure === null ? { kind: 'unknown' } : forecast} usual={usual} taken={taken} zone={zone} />
        {of < devices && <p className="card-note hatched">{text(strings.silent, { count: devices - of })}</p>}
        <div className="card-chart">
          <p className="card-keys">
            <span className="key solid">{text(isSimulated ? strings.simulated : strings.measured)}</span>
            <span className="key dashed">{usual.day.days > 0 ? text(strings.usual, { usual: usualWords(usual, text) }) : text(strings.noUsual)}</span>
          </p>
          <FullnessChart label={text(strings.chart)} measured={measured} usual={usual.day} midnight={midnight} now={now} bays={devices} zone={zone} />
        </div>
        <h3 className="card-head">{text(strings.gates)}</h3>
        <GateRows gates={ofType('gate')} midnight={midnight} until={until} now={now} />
        <LaneRows lanes={ofType('lane')} now={now} />
        <ChargerRows chargers={ofType('charger')} now={now} />
      </div>
    </Panel>
  )
}

const usualWords = ({ day, of, weekday }: Usual, text: ReturnType<typeof useText>): string => text(of, { days: day.days, weekday: text(weekday) })

function ForecastWords({
  forecast,
  usual,
  taken,
  zone,
}: {
  readonly forecast: Forecast
  readonly usual: Usual
  readonly taken: number
  readonly zone: string
}) {
  const text = useText()
  const language = useLanguage()
  const clockOf = (ms: number): string => formatClock(Math.round(ms / stepMs) * stepMs, zone).slice(0, 5)
  const words = ((): string => {
    switch (forecast.kind) {
      case 'unknown':
        return usual.isReading ? '' : text(strings.noForecast)
      case 'full':
        return text(strings.full)
      case 'fills':
        return text(strings.fills, { time: clockOf(forecast.at) })
      case 'stays':
        return text(strings.stays, { time: clockOf(forecast.at), left: forecast.left })
    }
  })()
  return (
    <div className="forecast" lang={language}>
      <p>{words}</p>
      {(forecast.kind === 'fills' || forecast.kind === 'stays') && <p className="faint">{text(strings.basis, { taken, usual: usualWords(usual, text) })}</p>}
    </div>
  )
}
