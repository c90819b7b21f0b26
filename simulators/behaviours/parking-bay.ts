import type { Behaviour, Change } from '../device-stream.ts'
import { stayAt, staysOf } from './parking-moves.ts'

/** Occupancy of one bay, told the moment a car comes or goes; gates tell the same car some minutes apart. */
export const parkingBay: Behaviour = (device, world) => {
  const bay = device.device.place.bay ?? device.id
  return {
    samples: {
      occupied: (time) => stayAt(bay, time, world) !== undefined,
      vehicle: (time) => stayAt(bay, time, world)?.vehicle.kind ?? 'none',
    },
    changes: (from, to) => {
      const changes: Change[] = []
      for (let day = world.calendar.dayOf(from); day <= world.calendar.dayOf(to - 1); day += 1) {
        const midnight = world.calendar.startOf(day)
        const next = world.calendar.startOf(day + 1)
        for (const stay of staysOf(bay, day, world)) {
          if (stay.from > midnight && stay.from >= from && stay.from < to)
            changes.push({ point: 'occupied', value: true, time: stay.from }, { point: 'vehicle', value: stay.vehicle.kind, time: stay.from })
          if (stay.to < next && stay.to >= from && stay.to < to)
            changes.push({ point: 'occupied', value: false, time: stay.to }, { point: 'vehicle', value: 'none', time: stay.to })
        }
      }
      return changes
    },
  }
}
