import type { Position2, Ring } from '../../site/geometry.ts'
import type { Fence, Gate } from '../../site/grounds.ts'
import { meetingOf, roundPosition, segmentsOf } from '../../site/planar.ts'
import { at } from './frames.ts'
import { avenue } from './roads.ts'
import { laneOffset, rowY } from './rows.ts'

const [southWall, northWall, eastFence] = [-120, 129, 170]
const southCorner: Position2 = [27.5, southWall]
const southWest: Position2 = [-170, southWall]
const westBend: Position2 = [-171.5, 0]
const northWest: Position2 = [-170, northWall]

const meet = (a: Position2, b: Position2): Position2 => {
  for (const [from, to] of segmentsOf(avenue)) {
    const meeting = meetingOf(from, to, a, b)
    if (meeting) return roundPosition(meeting)
  }
  return a
}

const northEnd: Position2 = [-9, northWall]
export const southGate = meet([-60, southWall], southCorner)
export const northGate = meet([-60, northWall], northEnd)
const laneThree = rowY(3) + laneOffset

/** The land of the compound with its shops on the street. */
export const boundary: Ring = [[-171, -132], [27, -132], at('east', 172, -132), at('east', eastFence, northWall), northEnd, northWest, westBend]

/** South is a wall, the other sides are railings; each piece ends at a gate. */
export function makeFences(): Fence[] {
  const fence = (id: string, kind: Fence['kind'], line: Position2[], heightMeters: number): Fence => ({ id, kind, line, heightMeters })
  const [sx, sy] = southGate
  const [nx, ny] = northGate
  return [
    fence('south-1', 'wall', [southWest, [sx - 4.6, sy]], 2.4),
    fence('south-2', 'wall', [[sx + 6.4, sy], southCorner, at('east', eastFence, southWall)], 2.4),
    fence('east-1', 'fence', [at('east', eastFence, southWall), at('east', eastFence, laneThree - 3.6)], 2.2),
    fence('east-2', 'fence', [at('east', eastFence, laneThree + 3.6), at('east', eastFence, northWall)], 2.2),
    fence('north-1', 'fence', [at('east', eastFence, northWall), northEnd, [nx + 2.4, ny]], 2.2),
    fence('north-2', 'fence', [[nx - 2.4, ny], northWest], 2.2),
    fence('west-1', 'fence', [northWest, [-171, 22]], 2.2),
    fence('west-2', 'fence', [[-171, 18.8], westBend, southWest], 2.2),
  ]
}

export function makeGates(): Gate[] {
  return [
    { id: 'south', name: { zh: '南门', en: 'South gate' }, position: southGate, heading: 180, widthMeters: 9, passes: 'both' },
    { id: 'north', name: { zh: '北门', en: 'North gate' }, position: northGate, heading: 0, widthMeters: 4.8, passes: 'people' },
    { id: 'east', name: { zh: '东门', en: 'East gate' }, position: at('east', eastFence, laneThree + 0.2), heading: 83.4, widthMeters: 6.4, passes: 'both' },
    { id: 'west', name: { zh: '西门', en: 'West gate' }, position: [-171, 20.4], heading: 270, widthMeters: 3, passes: 'people' },
  ]
}
