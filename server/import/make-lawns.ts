import type { Building } from '../../models/site/building.ts'
import type { Ring } from '../../models/site/geometry.ts'
import { groundBetween, type Surface } from '../../models/site/ground-between.ts'
import type { Bay, GroundArea, Road } from '../../models/site/grounds.ts'
import { anticlockwise, areaOf, lengthOf, rectangleAt, stripOf } from '../../models/site/planar.ts'
import type { Ledger } from './ledger.ts'
import { areas, type Picker } from './picker.ts'

type Standing = {
  readonly boundary: Ring
  readonly buildings: readonly Building[]
  readonly roads: readonly Road[]
  readonly bays: readonly Bay[]
  /** What the map itself says of the ground. */
  readonly areas: readonly GroundArea[]
}

/** Smaller or thinner remains are the gaps between a wall and a kerb. */
const [smallestSquareMeters, thinnestMeters] = [40, 1.2]
const why = {
  lawns: {
    zh: '住宅用地和楼院内未标注的空地按绿地推定',
    en: 'Open ground on residential land and in courtyards of which the map says nothing is taken for lawn',
  },
  tangled: { zh: '用地边界过于复杂，未推定绿地', en: 'The land’s outline is too tangled to cut; no lawn is supposed there' },
}

/** What is neither built on, driven on nor mapped as anything else, on residential land (all within the boundary where none is mapped) and in courtyards. */
export function makeLawns(pick: Picker, standing: Standing, { assumed, omitted }: { readonly assumed: Ledger; readonly omitted: Ledger }): GroundArea[] {
  const mapped: Surface[] = pick(areas(({ landuse }) => landuse === 'residential')).map(({ outline, holes }) => ({ outline, holes: [...holes] }))
  const estate = mapped.length > 0 ? mapped : [{ outline: standing.boundary, holes: [] }]
  const courtyards = standing.buildings.flatMap(({ holes }) => holes.map((outline) => ({ outline, holes: [] })))
  const taken = surfacesOf(standing)
  const lawns: Surface[] = []
  for (const [index, land] of [...estate, ...courtyards].entries()) {
    // Lands that overlap are told of once: a later one leaves out the earlier.
    const open = openGround(land, [...taken, ...estate.slice(0, Math.min(index, estate.length))])
    if (open) lawns.push(...open.filter(isBroad))
    else omitted.add('lawns', why.tangled)
  }
  assumed.add('lawns', why.lawns, lawns.length)
  return lawns.map((lawn, index) => ({ id: `lawn-${index + 1}`, kind: 'lawn', ...lawn }))
}

const surfacesOf = ({ buildings, roads, bays, areas: ground }: Standing): Surface[] => [
  ...roads.map(({ line, widthMeters }) => ({ outline: stripOf(line, widthMeters), holes: [] })),
  ...buildings.map(({ outline, holes }) => ({ outline, holes })),
  ...bays.map(({ position, heading, lengthMeters, widthMeters }) => ({
    outline: anticlockwise(rectangleAt(position, heading, lengthMeters, widthMeters)),
    holes: [],
  })),
  ...ground,
]

/** Null where it cannot be cut out: polygon-clipping loses its way where many walls almost touch, and rarely does on a coarser grid. */
function openGround(land: Surface, taken: readonly Surface[]): Surface[] | null {
  const near = taken.filter(({ outline }) => boxesMeet(land.outline, outline))
  for (const grid of [0.01, 0.05, 0.2])
    try {
      return groundBetween(
        [snapped(land, grid)],
        near.map((each) => snapped(each, grid)),
      )
    } catch (error) {
      if (!(error instanceof Error && /Unable to (complete output ring|find segment)/.test(error.message))) throw error
    }
  return null
}

const snapped = ({ outline, holes }: Surface, grid: number): Surface => {
  const snap = (ring: Ring): Ring => ring.map(([x, y]) => [Math.round(x / grid) * grid, Math.round(y / grid) * grid])
  return { outline: snap(outline), holes: holes.map(snap) }
}

function boxesMeet(a: Ring, b: Ring): boolean {
  return ([0, 1] as const).every((axis) => {
    const [first, second] = [a.map((corner) => corner[axis]), b.map((corner) => corner[axis])]
    return Math.min(...first) < Math.max(...second) && Math.min(...second) < Math.max(...first)
  })
}

function isBroad({ outline, holes }: Surface): boolean {
  const area = areaOf(outline) - holes.reduce((sum, hole) => sum + areaOf(hole), 0)
  const edge = [outline, ...holes].reduce((sum, [first, ...rest]) => sum + (first ? lengthOf([first, ...rest, first]) : 0), 0)
  return area >= smallestSquareMeters && area / edge >= thinnestMeters
}
