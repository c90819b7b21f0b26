import { chance } from '../random.ts'
import type { Scenario } from './scenario.ts'
import { devicesOf, track } from './scenario.ts'

/** Somebody climbs the fence: intrusion for half a minute, twice. */
export const fenceIntrusion: Scenario = {
  id: 'fence-intrusion',
  name: { zh: '周界入侵', en: 'Intrusion at the fence' },
  about: { zh: '夜间有人翻越围栏', en: 'Somebody climbs the fence' },
  plot: (register, at, seed) => {
    const zones = devicesOf(register, 'perimeter.zone')
    const zone = zones.find(({ id }) => id === at) ?? zones[Math.floor(chance(seed, 1) * zones.length)]
    return zone
      ? {
          seconds: 180,
          silent: [],
          tracks: track(zone, 'state', 5, [
            [3, 'intrusion'],
            [35, 'normal'],
            [80, 'intrusion'],
            [110, 'normal'],
          ]),
        }
      : null
  },
}

/** A car is left on the fire lane for ten minutes. */
export const fireLaneBlocked: Scenario = {
  id: 'fire-lane-blocked',
  name: { zh: '消防通道被占', en: 'Fire lane blocked' },
  about: { zh: '一辆车停在消防车通道上', en: 'A car is parked on the fire lane' },
  plot: (register, at) => {
    const lanes = devicesOf(register, 'parking.lane')
    const lane = lanes.find(({ id }) => id === at) ?? lanes[0]
    return lane
      ? {
          seconds: 660,
          silent: [],
          tracks: track(lane, 'blocked', 15, [
            [2, true],
            [600, false],
          ]),
        }
      : null
  },
}

/** A hot evening: the transformer climbs over its rating and the oil follows. */
export const substationOverload: Scenario = {
  id: 'substation-overload',
  name: { zh: '变压器过载', en: 'Substation overload' },
  about: { zh: '晚高峰叠加充电，变压器超过额定负载', en: 'Evening peak and charging push the transformer over its rating' },
  plot: (register) => {
    const transformer = devicesOf(register, 'metering.transformer')[0]
    if (!transformer) return null
    return {
      seconds: 1200,
      silent: [],
      tracks: [
        ...track(transformer, 'load', 10, [
          [0, 78],
          [120, 102],
          [400, 121],
          [900, 118],
          [1200, 84],
        ]),
        ...track(transformer, 'power', 10, [
          [0, 580],
          [120, 760],
          [400, 900],
          [900, 880],
          [1200, 625],
        ]),
        ...track(transformer, 'current', 10, [
          [0, 900],
          [120, 1180],
          [400, 1400],
          [900, 1370],
          [1200, 970],
        ]),
        ...track(transformer, 'oilTemperature', 20, [
          [0, 58],
          [400, 78],
          [900, 97],
          [1200, 93],
        ]),
      ],
    }
  },
}

/** An air station's dust sensor creeps upward over hours without any weather to explain it: the neighbours do not follow. */
export const sensorDrift: Scenario = {
  id: 'sensor-drift',
  name: { zh: '传感器漂移', en: 'A sensor that drifts' },
  about: { zh: '一台空气站的 PM2.5 读数缓慢漂移，邻站没有', en: 'One air station’s PM2.5 creeps up, its neighbours do not' },
  plot: (register, at) => {
    const stations = devicesOf(register, 'environment.station')
    const station = stations.find(({ id }) => id === at) ?? stations[0]
    return station
      ? {
          seconds: 7200,
          silent: [],
          tracks: track(station, 'pm25', 60, [
            [0, 35],
            [1800, 62],
            [3600, 110],
            [7200, 240],
          ]),
        }
      : null
  },
}

/** The gateway of one building fails: every device behind it says nothing for half an hour. */
export const gatewaySilent: Scenario = {
  id: 'gateway-silent',
  name: { zh: '网关失联', en: 'A gateway goes silent' },
  about: { zh: '一栋楼的网关断线，其后所有设备失联', en: 'A building’s gateway fails and all devices behind it fall silent' },
  plot: (register, at = '7') => {
    const behind = [...register.devices.values()].filter(({ device }) => device.place.building === at).map(({ id }) => id)
    return behind.length > 0 ? { seconds: 1800, silent: behind, tracks: [] } : null
  },
}
