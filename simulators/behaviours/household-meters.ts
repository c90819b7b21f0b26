import type { Behaviour } from '../device-stream.ts'
import { bell, hashOf, wander } from '../random.ts'
import { householdOf } from './household.ts'

/** Energy, power and voltage of a home's meter (DL/T 645): energy is the integral of power; voltage sags as the community draws more. */
export const electricityMeter: Behaviour = (device, world) => {
  const home = householdOf(device.device.place.home ?? device.id, world)
  const seed = hashOf(device.id, world.seed)
  const start = Math.floor(8000 + 9000 * Math.abs(bell(seed, 1)))
  return {
    samples: {
      energy: (time) => fixed(start + home.kilowattHours(time), 2),
      power: (time) => fixed(home.kilowatts(time) * (1 + 0.03 * wander(seed, time, 120_000)), 3),
      voltage: (time) => fixed(231 - 7 * world.drivers('activity', time) + 1.2 * wander(seed, time, 900_000), 1),
      relay: () => 'closed',
    },
  }
}

/** Volume and flow of a home's water meter (CJ/T 188). A step in the flow as large as declared is told at once, both ways: a bath is seen to begin and to end. */
export const waterMeter: Behaviour = (device, world) => {
  const home = householdOf(device.device.place.home ?? device.id, world)
  const start = Math.floor(300 + 500 * Math.abs(bell(hashOf(device.id, world.seed), 2)))
  const point = device.points.get('flow')?.point
  const step = point?.kind === 'number' ? (point.onChange ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  const flow = (time: number) => fixed(home.litresPerHour(time), 0)
  return {
    samples: { volume: (time) => fixed(start + home.cubicMetres(time), 3), flow },
    changes: (from, to) =>
      home
        .tapsTurned(from, to)
        .filter((time) => Math.abs(flow(time) - flow(time - 1)) >= step)
        .map((time) => ({ point: 'flow', value: flow(time), time })),
  }
}

const fixed = (value: number, digits: number): number => Number(value.toFixed(digits))
