import type { DeviceEntry, Register } from '../../models/register.ts'
import type { Place } from '../../models/site/device.ts'
import { type HomeAt, homesOf, roomId } from '../../models/site/homes.ts'
import type { Scenario, Track } from './scenario.ts'
import { devicesOf, track } from './scenario.ts'

/** A pan left on the stove: smoke in the kitchen after 20 s, fire in two minutes, smoke through the home, up the stair and into the homes above. */
export const kitchenFire: Scenario = {
  id: 'kitchen-fire',
  name: { zh: '厨房火灾', en: 'Kitchen fire' },
  about: {
    zh: '3-2-501 厨房起火，烟气漫到各房间，沿楼梯间上升并进入楼上住户',
    en: 'Fire in the kitchen of 3-2-501; smoke through its rooms, up the stair and into the homes above',
  },
  plot: (register, at = '3-2-501') => {
    const homes = [...homesOf(register.community)]
    const home = homes.find((each) => each.home.id === at) ?? homes.find((each) => each.level > 1)
    if (!home) return null
    const [kitchen, ...rooms] = fromTheKitchen(register, home)
    if (!kitchen) return null
    const inEntrance = (where: (place: Place) => boolean) => detectors(register, (place) => place.unit === home.unit.id && where(place)).sort(byFloor)
    const stair = inEntrance((place) => place.home === undefined && (place.floor ?? 0) >= home.level)
    const above = inEntrance((place) => place.home !== undefined && (place.floor ?? 0) > home.level)
    const meter = devicesOf(register, 'metering.electricity', (device) => device.device.place.home === home.home.id)[0]
    return {
      seconds: 600,
      silent: [],
      tracks: [
        ...burning(kitchen),
        ...rooms.flatMap((room, index) => filling(room, 40 + 25 * index)),
        ...stair.flatMap((landing, index) => rising(landing, 90 + 20 * index)),
        ...above.flatMap((room, index) => seeping(room, 150 + 15 * index)),
        ...track(meter, 'power', 10, [
          [0, 2.1],
          [150, 2.4],
          [155, 0],
          [600, 0],
        ]),
      ],
    }
  },
}

const detectors = (register: Register, where: (place: Place) => boolean) => [...devicesOf(register, 'smoke.detector', (device) => where(device.device.place))]

const byFloor = (a: DeviceEntry, b: DeviceEntry): number => (a.device.place.floor ?? 0) - (b.device.place.floor ?? 0)

/** The detectors of a home: that of the kitchen, then the others by how near they hang. */
function fromTheKitchen(register: Register, { home, plan }: HomeAt): DeviceEntry[] {
  const found = detectors(register, (place) => place.home === home.id)
  const kitchenId = plan.rooms.filter(({ kind }) => kind === 'kitchen').map((room) => roomId(home, room))[0]
  const kitchen = found.find(({ device }) => device.place.room === kitchenId) ?? found[0]
  if (!kitchen) return []
  const [x, y] = kitchen.device.position
  const away = ({ device }: DeviceEntry): number => Math.hypot(device.position[0] - x, device.position[1] - y)
  return [kitchen, ...found.filter((device) => device !== kitchen).sort((a, b) => away(a) - away(b))]
}

/** Where it burns. As in the house fires of NIST TN 1455: 0.1 dB/m to several dB/m within a minute, 100 °C under the ceiling after two. */
const burning = (device: DeviceEntry): readonly Track[] => [
  ...track(device, 'obscuration', 3, [
    [0, 0.01],
    [20, 0.04],
    [45, 0.18],
    [100, 1.9],
    [240, 7.5],
    [540, 6.2],
    [600, 3.1],
  ]),
  ...track(device, 'temperature', 3, [
    [0, 24],
    [45, 31],
    [100, 58],
    [180, 96],
    [300, 118],
    [600, 82],
  ]),
]

/** Another room of the home, its door open: the layer of smoke comes under the lintel, the heat stays behind. */
const filling = (device: DeviceEntry, from: number): readonly Track[] => [
  ...track(device, 'obscuration', 3, [
    [from, 0.01],
    [from + 30, 0.16],
    [from + 90, 1.1],
    [from + 200, 3.6],
    [600, 2.4],
  ]),
  ...track(device, 'temperature', 5, [
    [from, 23],
    [from + 90, 32],
    [from + 240, 51],
    [600, 44],
  ]),
]

const rising = (device: DeviceEntry, from: number): readonly Track[] => [
  ...track(device, 'obscuration', 5, [
    [from, 0.01],
    [from + 40, 0.12],
    [from + 100, 0.34],
    [600, 0.9],
  ]),
  ...track(device, 'temperature', 10, [
    [from, 18],
    [300, 27],
    [600, 33],
  ]),
]

/** Homes above: through window and door gaps. */
const seeping = (device: DeviceEntry, from: number): readonly Track[] =>
  track(device, 'obscuration', 5, [
    [from, 0.01],
    [from + 80, 0.1],
    [from + 170, 0.22],
    [600, 0.3],
  ])
