import { createStore } from 'zustand/vanilla'
import { consumed, type Grouping, type MeterPlace } from '../../models/engines/energy/consumption.ts'
import type { Abnormal } from '../../models/engines/energy/find-abnormal.ts'
import type { DeviceEntry, Register } from '../../models/register.ts'
import { homesOf } from '../../models/site/homes.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import { latestOf } from './latest.ts'

/** How the energy layer is read: now or since midnight, whole or by floor area, each home or together, as it is or against yesterday. */
export type EnergyView = {
  readonly measure: 'power' | 'energy'
  readonly per: 'home' | 'area'
  readonly by: Grouping
  readonly against: 'nothing' | 'yesterday'
  /** The registers at midnight, by device. */
  readonly atMidnight: ReadonlyMap<string, number>
  /** Yesterday at this time: power, and what was counted since midnight; by device. */
  readonly yesterday: { readonly power: ReadonlyMap<string, number>; readonly energy: ReadonlyMap<string, number> }
  readonly abnormal: readonly Abnormal[]
}

const none: ReadonlyMap<string, number> = new Map()
export const energyView = createStore<EnergyView>()(() => ({
  measure: 'power',
  per: 'home',
  by: 'home',
  against: 'nothing',
  atMidnight: none,
  yesterday: { power: none, energy: none },
  abnormal: [],
}))

export type Meter = MeterPlace & { readonly entry: DeviceEntry }

/** All meters of electricity in homes, with what they belong to. */
export function metersOf(register: Register): Meter[] {
  const homes = new Map([...homesOf(register.community)].map((home) => [home.home.id, home]))
  return [...register.devices.values()].flatMap((entry): Meter[] => {
    if (entry.type.shows.overlay !== 'windows') return []
    const { home = null, unit = null, floor, building } = entry.device.place
    const at = home === null ? undefined : homes.get(home)
    const level = at?.level ?? floor
    return [
      {
        entry,
        device: entry.id,
        home,
        floor: level === undefined || building === undefined ? null : `${building}/${level}`,
        unit,
        building: building ?? entry.id,
        squareMeters: at?.plan.areaSquareMeters ?? null,
      },
    ]
  })
}

/** What a meter reads in a view: kW now or kWh since midnight; null where that is not known to be true. */
export function readMeter(
  { measure, atMidnight }: Pick<EnergyView, 'measure' | 'atMidnight'>,
  { entry }: Pick<Meter, 'entry'>,
  buffer: TelemetryBuffer,
  now: number,
): number | null {
  const point = entry.points.get(measure)
  if (!point) return null
  const latest = latestOf(buffer, point, now)
  if ((latest.standing !== 'good' && latest.standing !== 'uncertain') || latest.flags.includes('outOfRange')) return null
  return point.point.kind === 'counter' ? consumed(point.point, atMidnight.get(entry.id), latest.value) : latest.value
}
