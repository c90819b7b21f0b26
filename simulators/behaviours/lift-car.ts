import { elevationOf } from '../../models/site/homes.ts'
import { hourMs } from '../calendar.ts'
import type { Behaviour, Change } from '../device-stream.ts'
import { chance, hashOf } from '../random.ts'

type Trip = { readonly start: number; readonly from: number; readonly to: number; readonly load: number }

const speedMetersPerSecond = 1
const doorMs = 3000
const stepMs = 2000

/** A lift that is called as people come and go: between the ground and a floor, busiest when the community is awake. */
export const liftCar: Behaviour = (device, world) => {
  const seed = hashOf(device.id, world.seed)
  const { community } = world.register
  const building = community.buildings.find(({ id }) => id === device.device.place.building)
  const stops = building?.units.flatMap((unit) => unit.lifts).find(({ id }) => id === device.device.place.lift)?.stops ?? [1, 2]
  const heightOf = (level: number) => (building ? elevationOf(building, level) - building.baseMeters : (level - 1) * 2.8)

  /** Trips that start in a slot of five minutes: at most two, one after the other, so that none overlaps. */
  const tripsOf = (slot: number): readonly Trip[] => {
    const slotMs = hourMs / 12
    const rate = 2.4 * world.drivers('activity', slot * slotMs)
    const count = Math.min(2, Math.floor(rate + chance(seed, slot, 1)))
    const trips: Trip[] = []
    let level = lastLevel(slot)
    for (let each = 0; each < count; each += 1) {
      const upper = stops[1 + Math.floor(chance(seed, slot, 2 + each) * (stops.length - 1))] ?? 1
      const target = level === stops[0] ? upper : (stops[0] ?? 1)
      trips.push({
        start: slot * slotMs + each * 140_000 + Math.floor(60_000 * chance(seed, slot, 4 + each)),
        from: level,
        to: target,
        load: Math.round(8 + 40 * chance(seed, slot, 6 + each)),
      })
      level = target
    }
    return trips
  }
  /** Where the slot begins: at the ground, or upstairs, as the slot before left it; decided by hash so that no slot depends on all before it. */
  const lastLevel = (slot: number): number =>
    chance(seed, slot, 9) < 0.7 ? (stops[0] ?? 1) : (stops[1 + Math.floor(chance(seed, slot, 10) * (stops.length - 1))] ?? 1)

  return {
    samples: {
      position: (time) => Number(heightOf(lastLevel(Math.floor(time / (hourMs / 12)))).toFixed(2)),
      floor: (time) => lastLevel(Math.floor(time / (hourMs / 12))),
      door: () => 'closed',
      direction: () => 'idle',
      speed: () => 0,
      load: () => 0,
      trapped: () => false,
    },
    changes: (from, to) => {
      const changes: Change[] = []
      const slotMs = hourMs / 12
      for (let slot = Math.floor(from / slotMs) - 1; slot <= Math.floor((to - 1) / slotMs); slot += 1)
        for (const trip of tripsOf(slot))
          for (const change of tell(trip, heightOf)) if (change.time >= from && change.time < to && device.points.has(change.point)) changes.push(change)
      return changes
    },
  }
}

/** What the controller reports over one trip: door, direction, position every two seconds, arrival. */
function tell(trip: Trip, heightOf: (level: number) => number): Change[] {
  const [a, b] = [heightOf(trip.from), heightOf(trip.to)]
  const moveMs = (Math.abs(b - a) / speedMetersPerSecond) * 1000 + 1000
  const departs = trip.start + doorMs
  const arrives = departs + moveMs
  const changes: Change[] = [
    { point: 'position', value: fixed(a), time: trip.start },
    { point: 'floor', value: trip.from, time: trip.start },
    { point: 'door', value: 'open', time: trip.start },
    { point: 'load', value: trip.load, time: trip.start + 1500 },
    { point: 'door', value: 'closed', time: departs },
    { point: 'direction', value: b > a ? 'up' : 'down', time: departs },
    { point: 'speed', value: speedMetersPerSecond, time: departs + 500 },
  ]
  for (let at = departs + stepMs; at < arrives; at += stepMs)
    changes.push({ point: 'position', value: fixed(a + ((b - a) * (at - departs)) / moveMs), time: at })
  changes.push(
    { point: 'position', value: fixed(b), time: arrives },
    { point: 'floor', value: trip.to, time: arrives },
    { point: 'speed', value: 0, time: arrives },
    { point: 'direction', value: 'idle', time: arrives },
    { point: 'door', value: 'open', time: arrives + 500 },
    { point: 'load', value: 0, time: arrives + doorMs },
    { point: 'door', value: 'closed', time: arrives + 2 * doorMs },
  )
  return changes.map((change) => ({ ...change, time: Math.floor(change.time) }))
}

const fixed = (value: number): number => Number(value.toFixed(2))
