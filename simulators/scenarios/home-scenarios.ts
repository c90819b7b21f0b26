import type { DeviceEntry, Register } from '../../models/register.ts'
import type { Scenario } from './scenario.ts'
import { devicesOf, track } from './scenario.ts'

const chosen = (devices: readonly DeviceEntry[], at: string | undefined): DeviceEntry | undefined =>
  devices.find(({ id, device }) => id === at || device.place.home === at) ?? devices[Math.floor(devices.length / 3)]

const firstEvent = (device: DeviceEntry | undefined, like: RegExp): readonly [string, string] | undefined => {
  for (const [id, { point }] of device?.points ?? []) {
    const code = point.kind === 'event' ? Object.keys(point.events).find((each) => like.test(each)) : undefined
    if (code) return [id, code]
  }
  return undefined
}

/** A cistern or pipe that runs all night: never less than 46 l/h where the home usually takes nothing. */
export const nightLeak: Scenario = {
  id: 'night-leak',
  name: { zh: '夜间漏水', en: 'Water leak at night' },
  about: { zh: '一户水表整夜不回零', en: 'A home’s water meter never comes to rest' },
  plot: (register: Register, at) => {
    const meter = chosen(devicesOf(register, 'metering.water'), at)
    if (!meter) return null
    return {
      seconds: 3600,
      silent: [],
      tracks: track(meter, 'flow', 20, [
        [0, 46],
        [900, 52],
        [1800, 47],
        [3600, 50],
      ]),
    }
  },
}

/** A person falls and stays on the floor; after a minute and a half the pull cord is drawn. */
export const fallAtHome: Scenario = {
  id: 'fall-at-home',
  name: { zh: '居家跌倒', en: 'A fall at home' },
  about: { zh: '独居老人在卫生间跌倒，随后拉动求助绳', en: 'An old person living alone falls in the bathroom, then pulls the cord' },
  plot: (register, at) => {
    const calls = new Set(devicesOf(register, 'call.button').map(({ device }) => device.place.home))
    const radars = devicesOf(register, 'fall.radar')
    const radar =
      chosen(
        radars.filter(({ device }) => calls.has(device.place.home)),
        at,
      ) ?? chosen(radars, at)
    if (!radar) return null
    const button = devicesOf(register, 'call.button', ({ device }) => device.place.home === radar.device.place.home)[0]
    const fall = firstEvent(radar, /^f[ae]ll/i)
    const call = firstEvent(button, /press|pull|call|sos/i)
    return {
      seconds: 300,
      silent: [],
      tracks: [
        ...track(radar, 'presence', 10, [[0, true]]),
        ...(fall ? track(radar, fall[0], 600, [[5, fall[1]]]) : []),
        ...(call ? track(button, call[0], 600, [[95, call[1]]]) : []),
      ],
    }
  },
}
