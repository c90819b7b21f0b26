import { hourMs } from '../calendar.ts'
import type { Behaviour, Change } from '../device-stream.ts'
import { chance, hashOf } from '../random.ts'

const ways = ['face', 'face', 'face', 'card', 'code', 'remote']

/** People going in by face, card, code or called from above; the leaf is open some seconds. Which of the declared events it tells is read off the declaration. */
export const accessDoor: Behaviour = (device, world) => {
  const seed = hashOf(device.id, world.seed)
  const point = device.points.get('passage')?.point
  const codes = point?.kind === 'event' ? Object.keys(point.events) : []
  const granted = ways.map((way) => codes.find((code) => code.toLowerCase().includes(way)) ?? codes[0]).filter((code) => code !== undefined)
  const denied = codes.find((code) => /den|refus/i.test(code))
  const slotMs = hourMs / 4
  return {
    samples: { door: () => 'closed' },
    changes: (from, to) => {
      const changes: Change[] = []
      for (let slot = Math.floor(from / slotMs) - 1; slot <= Math.floor((to - 1) / slotMs); slot += 1) {
        const count = Math.floor(4.5 * world.drivers('activity', slot * slotMs) + chance(seed, slot, 1))
        for (let each = 0; each < count; each += 1) {
          const time = Math.floor(slot * slotMs + chance(seed, slot, 10 + each) * slotMs)
          const isDenied = denied !== undefined && chance(seed, slot, 200 + each) < 0.015
          const code = isDenied ? denied : granted[Math.floor(chance(seed, slot, 100 + each) * granted.length)]
          if (code === undefined) continue
          const steps: Change[] = [{ point: 'passage', value: code, time }]
          if (!isDenied)
            steps.push(
              { point: 'door', value: 'open', time: time + 800 },
              { point: 'door', value: 'closed', time: time + 5000 + Math.floor(4000 * chance(seed, slot, 300 + each)) },
            )
          for (const step of steps) if (step.time >= from && step.time < to) changes.push(step)
        }
      }
      return changes
    },
  }
}
