import type { Position2, Ring } from '../../models/site/geometry.ts'
import type { Fence, Gate, Road } from '../../models/site/grounds.ts'
import { centroidOf, distanceToLine, distanceToSegment, headingOf, roundPosition, segmentsOf, stepOf } from '../../models/site/planar.ts'
import type { Ledger } from './ledger.ts'
import { areas, lines, type Picker, points } from './picker.ts'

const kinds: Readonly<Record<string, Fence['kind']>> = {
  fence: 'fence',
  guard_rail: 'fence',
  wall: 'wall',
  city_wall: 'wall',
  retaining_wall: 'wall',
  hedge: 'hedge',
}
const whyHeight = { zh: '未标高度，围栏按 2 m 计', en: 'No height given; fences are taken as 2 m high' }

export function makeFences(pick: Picker, assumed: Ledger): Fence[] {
  const isFence = ({ barrier }: { readonly barrier?: string }): boolean => kinds[barrier ?? ''] !== undefined
  const drawn = [...pick(lines(isFence)), ...pick(areas(isFence)).map(({ tags, outline }) => ({ tags, line: [...outline, ...outline.slice(0, 1)] }))]
  return drawn.map(({ tags, line }, index) => {
    const given = Number.parseFloat(tags.height ?? '')
    const heightMeters = given > 0.2 && given < 12 ? given : 2
    if (heightMeters !== given) assumed.add('fenceHeights', whyHeight)
    return { id: `fence-${index + 1}`, kind: kinds[tags.barrier ?? ''] ?? 'fence', line: line.map(roundPosition), heightMeters }
  })
}

const forVehicles = new Set(['lift_gate', 'swing_gate', 'sliding_gate', 'toll_booth'])
const forPeople = new Set(['wicket_gate', 'turnstile', 'kissing_gate', 'full-height_turnstile', 'stile'])
const whyPasses = { zh: '大门按所在道路判断通行对象', en: 'Whom a gate lets pass is judged by the road it stands on' }

export function makeGates(pick: Picker, roads: readonly Road[], boundary: Ring, assumed: Ledger): Gate[] {
  const middle = centroidOf(boundary)
  const isGate = ({ barrier = '' }: { readonly barrier?: string }): boolean => barrier === 'gate' || forVehicles.has(barrier) || forPeople.has(barrier)
  return pick(points(isGate)).map(({ tags, at }, index) => {
    const barrier = tags.barrier ?? ''
    const road = roads.find(({ kind, line }) => kind !== 'path' && distanceToLine(line, at) < 1.5)
    if (barrier === 'gate') assumed.add('gates', whyPasses)
    const number = String(index + 1)
    return {
      id: number,
      name: { zh: (tags.name ?? `${number}号门`).slice(0, 80), en: (tags['name:en'] ?? `Gate ${number}`).slice(0, 80) },
      position: roundPosition(at),
      heading: outward(at, middle, road),
      widthMeters: road ? Math.max(3, road.widthMeters) : 1.8,
      passes: forVehicles.has(barrier) ? 'vehicles' : forPeople.has(barrier) || !road ? 'people' : 'both',
    }
  })
}

/** Along the road through the gate, away from the middle of the compound. */
function outward(at: Position2, middle: Position2, road: Road | undefined): number {
  const away = headingOf(middle, at)
  const nearest = road && [...segmentsOf(road.line)].sort(([a, b], [c, d]) => distanceToSegment(at, a, b) - distanceToSegment(at, c, d))[0]
  if (!nearest) return away
  const along = headingOf(nearest[0], nearest[1])
  const [ax, ay] = stepOf(along)
  const [ox, oy] = stepOf(away)
  return ax * ox + ay * oy >= 0 ? along : (along + 180) % 360
}
