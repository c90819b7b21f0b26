import { origins } from '../../models/protocol/reading.ts'
import type { DeviceState } from '../state/device-state.ts'
import type { SeriesTraits } from './series-traits.ts'

const yieldForMs = 10 * 60_000

/** When each device was last heard itself: for 10 minutes the simulator leaves it alone. */
export function createMeasuredDevices() {
  let heardAt = new Float64Array(0)
  return {
    hear: (device: number, received: number): void => {
      heardAt[device] = received
    },
    wasHeard: (device: number, received: number): boolean => received - (heardAt[device] ?? Number.NEGATIVE_INFINITY) < yieldForMs,
    /** From the state, after a start or a change of the community. */
    restore: (state: DeviceState, traits: SeriesTraits): void => {
      heardAt = new Float64Array(traits.deviceCount).fill(Number.NEGATIVE_INFINITY)
      const measured = origins.indexOf('measured')
      for (const [series, origin] of state.origin.entries()) {
        const device = traits.device[series]
        if (origin !== measured || device === undefined || Number.isNaN(state.time[series])) continue
        heardAt[device] = Math.max(heardAt[device] ?? Number.NEGATIVE_INFINITY, state.received[series] ?? 0)
      }
    },
  }
}
