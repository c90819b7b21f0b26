import type { RoomKind, RoomPlan } from '../building.ts'
import type { Device, Place } from '../device.ts'
import type { Position2 } from '../geometry.ts'
import type { HomeAt } from '../homes.ts'
import { roomId } from '../homes.ts'
import { centroidOf, insidePoint } from '../planar.ts'
import { at, ceilingOf, drawLots, type Laid, type Survey } from './rule.ts'

/** Meter heights: DL/T 448 asks 0.8 to 1.8 m for the electricity meter. */
const [electricityHeight, waterHeight, callHeight, radarHeight, wristHeight] = [1.5, 0.6, 1, 2.2, 0.9]

/** Of the homes of older people about two in five have one person alone. */
const aloneShare = 0.41
/** Rooms where people sleep or leave a heater on; the kitchen has its detector in every home. */
const watchedRooms: ReadonlySet<RoomKind> = new Set(['living', 'bedroom', 'study'])

/**
 * A detector in each kitchen, two meters a home; where older people live a call button, for some a health band, and for those
 * who live alone a fall radar and a detector in each room they sleep or sit in, as care programmes install them.
 */
export function homeDevices({ homes, older }: Survey): Laid {
  const devices: Device[] = []
  const aids: Aids = { alone: drawLots([...older], aloneShare, 'radar-1'), bands: drawLots([...older], 0.5, 'band-1') }
  for (const home of homes) {
    devices.push(...everyHome(home))
    if (older.has(home.home.id)) devices.push(...olderHome(home, aids))
  }
  return {
    devices,
    assumed: [
      {
        what: 'olderHomes',
        count: older.size,
        why: {
          zh: '老人住户按人口比例抽签确定，请以入户登记为准',
          en: 'Homes of older people are drawn by lot from the census share; replace by the household register',
        },
      },
      {
        what: 'olderAlone',
        count: aids.alone.size,
        why: {
          zh: '独居老人按抽签确定，卧室和起居室加装烟感并设跌倒雷达，请以入户登记为准',
          en: 'Which older people live alone is drawn by lot; their bedrooms and living rooms get detectors too, and a fall radar; replace by the household register',
        },
      },
    ],
  }
}

function everyHome(home: HomeAt): Device[] {
  const {
    home: { id },
    elevationMeters,
  } = home
  const kitchen = roomOf(home, 'kitchen') ?? home.plan.rooms[0]
  const devices: Device[] = []
  if (kitchen) {
    devices.push(detectorIn(home, kitchen, `smoke-${id}-kitchen`))
    devices.push({
      id: `water-${id}`,
      type: 'metering.water',
      place: inRoom(home, kitchen),
      position: at(nearCorner(kitchen, insidePoint(kitchen.outline)), elevationMeters + waterHeight),
    })
  }
  devices.push({
    id: `electricity-${id}`,
    type: 'metering.electricity',
    place: inHome(home),
    position: at(besideEntry(home), elevationMeters + electricityHeight),
  })
  return devices
}

/** One in the middle of the ceiling: no room of a home reaches the 80 m² of one detector (GB 50116-2013 6.2.2). */
const detectorIn = (home: HomeAt, room: RoomPlan, id: string): Device => ({
  id,
  type: 'smoke.detector',
  place: inRoom(home, room),
  position: at(insidePoint(room.outline), ceilingOf(home.building, home.elevationMeters)),
})

type Aids = { readonly alone: ReadonlySet<string>; readonly bands: ReadonlySet<string> }

function olderHome(home: HomeAt, { alone, bands }: Aids): Device[] {
  const {
    home: { id },
    elevationMeters,
  } = home
  const devices: Device[] = []
  const bedroom = roomOf(home, 'bedroom') ?? roomOf(home, 'living')
  const bath = roomOf(home, 'bath')
  const living = roomOf(home, 'living') ?? bedroom
  if (bedroom)
    devices.push({
      id: `call-${id}`,
      type: 'call.button',
      place: inRoom(home, bedroom),
      position: at(nearCorner(bedroom, insidePoint(bedroom.outline)), elevationMeters + callHeight),
    })
  if (alone.has(id))
    for (const room of home.plan.rooms) if (watchedRooms.has(room.kind)) devices.push(detectorIn(home, room, `smoke-${roomId(home.home, room)}`))
  if (bath && alone.has(id))
    devices.push({
      id: `fall-${id}`,
      type: 'fall.radar',
      place: inRoom(home, bath),
      position: at(nearCorner(bath, insidePoint(bath.outline)), elevationMeters + radarHeight),
    })
  if (living && bands.has(id))
    devices.push({ id: `band-${id}`, type: 'health.band', place: inHome(home), position: at(insidePoint(living.outline), elevationMeters + wristHeight) })
  return devices
}

const roomOf = ({ plan }: HomeAt, kind: RoomKind): RoomPlan | undefined => plan.rooms.find((room) => room.kind === kind)

const inHome = ({ home, building, unit, level }: HomeAt): Place => ({ building: building.id, unit: unit.id, floor: level, home: home.id })
const inRoom = (home: HomeAt, room: RoomPlan): Place => ({ ...inHome(home), room: roomId(home.home, room) })

/** Out of the middle of a room towards its first corner, still well inside. */
function nearCorner(room: RoomPlan, [x, y]: Position2): Position2 {
  const corner = room.outline[0] ?? [x, y]
  return [x + (corner[0] - x) * 0.55, y + (corner[1] - y) * 0.55]
}

/** The electricity meter hangs on the landing beside the home's door, a hand's breadth off the wall. */
function besideEntry({ plan, unit }: HomeAt): Position2 {
  const entry = plan.doors.find(({ from }) => from === 'landing')
  if (!entry) return insidePoint(plan.outline)
  const along: Position2 = [Math.cos(entry.along), Math.sin(entry.along)]
  const [x, y] = [entry.at[0] + along[0] * 0.6, entry.at[1] + along[1] * 0.6]
  const towards = unit.landing ? centroidOf(unit.landing) : centroidOf(plan.outline)
  const across: Position2 = [-along[1], along[0]]
  const side = Math.sign((towards[0] - x) * across[0] + (towards[1] - y) * across[1]) || 1
  return [x + across[0] * 0.12 * side, y + across[1] * 0.12 * side]
}
