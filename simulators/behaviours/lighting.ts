import type { Behaviour, Change } from '../device-stream.ts'
import { bell, chance, hashOf } from '../random.ts'
import type { World } from '../world.ts'

/** Street lighting by the sun: full from dusk, 40 % from 23:30 to 5:00 when few are about, off at dawn. Two lamps in a hundred are broken. */
function levelAt(world: World, time: number): number {
  if (world.drivers('darkness', time) < 0.35) return 0
  const hour = world.calendar.hourOf(time)
  return hour >= 23.5 || hour < 5 ? 40 : 100
}

const isBroken = (seed: number, world: World, time: number): boolean => chance(seed, 1, Math.floor(world.calendar.dayOf(time) / 9)) < 0.02

export const lamp: Behaviour = (device, world) => {
  const seed = hashOf(device.id, world.seed)
  // A lamp's own controller is some seconds off, so a street lights up one after the other.
  const lag = Math.floor(45_000 * chance(seed, 2))
  const rated = Number(device.device.settings?.ratedWatts ?? (device.device.position[2] > 5 ? 60 : 25))
  const level = (time: number) => (isBroken(seed, world, time) ? 0 : levelAt(world, time - lag))
  const power = (time: number) => Number((level(time) === 0 ? 0.4 : rated * (0.08 + (0.92 * level(time)) / 100)).toFixed(1))
  return {
    samples: { level, power, fault: (time) => (isBroken(seed, world, time) && levelAt(world, time) > 0 ? 'lampOut' : 'none') },
    changes: (from, to) => {
      if (level(from) === level(to)) return []
      const time = crossing(level, from, to)
      return time >= to
        ? []
        : ([
            { point: 'level', value: level(time), time },
            { point: 'power', value: power(time), time },
          ] satisfies Change[])
    },
  }
}

export const lightingCircuit: Behaviour = (device, world) => {
  const seed = hashOf(device.id, world.seed)
  const lamps = 20 + Math.floor(10 * Math.abs(bell(seed, 3)))
  const on = (time: number) => levelAt(world, time) > 0
  const kilowatts = (time: number) => (lamps * 0.045 * levelAt(world, time)) / 100
  const contactor = (time: number) => (on(time) ? 'on' : 'off')
  const power = (time: number) => Number(kilowatts(time).toFixed(3))
  const current = (time: number) => Number(((kilowatts(time) * 1000) / 220 / 0.95).toFixed(2))
  return {
    samples: { contactor, power, current },
    // Contactor, current and power are told together when they change: an on circuit without current would be a fault.
    changes: (from, to) => {
      if (power(from) === power(to)) return []
      const time = crossing(power, from, to)
      return time >= to
        ? []
        : [
            { point: 'contactor', value: contactor(time), time },
            { point: 'current', value: current(time), time },
            { point: 'power', value: power(time), time },
          ]
    },
  }
}

/** The first whole second in (from, to] at which the value is no longer what it was at `from`. */
function crossing(value: (time: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (middle <= low) break
    if (value(middle) === value(from)) low = middle
    else high = middle
  }
  return high
}
