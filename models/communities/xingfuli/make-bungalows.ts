import type { Building } from '../../site/building.ts'
import type { Placement } from '../../site/placement.ts'
import { placeHeading, placePlan, placePosition, placeRing } from '../../site/placement.ts'
import { cottageHome } from '../../site/plans/block-home.ts'
import { box } from '../../site/plans/draw.ts'
import { standAt } from './frames.ts'

const [width, depth] = [4.8, 7.2]

/** What is left of the barracks that the builders lived in; every home has a door of its own. */
const rows = [
  { id: '27', x: 73.6, y: 99, homes: 3 },
  { id: '28', x: 135.4, y: 95, homes: 4 },
  { id: '29', x: 135.4, y: 106.6, homes: 4 },
]

export const makeBungalows = (): Building[] =>
  rows.map(({ id, x, y, homes }) => {
    const stand = standAt('east', x, y)
    return {
      id,
      name: { zh: `${id}号平房`, en: `Bungalows ${id}` },
      kind: 'bungalow',
      yearBuilt: 1979,
      outline: placeRing(stand, box(0, 0, homes * width, depth)),
      holes: [],
      baseMeters: 0.3,
      storeys: 1,
      storeyHeightMeters: 3.1,
      roof: { shape: 'gabled', heightMeters: 1.7 },
      facing: placeHeading(stand, -Math.PI / 2),
      units: Array.from({ length: homes }, (_, index) => makeUnit(id, index + 1, { ...stand, corner: placePosition(stand, [index * width, 0]) })),
      assumed: [],
    }
  })

function makeUnit(building: string, number: number, stand: Placement): Building['units'][number] {
  const plan = cottageHome('a', width, depth)
  const id = `${building}-${number}`
  return {
    id,
    name: { zh: `${building}号平房${number}户`, en: `Bungalow ${building}, door ${number}` },
    entrance: { position: placePosition(stand, [width * 0.3, 0]), facing: placeHeading(stand, -Math.PI / 2) },
    stairs: null,
    landing: null,
    lifts: [],
    plans: [placePlan(stand, plan)],
    floors: [{ level: 1, homes: [{ id: `${id}-101`, plan: plan.key }] }],
  }
}
