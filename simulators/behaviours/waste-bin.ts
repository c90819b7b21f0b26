import { hourMs } from '../calendar.ts'
import type { Behaviour } from '../device-stream.ts'
import { chance, hashOf } from '../random.ts'

const rounds = [6.2, 13.5, 19.8]

/** A bin fills with what people bring and is emptied by the rounds of the day; a busy one comes near full before the evening round. */
export const wasteBin: Behaviour = (device, world) => {
  const seed = hashOf(device.id, world.seed)
  const perHour = 4 + 9 * chance(seed, 1)
  const fill = (time: number): number => {
    const hour = world.calendar.hourOf(time)
    const emptied = rounds.findLast((round) => round + 0.6 * chance(seed, 2) <= hour)
    const since = emptied === undefined ? hour + 24 - (rounds.at(-1) ?? 0) : hour - emptied
    let sum = 2
    for (let each = 0; each < Math.min(12, since); each += 1) {
      const part = Math.min(1, since - each)
      sum += part * perHour * world.drivers('activity', time - (each + 0.5) * hourMs)
    }
    return Math.min(100, Math.round(sum))
  }
  return { samples: { fill } }
}
