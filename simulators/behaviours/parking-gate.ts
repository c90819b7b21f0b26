import type { DeviceEntry } from '../../models/register.ts'
import type { Behaviour, Change } from '../device-stream.ts'
import { chance, hashOf } from '../random.ts'
import type { World } from '../world.ts'
import { staysOf } from './parking-moves.ts'

type Passage = { readonly time: number; readonly code: 'in' | 'out'; readonly plate: string }

const driveMs = 100_000

/** Every car that takes or leaves a bay has passed a gate about two minutes before or after; each bay keeps to one of the gates. */
export const parkingGate: Behaviour = (device, world) => ({
  samples: { barrier: () => 'closed' },
  changes: (from, to) => {
    const changes: Change[] = []
    for (let day = world.calendar.dayOf(from) - 1; day <= world.calendar.dayOf(to - 1) + 1; day += 1)
      for (const { time, code, plate } of passagesOf(device, day, world)) {
        if (time >= from && time < to) changes.push({ point: 'passage', value: { code, detail: plate }, time }, { point: 'barrier', value: 'open', time })
        const closes = time + 9000
        if (closes >= from && closes < to) changes.push({ point: 'barrier', value: 'closed', time: closes })
      }
    return changes
  },
})

function passagesOf(gate: DeviceEntry, day: number, world: World): readonly Passage[] {
  const known = world.share(`passages:${gate.id}`, () => new Map<number, readonly Passage[]>())
  const found = known.get(day)
  if (found) return found
  const gates = [...world.register.devices.values()].filter((other) => other.typeId === gate.typeId).map(({ id }) => id)
  const own = gates.indexOf(gate.id)
  const midnight = world.calendar.startOf(day)
  const next = world.calendar.startOf(day + 1)
  const passages: Passage[] = []
  for (const bay of world.register.community.bays) {
    const seed = hashOf(bay.id, world.seed)
    if (Math.floor(chance(seed, 30) * gates.length) !== own) continue
    for (const stay of staysOf(bay.id, day, world)) {
      const spread = Math.floor(60_000 * chance(seed, day, 31))
      if (stay.from > midnight) passages.push({ time: stay.from - driveMs - spread, code: 'in', plate: stay.vehicle.plate })
      if (stay.to < next) passages.push({ time: stay.to + driveMs - spread, code: 'out', plate: stay.vehicle.plate })
    }
  }
  if (known.size > 4) known.clear()
  known.set(day, passages)
  return passages
}
