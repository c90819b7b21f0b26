import { type Group, sumByGroup } from '../../../models/engines/energy/consumption.ts'
import type { Language } from '../../../models/text.ts'
import { type EnergyView, type Meter, readMeter } from '../../state/energy-view.ts'
import { goToBuilding, goToHome } from '../../state/navigate.ts'
import { floorName, type Places } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { view } from '../../state/view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { energyStrings as strings } from './strings.ts'

const shownRows = 8

type Row = { readonly id: string; readonly meter: Meter | undefined; readonly value: number }

/** Who uses most, in the way the layer is read: homes, floors, entrances or buildings; each leads there. */
export function Ranking({ meters, reading, now }: { readonly meters: readonly Meter[]; readonly reading: EnergyView; readonly now: number }) {
  const { buffer, places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const byDevice = new Map(meters.map((meter) => [meter.device, meter]))
  const isChange = reading.against === 'yesterday'
  const before = reading.yesterday[reading.measure]
  const sums = sumByGroup(meters, (number) => readMeter(reading, meters[number], buffer, now), reading.by)
  const past = new Map(sumByGroup(meters, (number) => before.get(meters[number].device) ?? null, reading.by).map((group) => [group.id, group]))
  const rows = sums
    .flatMap((group): Row[] => {
      const value = worthOf(group, past.get(group.id))
      return value === null ? [] : [{ id: group.id, meter: byDevice.get(group.meters[0]?.device ?? ''), value }]
    })
    .sort((a, b) => b.value - a.value)
    .slice(0, shownRows)
  const most = Math.max(...rows.map(({ value }) => Math.abs(value)), 1e-9)
  return (
    <>
      <h3 className="card-head">{text(isChange ? strings.rankingChange : strings.ranking)}</h3>
      <ol className="ranking">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="row rank" onClick={() => goTo(row)}>
              <span className="rank-name" data-kind="name">
                {nameOf(row, places, reading.by, language)}
              </span>
              <span className="rank-bar" aria-hidden="true">
                <span style={{ width: `${Math.max(2, (100 * Math.abs(row.value)) / most)}%` }} />
              </span>
              <span className="value number">{words(row.value)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )

  function worthOf({ total, known, squareMeters }: Group, earlier: Group | undefined): number | null {
    if (known === 0) return null
    if (isChange) return earlier && earlier.known > 0 ? total - earlier.total : null
    if (reading.per === 'home') return total
    return squareMeters > 0 ? (total / squareMeters) * (reading.measure === 'power' ? 1000 : 1) : null
  }

  function words(value: number): string {
    const unit = reading.measure === 'power' ? 'kW' : 'kWh'
    if (isChange) return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)} ${unit}`
    if (reading.per === 'home') return `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`
    return reading.measure === 'power' ? `${value.toFixed(1)} W/m²` : `${value.toFixed(3)} kWh/m²`
  }

  function goTo({ meter }: Row): void {
    if (!meter) return
    if (reading.by === 'home' && meter.home !== null) goToHome(places, meter.home)
    else if (reading.by === 'floor' && meter.floor !== null)
      view.setState({ focus: { level: 'floor', building: meter.building, floor: Number(meter.floor.split('/')[1]) } })
    else goToBuilding(meter.building)
  }
}

function nameOf({ id, meter }: Row, places: Places, by: EnergyView['by'], language: Language): string {
  const building = places.buildings.get(meter?.building ?? '')
  switch (by) {
    case 'home':
      return meter?.home ?? id
    case 'floor':
      return `${building?.name[language] ?? ''} ${floorName(Number(id.split('/')[1]), language)}`
    case 'unit':
      return building?.units.find((unit) => unit.id === id)?.name[language] ?? id
    case 'building':
      return building?.name[language] ?? id
  }
}
