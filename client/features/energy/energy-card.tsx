import { useMemo } from 'react'
import { useStore } from 'zustand'
import { groupings } from '../../../models/engines/energy/consumption.ts'
import type { Abnormal } from '../../../models/engines/energy/find-abnormal.ts'
import { type EnergyView, energyView, type Meter, metersOf, readMeter } from '../../state/energy-view.ts'
import { latestOf } from '../../state/latest.ts'
import { goToHome, select } from '../../state/navigate.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { Panel } from '../../ui/panel.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useText } from '../../ui/text.tsx'
import { Ranking } from './ranking.tsx'
import { energyStrings as strings } from './strings.ts'
import { useEnergyPast } from './use-energy-past.ts'
import './energy.css'

/** What the community draws and has drawn today, against yesterday; how the layer is read; what is abnormal, and who uses most. */
export function EnergyCard() {
  useEveryTwoSeconds()
  const { register, buffer, now: clock } = useTwin()
  const cursor = useView((state) => state.cursor)
  const text = useText()
  const now = cursor ?? clock()
  const meters = useMemo(() => metersOf(register), [register])
  useEnergyPast(meters, now)
  const reading = useStore(energyView)
  const power = sumOf('power')
  const energy = sumOf('energy')
  return (
    <Panel title={text(strings.title)} className="energy-card">
      <div className="panel-body" data-origin="computed">
        <p className="card-figure">
          <strong className="number">{power.known === 0 ? '–' : whole(power.total)}</strong> kW {text(strings.now)}
          <span className="second">
            <strong className="number">{energy.known === 0 ? '–' : whole(energy.total)}</strong> kWh {text(strings.today)}
          </span>
        </p>
        <p className="energy-words">{againstYesterday(energy)}</p>
        <p className="energy-words faint">
          {[
            power.squareMeters > 0
              ? text(strings.perArea, { watts: ((1000 * power.total) / power.squareMeters).toFixed(1), energy: (energy.total / power.squareMeters).toFixed(3) })
              : '',
            text(strings.known, { known: power.known, count: meters.length }),
            power.simulated > 0 ? text(strings.simulated) : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
        <Switches reading={reading} />
        <AbnormalRows abnormal={reading.abnormal} meters={meters} />
        <Ranking meters={meters} reading={reading} now={now} />
        <Supply now={now} />
      </div>
    </Panel>
  )

  function sumOf(measure: EnergyView['measure']) {
    const sum = { total: 0, known: 0, squareMeters: 0, now: 0, past: 0, simulated: 0 }
    for (const meter of meters) {
      const value = readMeter({ ...reading, measure }, meter, buffer, now)
      if (value === null) continue
      sum.total += value
      sum.known += 1
      sum.squareMeters += meter.squareMeters ?? 0
      const point = meter.entry.points.get(measure)
      if (point && latestOf(buffer, point, now).origin === 'simulated') sum.simulated += 1
      const before = reading.yesterday[measure].get(meter.device)
      if (before === undefined) continue
      sum.now += value
      sum.past += before
    }
    return sum
  }

  function againstYesterday({ now: used, past }: ReturnType<typeof sumOf>): string {
    if (past <= 0) return text(strings.noYesterday)
    const percent = (100 * (used - past)) / past
    if (Math.abs(percent) < 0.05) return text(strings.same)
    return text(percent > 0 ? strings.more : strings.less, { percent: Math.abs(percent).toFixed(1) })
  }
}

const whole = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 })

function Switches({ reading }: { readonly reading: EnergyView }) {
  const text = useText()
  return (
    <div className="switches">
      <Segments
        label={text(strings.measure)}
        options={(['power', 'energy'] as const).map((value) => ({ value, name: text(strings[value]) }))}
        value={reading.measure}
        onChange={(measure) => energyView.setState({ measure })}
      />
      <Segments
        label={text(strings.per)}
        options={[
          { value: 'home' as const, name: text(strings.total) },
          { value: 'area' as const, name: text(strings.area) },
        ]}
        value={reading.per}
        onChange={(per) => energyView.setState({ per })}
      />
      <Segments
        label={text(strings.by)}
        options={groupings.map((value) => ({ value, name: text(strings[value]) }))}
        value={reading.by}
        onChange={(by) => energyView.setState({ by })}
      />
      <Segments
        label={text(strings.against)}
        options={[
          { value: 'nothing' as const, name: text(strings.asIs) },
          { value: 'yesterday' as const, name: text(strings.yesterday) },
        ]}
        value={reading.against}
        onChange={(against) => energyView.setState({ against })}
      />
    </div>
  )
}

function AbnormalRows({ abnormal, meters }: { readonly abnormal: readonly Abnormal[]; readonly meters: readonly Meter[] }) {
  const { places } = useTwin()
  const text = useText()
  const homes = useMemo(() => new Map(meters.map(({ device, home }) => [device, home])), [meters])
  const why = (each: Abnormal): string =>
    each.kind === 'night'
      ? text(strings.night, { kilowatts: each.kilowatts.toFixed(2), usual: each.usualKilowatts.toFixed(2), nights: each.nights })
      : text(strings.overload, { kilowatts: each.kilowatts.toFixed(1), limit: each.limitKilowatts })
  const go = (device: string): void => {
    const home = homes.get(device)
    if (home) goToHome(places, home)
    select({ kind: 'device', id: device })
  }
  return (
    <>
      <h3 className="card-head">
        {text(strings.abnormal)}
        <span className="value number">{abnormal.length === 0 ? text(strings.abnormalNone) : abnormal.length}</span>
      </h3>
      <ul className="rows">
        {abnormal.slice(0, 4).map((each) => (
          <li key={`${each.kind}${each.device}`}>
            <button type="button" className="row outlier" onClick={() => go(each.device)}>
              <span className="outlier-home">{homes.get(each.device) ?? each.device}</span>
              <span className="faint">{why(each)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The transformers by their own measuring: what flows in, beside what the homes add up to. */
function Supply({ now }: { readonly now: number }) {
  const { register, buffer } = useTwin()
  const text = useText()
  const transformers = useMemo(() => [...register.devices.values()].filter(({ typeId }) => typeId === 'metering.transformer'), [register])
  if (transformers.length === 0) return null
  return (
    <>
      <h3 className="card-head">{text(strings.supply)}</h3>
      <ul className="rows">
        {transformers.map(({ id, points }) => {
          const read = (point: string): string => {
            const entry = points.get(point)
            const latest = entry && latestOf(buffer, entry, now)
            return latest?.standing === 'good' ? latest.value.toFixed(0) : '–'
          }
          return (
            <li key={id}>
              <button type="button" className="row" onClick={() => select({ kind: 'device', id })}>
                <span className="grow" data-kind="name">
                  {id}
                </span>
                <span className="value number">{read('power')} kW</span>
                <span className="value number">{text(strings.transformer, { load: read('load') })}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
