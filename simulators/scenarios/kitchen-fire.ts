import { homesOf } from '../../models/site/homes.ts'
import type { Scenario } from './scenario.ts'
import { devicesOf, track } from './scenario.ts'

/** A pan left on the stove: smoke in the kitchen after 20 s, fire in two minutes, smoke in the stair and in the homes above. */
export const kitchenFire: Scenario = {
  id: 'kitchen-fire',
  name: { zh: '厨房火灾', en: 'Kitchen fire' },
  about: { zh: '3-2-501 厨房起火，烟气沿楼梯间向上蔓延', en: 'Fire in the kitchen of 3-2-501, smoke spreading up the stair' },
  plot: (register, at = '3-2-501') => {
    const homes = [...homesOf(register.community)]
    const home = homes.find((each) => each.home.id === at) ?? homes.find((each) => each.level > 1)
    if (!home) return null
    const smoke = (where: (place: { home?: string | undefined; unit?: string | undefined; floor?: number | undefined }) => boolean) =>
      devicesOf(register, 'smoke.detector', (device) => where(device.device.place))
    const inHome = smoke((place) => place.home === home.home.id)
    if (inHome.length === 0) return null
    const inStair = smoke((place) => place.unit === home.unit.id && place.home === undefined && (place.floor ?? 0) >= home.level)
    const above = smoke((place) => place.unit === home.unit.id && place.home !== undefined && place.floor === home.level + 1)
    const meter = devicesOf(register, 'metering.electricity', (device) => device.device.place.home === home.home.id)[0]
    return {
      seconds: 600,
      silent: [],
      tracks: [
        ...inHome.flatMap((device, index) => {
          const lag = index * 25
          return [
            ...track(device, 'obscuration', 3, [
              [lag, 0.01],
              [lag + 20, 0.04],
              [lag + 45, 0.18],
              [lag + 100, 0.62],
              [lag + 240, 1.45],
              [540, 1.2],
              [600, 0.6],
            ]),
            ...track(device, 'temperature', 3, [
              [lag, 24],
              [lag + 45, 31],
              [lag + 100, 58],
              [lag + 180, 96],
              [lag + 300, 118],
              [600, 82],
            ]),
          ]
        }),
        ...inStair.flatMap((device, index) => [
          ...track(device, 'obscuration', 5, [
            [70 + 20 * index, 0.01],
            [110 + 20 * index, 0.12],
            [170 + 20 * index, 0.34],
            [600, 0.5],
          ]),
          ...track(device, 'temperature', 10, [
            [70, 18],
            [300, 27],
            [600, 33],
          ]),
        ]),
        ...above.flatMap((device, index) =>
          track(device, 'obscuration', 5, [
            [150 + 30 * index, 0.01],
            [230 + 30 * index, 0.1],
            [320 + 30 * index, 0.22],
            [600, 0.3],
          ]),
        ),
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
