import type { Position2, Ring } from '../../site/geometry.ts'
import type { Road, Tree } from '../../site/grounds.ts'
import { contains, distance, roundPosition, stationsOf } from '../../site/planar.ts'
import { between, type Random } from '../../site/random.ts'
import { boundary, makeGates } from './boundary.ts'
import { type Ground, isFree } from './ground.ts'

type Kind = Tree['kind']
const heights: Readonly<Record<Kind, readonly [number, number]>> = {
  poplar: [9, 13],
  sophora: [6.5, 9.5],
  ginkgo: [6, 9],
  pine: [4.5, 7.5],
  willow: [7, 9],
  shrub: [1.1, 2],
}

/** Avenue and street trees at even steps, then the courtyards, where each planted what they liked. */
export function makeTrees(ground: Ground, random: Random): Tree[] {
  const trees: Tree[] = []
  for (const road of ground.roads) {
    const row = rowOf(road)
    if (row) plantRow(ground, trees, random, road, row)
  }
  plantCourtyards(ground, trees, random)
  return trees
}

type TreeRow = { readonly kind: Kind; readonly every: number; readonly sides: readonly number[] }

function rowOf({ id, kind }: Road): TreeRow | undefined {
  if (id === 'avenue') return { kind: 'ginkgo', every: 7.5, sides: [1, -1] }
  if (kind === 'street') return { kind: id === 'street-west' ? 'willow' : 'sophora', every: 11, sides: [1, -1] }
  if (id.startsWith('ring-west')) return { kind: 'poplar', every: 8, sides: [-1] }
  if (id.startsWith('ring-east')) return { kind: 'poplar', every: 8, sides: [1] }
  return undefined
}

function plantRow(ground: Ground, trees: Tree[], random: Random, road: Road, row: TreeRow): void {
  for (const side of row.sides)
    for (const { position, angle } of stationsOf(road.line, row.every, row.every / 2, 3)) {
      if (random() < 0.08) continue
      const aside = angle + (side * Math.PI) / 2
      const reach = road.widthMeters / 2 + 1.5
      const place = roundPosition([position[0] + Math.cos(aside) * reach, position[1] + Math.sin(aside) * reach])
      if (Math.abs(place[0]) < 215 && Math.abs(place[1]) < 185) plant(ground, trees, random, place, row.kind, 3)
    }
}

/** Gates are kept open to view: lockers, cameras and people stand there. */
const gates = makeGates().map(({ position }) => position)
const wanted = 860
const tries = 12_000

function plantCourtyards(ground: Ground, trees: Tree[], random: Random): void {
  for (let attempt = 0; attempt < tries && trees.length < wanted; attempt += 1) {
    const place = roundPosition([between(random, -169, 172), between(random, -118, 146)])
    if (!contains(plantable, place)) continue
    const kind = pick(random(), inGarden(place))
    plant(ground, trees, random, place, kind, kind === 'shrub' ? 1.8 : inGarden(place) ? 4 : 4.6)
  }
}

const plantable: Ring = boundary.map(([x, y]) => [x * 0.985, y * 0.985])
const inGarden = (place: Position2): boolean => distance(place, [-50, 10]) < 42

function pick(luck: number, garden: boolean): Kind {
  if (luck < 0.3) return 'sophora'
  if (luck < 0.46) return garden ? 'willow' : 'poplar'
  if (luck < 0.6) return 'ginkgo'
  return luck < 0.8 ? 'pine' : 'shrub'
}

function plant(ground: Ground, trees: Tree[], random: Random, place: Position2, kind: Kind, apart: number): void {
  if (gates.some((gate) => distance(gate, place) < 11)) return
  const [low, high] = heights[kind]
  const heightMeters = Math.round(between(random, low, high) * 10) / 10
  const building = kind === 'shrub' ? 1.6 : kind === 'poplar' ? 4.2 : 3.2
  const road = kind === 'shrub' ? 0.5 : 0.9
  if (!isFree(ground, place, { building, road, path: 0.7, bay: 0.7, pole: apart })) return
  ground.poles.push(place)
  trees.push({ position: place, heightMeters, kind })
}
