import { homesOf } from '../../models/site/homes.ts'
import type { Behaviour } from '../device-stream.ts'
import type { World } from '../world.ts'
import { householdOf } from './household.ts'

/** What the substation carries: the homes' sum (every twentieth stands for twenty), lamps and shops, shared between its transformers. */
export const transformer: Behaviour = (device, world) => {
  const count = [...world.register.devices.values()].filter((other) => other.typeId === device.typeId).length
  const rated = Number(device.device.settings?.ratedKilovoltAmperes ?? 800)
  const power = (time: number) => communityKilowatts(world, time) / count
  const load = (time: number) => (power(time) / 0.93 / rated) * 100
  // Oil follows load over hours: half of now, half of two hours ago.
  const slowLoad = (time: number) => 0.5 * load(time) + 0.5 * load(time - 7_200_000)
  return {
    samples: {
      power: (time) => Number(power(time).toFixed(1)),
      load: (time) => Number(load(time).toFixed(1)),
      oilTemperature: (time) => Number((world.drivers('outdoorTemperature', time) + 14 + 0.42 * slowLoad(time)).toFixed(1)),
      voltage: (time) => Number((402 - 12 * world.drivers('activity', time)).toFixed(1)),
      current: (time) => Number((power(time) / 0.93 / (Math.sqrt(3) * 0.4)).toFixed(0)),
    },
  }
}

const oneIn = 20

function communityKilowatts(world: World, time: number): number {
  const minute = Math.floor(time / 300_000) * 300_000
  const sampled = world.share('sampled-homes', () =>
    [...homesOf(world.register.community)].filter((_, index) => index % oneIn === 0).map(({ home }) => home.id),
  )
  const known = world.share('community-power', () => new Map<number, number>())
  let sum = known.get(minute)
  if (sum === undefined) {
    sum = 40 + 90 * world.drivers('activity', minute) + 25 * world.drivers('darkness', minute)
    for (const home of sampled) sum += oneIn * householdOf(home, world).kilowatts(minute)
    if (known.size > 5000) known.clear()
    known.set(minute, sum)
  }
  return sum
}
