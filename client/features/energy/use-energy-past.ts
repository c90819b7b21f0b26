import { useEffect, useMemo } from 'react'
import { consumed } from '../../../models/engines/energy/consumption.ts'
import { type Abnormal, overloads, unusualNights } from '../../../models/engines/energy/find-abnormal.ts'
import { energyView, type Meter, readMeter } from '../../state/energy-view.ts'
import { dayMs, midnightBefore } from '../../state/local-day.ts'
import { type Moments, useMoments } from '../../state/totals-queries.ts'
import { useTwin } from '../../state/twin.ts'

const hour = 3_600_000
const stepMs = 900_000
/** The small hours: nobody cooks, nobody charges by habit. */
const night = { from: 2, to: 5 }
const nightsBack = 3
const type = 'metering.electricity'

/** Reads what the layer compares with: the registers at midnight, yesterday at this time, the nights before; and finds what is abnormal. Kept in the energy view, from which panel and scene read it. */
export function useEnergyPast(meters: readonly Meter[], now: number): void {
  const { community, buffer } = useTwin()
  const zone = community.timeZone
  const midnight = midnightBefore(now, zone)
  const lastNight = now >= midnight + night.to * hour ? midnight : midnightBefore(midnight - 1, zone)
  const nights = Array.from({ length: nightsBack + 1 }, (_, back) => midnightBefore(lastNight - back * dayMs + dayMs / 2, zone))
  const yesterday = midnightBefore(midnight - 1, zone)
  const then = Math.floor((now - dayMs) / stepMs) * stepMs
  const fixed = useMoments(community.id, type, 'energy', [
    midnight,
    yesterday,
    ...nights.flatMap((start) => [start + night.from * hour, start + night.to * hour]),
  ])
  const moving = useMoments(community.id, type, 'energy', [then])
  const power = useMoments(community.id, type, 'power', [then])
  const unusual = useMemo(() => nightsOf(meters, fixed.data), [meters, fixed.data])

  useEffect(() => {
    const [atMidnight, atYesterday] = [valuesAt(fixed.data, 0), valuesAt(fixed.data, 1)]
    const atThen = valuesAt(moving.data, 0)
    const energy = new Map<string, number>()
    for (const { entry, device } of meters) {
      const point = entry.points.get('energy')?.point
      const used = point?.kind === 'counter' ? consumed(point, atYesterday.get(device), atThen.get(device)) : null
      if (used !== null) energy.set(device, used)
    }
    energyView.setState({ atMidnight, yesterday: { power: valuesAt(power.data, 0), energy } })
  }, [meters, fixed.data, moving.data, power.data])

  const abnormal: readonly Abnormal[] = [
    ...overloads(
      meters.map((meter) => ({
        device: meter.device,
        kilowatts: readMeter({ ...energyView.getState(), measure: 'power' }, meter, buffer, now),
        limitKilowatts: limitOf(meter),
      })),
    ),
    ...unusual,
  ]
  const key = abnormal.map((each) => `${each.kind} ${each.device} ${each.kilowatts.toFixed(1)}`).join('|')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells the findings apart
  useEffect(() => energyView.setState({ abnormal }), [key])
}

const valuesAt = (data: Moments | undefined, moment: number): ReadonlyMap<string, number> =>
  new Map(
    (data?.devices ?? []).flatMap((device, number): [string, number][] => {
      const value = data?.moments[moment]?.values[number]
      return value === null || value === undefined ? [] : [[device, value]]
    }),
  )

function nightsOf(meters: readonly Meter[], data: Moments | undefined): Abnormal[] {
  if (!data) return []
  const starts = Array.from({ length: nightsBack + 1 }, (_, back) => [valuesAt(data, 2 + back * 2), valuesAt(data, 3 + back * 2)] as const)
  return unusualNights(
    meters.map(({ device, entry }) => {
      const point = entry.points.get('energy')?.point
      return {
        device,
        kilowatts: starts.map(([from, to]) => {
          const used = point?.kind === 'counter' ? consumed(point, from.get(device), to.get(device)) : null
          return used === null ? null : used / (night.to - night.from)
        }),
      }
    }),
  )
}

/** What the line carries: set by who installed the meter, else the limit of the declared alarm on its power. */
function limitOf({ entry }: Meter): number | null {
  const rated = entry.device.settings?.ratedKilowatts
  if (typeof rated === 'number') return rated
  for (const { when } of Object.values(entry.type.alarms)) if (when.test === 'above' && when.point === 'power') return when.limit
  return null
}
