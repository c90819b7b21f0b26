import type { Scenario } from './scenario.ts'
import { devicesOf, track } from './scenario.ts'

/** A car stops between two floors with people in it; somebody presses the alarm button. */
export const trappedLift: Scenario = {
  id: 'trapped-lift',
  name: { zh: '电梯困人', en: 'Trapped in the lift' },
  about: { zh: '轿厢停在两层之间，有人被困', en: 'A car stops between floors with people inside' },
  plot: (register, at) => {
    const lifts = devicesOf(register, 'lift.car')
    const lift = lifts.find(({ id }) => id === at) ?? lifts[0]
    if (!lift) return null
    return {
      seconds: 420,
      silent: [],
      tracks: [
        ...track(lift, 'position', 2, [
          [0, 0],
          [9, 8.7],
          [420, 8.7],
        ]),
        ...track(lift, 'floor', 5, [
          [0, 1],
          [4, 2],
          [7, 3],
          [420, 3],
        ]),
        ...track(lift, 'door', 10, [[0, 'closed']]),
        ...track(lift, 'load', 10, [[0, 28]]),
        ...track(lift, 'direction', 10, [
          [0, 'up'],
          [9, 'idle'],
        ]),
        ...track(lift, 'speed', 5, [
          [0, 1],
          [8.9, 1],
          [9, 0],
          [420, 0],
        ]),
        ...track(lift, 'vibration', 5, [
          [0, 40],
          [8.5, 60],
          [9, 480],
          [12, 20],
          [420, 10],
        ]),
        ...track(lift, 'trapped', 5, [
          [20, true],
          [380, false],
        ]),
      ],
    }
  },
}
