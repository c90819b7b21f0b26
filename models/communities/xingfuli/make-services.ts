import type { Building, BuildingKind } from '../../site/building.ts'
import type { Position2, Ring } from '../../site/geometry.ts'
import { placeHeading, placeRing } from '../../site/placement.ts'
import { box } from '../../site/plans/draw.ts'
import type { Text } from '../../text.ts'
import type { FrameName } from './frames.ts'
import { standAt } from './frames.ts'

type Service = {
  readonly id: string
  readonly name: Text
  readonly kind: BuildingKind
  readonly frame: FrameName
  readonly at: Position2
  readonly outline: Ring
  readonly storeys?: number
  readonly storeyHeight?: number
  readonly gabled?: boolean
  readonly yearBuilt?: number
  /** Quarter turns from facing south. */
  readonly faces?: number
}

const shop = (number: number, frame: FrameName, x: number, length: number, storeys: number): Service => ({
  id: `shops-${number}`,
  name: { zh: `临街商铺${number}`, en: `Shops ${number}` },
  kind: 'shops',
  frame,
  at: [x, -131.2],
  outline: box(0, 0, length, 9.6),
  storeys,
  storeyHeight: 3.6,
  yearBuilt: 1994,
})
const shed = (number: number, frame: FrameName, x: number, y: number): Service => ({
  id: `shed-${number}`,
  name: { zh: `自行车棚${number}`, en: `Bicycle shed ${number}` },
  kind: 'bicycle-shed',
  frame,
  at: [x, y],
  outline: box(0, 0, 4.2, 11),
  storeyHeight: 2.6,
  gabled: true,
})
const gatehouse = (gate: string, zh: string, frame: FrameName, x: number, y: number, faces: number): Service => ({
  id: `gatehouse-${gate}`,
  name: { zh: `${zh}值班室`, en: `Gatehouse ${gate}` },
  kind: 'gatehouse',
  frame,
  at: [x, y],
  outline: box(0, 0, 3.6, 4.4),
  storeyHeight: 3.2,
  yearBuilt: 2019,
  faces,
})

const services: readonly Service[] = [
  {
    id: 'kindergarten',
    name: { zh: '幸福里幼儿园', en: 'Xingfuli kindergarten' },
    kind: 'kindergarten',
    frame: 'east',
    at: [18, -2],
    outline: [
      [0, 0],
      [10, 0],
      [10, 5.5],
      [34, 5.5],
      [34, 1.5],
      [44, 1.5],
      [44, 15.5],
      [0, 15.5],
    ],
    storeys: 2,
    storeyHeight: 3.6,
    yearBuilt: 1990,
  },
  {
    id: 'activity',
    name: { zh: '社区活动室', en: 'Activity room' },
    kind: 'activity',
    frame: 'west',
    at: [-35, 36],
    outline: [
      [0, 0],
      [20, 0],
      [20, 7],
      [14, 7],
      [14, 12],
      [0, 12],
    ],
    storeyHeight: 4.2,
    yearBuilt: 1995,
  },
  {
    id: 'heating',
    name: { zh: '换热站', en: 'Heating station' },
    kind: 'heating',
    frame: 'east',
    at: [138, -62],
    outline: box(0, 0, 14, 10),
    storeyHeight: 5.2,
    yearBuilt: 1988,
  },
  {
    id: 'pump-house',
    name: { zh: '水泵房', en: 'Pump house' },
    kind: 'pump-house',
    frame: 'east',
    at: [143, 3],
    outline: box(0, 0, 8, 7),
    storeyHeight: 3.6,
    yearBuilt: 1989,
  },
  {
    id: 'substation-1',
    name: { zh: '1号配电室', en: 'Substation 1' },
    kind: 'substation',
    frame: 'west',
    at: [-91, 70],
    outline: box(0, 0, 9, 6.5),
    storeyHeight: 4,
    yearBuilt: 1986,
  },
  {
    id: 'substation-2',
    name: { zh: '2号配电室', en: 'Substation 2' },
    kind: 'substation',
    frame: 'east',
    at: [137, 37],
    outline: box(0, 0, 9, 6.5),
    storeyHeight: 4,
    yearBuilt: 1991,
  },
  shop(1, 'west', -158, 40, 2),
  shop(2, 'west', -112, 44, 1),
  shop(3, 'west', -62, 42, 2),
  shop(4, 'east', 28, 38, 2),
  shop(5, 'east', 71, 46, 1),
  shop(6, 'east', 122, 30, 2),
  shed(1, 'west', -78.2, -96),
  shed(2, 'west', -93, -30),
  shed(3, 'east', 74.6, -96),
  shed(4, 'east', 66, 69),
  shed(5, 'west', -107.6, 36),
  shed(6, 'west', -93.6, 102),
  gatehouse('south', '南门', 'west', 20.5, -117.6, 0),
  gatehouse('east', '东门', 'east', 165.6, 23.2, 1),
]

/** All buildings without homes. */
export const makeServices = (): Building[] =>
  services.map((service) => {
    const stand = standAt(service.frame, service.at[0], service.at[1])
    return {
      id: service.id,
      name: service.name,
      kind: service.kind,
      yearBuilt: service.yearBuilt ?? null,
      outline: placeRing(stand, service.outline),
      holes: [],
      baseMeters: 0.2,
      storeys: service.storeys ?? 1,
      storeyHeightMeters: service.storeyHeight ?? 3,
      roof: service.gabled ? { shape: 'gabled', heightMeters: 0.8 } : { shape: 'flat', heightMeters: 0.6 },
      facing: placeHeading(stand, -Math.PI / 2 + ((service.faces ?? 0) * Math.PI) / 2),
      units: [],
      assumed: [],
    }
  })
