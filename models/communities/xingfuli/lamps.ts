import type { Position2 } from '../../site/geometry.ts'
import type { Lamp, Road } from '../../site/grounds.ts'
import { roundPosition, stationsOf } from '../../site/planar.ts'
import { type Ground, isFree } from './ground.ts'

type Run = { readonly every: number; readonly kind: Lamp['kind']; readonly height: number; readonly circuit: string; readonly alternate: boolean }

/** Lamps beside every road and garden path; each hangs on the circuit of its part of the compound. */
export function makeLamps(ground: Ground): Lamp[] {
  const lamps: Lamp[] = []
  for (const road of ground.roads) {
    const run = runOf(road)
    if (!run) continue
    let side = 1
    for (const { position, angle } of stationsOf(road.line, run.every, run.every / 2, 4)) {
      const place = besideRoad(ground, road, position, angle, side) ?? besideRoad(ground, road, position, angle, -side)
      if (run.alternate) side = -side
      if (!place) continue
      ground.poles.push(place)
      lamps.push({ id: String(lamps.length + 1).padStart(3, '0'), position: place, heightMeters: run.height, kind: run.kind, circuit: run.circuit })
    }
  }
  return lamps
}

function runOf({ id, kind }: Road): Run | undefined {
  if (id === 'avenue') return { every: 24, kind: 'road', height: 6.2, circuit: 'avenue', alternate: true }
  if (id.startsWith('ring-') || id.startsWith('south-'))
    return { every: 27, kind: 'road', height: 6.2, circuit: id.includes('west') ? 'ring-west' : 'ring-east', alternate: false }
  if (kind === 'lane') return { every: 25, kind: 'road', height: 5, circuit: laneCircuit(id), alternate: false }
  if (id.startsWith('path-garden')) return { every: 14, kind: 'garden', height: 3.4, circuit: 'garden', alternate: true }
  if (id.startsWith('path-tower') || id.startsWith('path-bungalows')) return { every: 16, kind: 'garden', height: 3.4, circuit: 'north', alternate: false }
  return undefined
}

/** Lanes 1 to 3 hang on the southern cabinet, the others on the northern. */
const laneCircuit = (id: string): string => (Number(id.slice(-1)) <= 3 ? 'south' : 'north')

function besideRoad(ground: Ground, road: Road, [x, y]: Position2, angle: number, side: number): Position2 | undefined {
  const aside = angle + (side * Math.PI) / 2
  for (const extra of [0.6, 1]) {
    const reach = road.widthMeters / 2 + extra
    const place = roundPosition([x + Math.cos(aside) * reach, y + Math.sin(aside) * reach])
    if (isFree(ground, place, { building: 1.2, road: 0.4, path: 0.3, bay: 0.3, pole: 4 })) return place
  }
  return undefined
}
