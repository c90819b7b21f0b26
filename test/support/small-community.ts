import type { Building, HomePlan } from '../../models/site/building.ts'
import { Community } from '../../models/site/community.ts'
import type { Device } from '../../models/site/device.ts'
import type { Position2, Ring } from '../../models/site/geometry.ts'

const text = (name: string) => ({ zh: name, en: name })
const rectangle = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]

/** One home 7 m wide, from the stair wall outwards: a living room with a balcony to the south, a kitchen and a bedroom to the north. */
function plan(key: string, west: number, stairsWest: boolean): HomePlan {
  const at = (from: number, to: number): [number, number] => (stairsWest ? [west + from, west + to] : [west + 7 - to, west + 7 - from])
  const room = (name: string, kind: HomePlan['rooms'][number]['kind'], from: number, to: number, south: number, north: number) => {
    const [left, right] = at(from, to)
    return { key: name, kind, outline: rectangle(left, south, right, north) }
  }
  const [door] = at(1.2, 1.2)
  return {
    key,
    outline: rectangle(west, 0, west + 7, 11),
    areaSquareMeters: 77,
    rooms: [
      room('living', 'living', 0, 4, 0, 6),
      room('bedroom-1', 'bedroom', 4, 7, 0, 6),
      room('hall', 'hall', 1.3, 7, 6, 7),
      room('kitchen', 'kitchen', 1.3, 4, 7, 11),
      room('bedroom-2', 'bedroom', 4, 7, 7, 11),
      room('balcony', 'balcony', 0.3, 3.7, -1.3, 0),
    ],
    doors: [{ at: [door, 6.5], along: Math.PI / 2, widthMeters: 0.9, from: 'landing', to: 'hall' }],
  }
}

/** A slab of two storeys and one entrance at (0, `south`), homes `{id}-1-101` and so on, with a lift outside its north wall. */
export function smallBuilding(id: string, south: number): Building {
  const moved = (ring: Ring): Ring => ring.map(([east, north]): Position2 => [east, north + south])
  const plans = [plan('a', 0, false), plan('b', 7, true)].map((each) => ({
    ...each,
    outline: moved(each.outline),
    rooms: each.rooms.map((room) => ({ ...room, outline: moved(room.outline) })),
    doors: each.doors.map((door): (typeof each.doors)[number] => ({ ...door, at: [door.at[0], door.at[1] + south] })),
  }))
  return {
    id,
    name: text(`${id}号楼`),
    kind: 'walkup',
    yearBuilt: 1986,
    outline: moved(rectangle(0, 0, 14, 11)),
    holes: [],
    baseMeters: 0.45,
    storeys: 2,
    storeyHeightMeters: 2.8,
    roof: { shape: 'flat', heightMeters: 0 },
    facing: 180,
    assumed: [],
    units: [
      {
        id: `${id}-1`,
        name: text(`${id}-1`),
        entrance: { position: [7, 11 + south], facing: 0 },
        stairs: moved(rectangle(5.7, 7, 8.3, 11)),
        landing: moved(rectangle(5.7, 5.6, 8.3, 7)),
        lifts: [{ id: `${id}-1`, shaft: moved(rectangle(9, 11, 11, 13)), outdoor: true, stops: [1, 2] }],
        plans,
        floors: [1, 2].map((level) => ({
          level,
          homes: [
            { id: `${id}-1-${level}01`, plan: 'a' },
            { id: `${id}-1-${level}02`, plan: 'b' },
          ],
        })),
      },
    ],
  }
}

/** Two small houses, a road, bays, lamps and a device of many kinds: enough to see every part of the scene at work. */
export function smallCommunity(): Community {
  const buildings = [smallBuilding('1', 0), smallBuilding('2', 40)]
  const devices: Device[] = []
  for (const building of buildings)
    for (const floor of building.units[0].floors)
      for (const home of floor.homes) {
        const place = { building: building.id, unit: building.units[0].id, floor: floor.level, home: home.id }
        devices.push({ id: `electricity-${home.id}`, type: 'metering.electricity', place, position: [7, 5, 2] })
        devices.push({ id: `smoke-${home.id}-kitchen`, type: 'smoke.detector', place: { ...place, room: `${home.id}-kitchen` }, position: [7, 9, 3] })
      }
  for (const bay of ['01', '02']) devices.push({ id: `bay-${bay}`, type: 'parking.bay', place: { bay }, position: [0, 0, 0] })
  for (const lamp of ['01', '02']) devices.push({ id: `lamp-${lamp}`, type: 'lighting.lamp', place: { lamp }, position: [0, 0, 4] })
  devices.push({ id: 'camera-1', type: 'video.camera', place: {}, position: [20, 20, 4], heading: 270, tilt: -15 })
  devices.push({ id: 'lift-1-1', type: 'lift.car', place: { building: '1', unit: '1-1', lift: '1-1' }, position: [10, 12, 0] })
  return Community.parse({
    schema: 1,
    id: 'small',
    name: text('小区'),
    origin: { longitude: 116.3, latitude: 39.9 },
    sourceFrame: 'local',
    timeZone: 'Asia/Shanghai',
    attribution: '',
    boundary: rectangle(-20, -20, 40, 70),
    buildings,
    roads: [
      {
        id: 'r1',
        name: null,
        kind: 'main',
        line: [
          [-20, 25],
          [10, 25],
          [40, 28],
        ],
        widthMeters: 6,
        fireLane: true,
      },
    ],
    areas: [{ id: 'lawn-1', kind: 'lawn', outline: rectangle(16, 0, 30, 18), holes: [] }],
    bays: ['01', '02'].map((id, number) => ({ id, position: [number * 3, 31], heading: 0, lengthMeters: 5.2, widthMeters: 2.5, use: 'resident', road: 'r1' })),
    fences: [
      {
        id: 'f1',
        kind: 'fence',
        line: [
          [-20, -20],
          [40, -20],
        ],
        heightMeters: 2.2,
      },
    ],
    gates: [{ id: 'g1', name: text('西门'), position: [-20, 25], heading: 270, widthMeters: 6, passes: 'both' }],
    trees: [
      { position: [20, 5], heightMeters: 8, kind: 'sophora' },
      { position: [24, 9], heightMeters: 7, kind: 'pine' },
    ],
    lamps: ['01', '02'].map((id, number) => ({ id, position: [number * 14, 21], heightMeters: 4, kind: 'garden', circuit: 'c' })),
    hydrants: [{ id: 'h1', position: [16, 22], kind: 'outdoor' }],
    wasteStations: [],
    assemblyPoints: [{ id: 'a1', name: text('集合点'), position: [36, 27] }],
    devices,
    links: [],
    assumed: [],
    omitted: [],
  })
}
