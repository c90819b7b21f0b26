import type { Polyline, Position2 } from '../../site/geometry.ts'
import type { Road } from '../../site/grounds.ts'
import { between2, meetingOf, segmentsOf, smoothLine } from '../../site/planar.ts'
import type { Text } from '../../text.ts'
import { at } from './frames.ts'
import { laneOffset, rowY } from './rows.ts'

/** The avenue from the south gate to the north gate; it winds because the old footpath between the fields did. */
export const avenue: Polyline = smoothLine(
  [
    [15, -148],
    [14.5, -121],
    [12, -98],
    [4.5, -66],
    [-3, -33],
    [-4.5, 0],
    [-1, 30],
    [-2.5, 62],
    [-9.5, 96],
    [-14.5, 122],
    [-15, 131],
  ],
  8,
)

export const southLane = -108.8
const ringWest = -163
const ringEast = 160

const road = (id: string, name: Text | null, kind: Road['kind'], line: Polyline, widthMeters: number, fireLane = false): Road => ({
  id,
  name,
  kind,
  line,
  widthMeters,
  fireLane,
})

export function makeRoads(): Road[] {
  return [...makeStreets(), ...makeCarriageways(), ...makeLanes(), ...makeGardenPaths()]
}

function makeStreets(): Road[] {
  const north: Polyline = smoothLine([[-300, 150], [-160, 149], [-15, 150], at('east', 90, 150), at('east', 300, 152)], 20)
  return [
    road(
      'street-south',
      { zh: '幸福大街', en: 'Xingfu Street' },
      'street',
      smoothLine([[-300, -149], [-160, -148], [-20, -148], at('east', 40, -149), at('east', 170, -149), at('east', 300, -150)], 20),
      14,
    ),
    road(
      'street-west',
      { zh: '柳荫路', en: 'Liuyin Road' },
      'street',
      smoothLine(
        [
          [-198, -260],
          [-197, -148],
          [-193, 0],
          [-194, 149],
          [-199, 260],
        ],
        20,
      ),
      10,
    ),
    road('street-north', { zh: '北沟沿路', en: 'Beigouyan Road' }, 'street', north, 9),
    road(
      'street-east',
      { zh: '旧渠巷', en: 'Jiuqu Lane' },
      'street',
      [at('east', 186, -250), at('east', 186, -149), at('east', 187, 0), at('east', 187, 151), at('east', 190, 250)],
      7,
    ),
  ]
}

function makeCarriageways(): Road[] {
  const top = rowY(6) + laneOffset
  return [
    road('avenue', { zh: '幸福路', en: 'Xingfu Avenue' }, 'main', avenue, 7.4, true),
    road(
      'ring-west',
      { zh: '西环路', en: 'West ring' },
      'main',
      smoothLine(
        [
          [ringWest, southLane - 2.8],
          [ringWest - 0.8, -40],
          [ringWest - 1, 30],
          [ringWest, top + 2.3],
        ],
        12,
      ),
      5.6,
      true,
    ),
    road(
      'ring-east',
      { zh: '东环路', en: 'East ring' },
      'main',
      smoothLine([at('east', ringEast, southLane - 2.8), at('east', ringEast + 0.6, 0), at('east', ringEast, top + 2.3)], 12),
      5.6,
      true,
    ),
    road('south-west', { zh: '南环路西段', en: 'South ring, west' }, 'main', toAvenue('west', southLane), 5.6, true),
    road('south-east', { zh: '南环路东段', en: 'South ring, east' }, 'main', toAvenue('east', southLane), 5.6, true),
    road(
      'gate-east',
      { zh: '东门路', en: 'East gate road' },
      'main',
      [at('east', ringEast, rowY(3) + laneOffset), at('east', 187, rowY(3) + laneOffset + 0.4)],
      5.6,
      true,
    ),
  ]
}

/** A lane behind every row, except where the garden lies. */
function makeLanes(): Road[] {
  const lanes: Road[] = []
  for (let row = 0; row < 7; row += 1) {
    const y = rowY(row) + laneOffset
    const line =
      row === 3
        ? smoothLine(
            [
              [ringWest, y],
              [-120, y + 0.3],
              [-91, y],
            ],
            15,
          )
        : toAvenue('west', y)
    lanes.push(road(`lane-west-${row + 1}`, { zh: `西${row + 1}巷`, en: `West lane ${row + 1}` }, 'lane', line, 4.6, row % 2 === 0))
    lanes.push(road(`lane-east-${row + 1}`, { zh: `东${row + 1}巷`, en: `East lane ${row + 1}` }, 'lane', toAvenue('east', y), 4.6, row % 2 === 0))
  }
  return lanes
}

/** From a half's ring to the avenue, with the slight sag that lanes trodden before they were paved have. */
function toAvenue(half: 'west' | 'east', y: number): Polyline {
  const outer = half === 'west' ? ringWest : ringEast
  const start = at(half, outer, y)
  const meeting = crossing(at(half, half === 'west' ? -60 : 60, y), at(half, half === 'west' ? 60 : -60, y)) ?? at(half, 0, y)
  const sag = (share: number, meters: number): Position2 => {
    const [x, north] = between2(start, meeting, share)
    return [x, north + meters]
  }
  return smoothLine([start, sag(0.3, 0.7), sag(0.65, -0.5), meeting], 15)
}

function crossing(from: Position2, to: Position2): Position2 | undefined {
  for (const [a, b] of segmentsOf(avenue)) {
    const meeting = meetingOf(from, to, a, b)
    if (meeting) return meeting
  }
  return undefined
}

function makeGardenPaths(): Road[] {
  const path = (id: string, line: Polyline, width = 1.8): Road => road(id, null, 'path', line, width)
  return [
    path(
      'path-garden-1',
      smoothLine(
        [
          [-91, 20.4],
          [-78, 21],
          [-62, 14],
          [-50, 9],
          [-34, 4],
          [-18, 6],
          [-4.5, 2],
        ],
        5,
      ),
    ),
    path(
      'path-garden-2',
      smoothLine(
        [
          [-52, -13],
          [-54, -4],
          [-50, 9],
          [-44, 20],
          [-34, 28],
          [-25, 34],
        ],
        5,
      ),
    ),
    path(
      'path-garden-3',
      smoothLine(
        [
          [-78, 21],
          [-80, 10],
          [-74, 0],
          [-60, -3],
          [-54, -4],
        ],
        5,
      ),
    ),
    path(
      'path-garden-4',
      smoothLine(
        [
          [-18, 6],
          [-16, 18],
          [-24, 27],
          [-34, 28],
        ],
        5,
      ),
    ),
    path(
      'path-gate-west',
      [
        [-171, 20.4],
        [-163, 20.4],
      ],
      2.4,
    ),
    path('path-kindergarten', [at('east', 40, 17.2), at('east', 40, 13.6)], 3),
    path('path-tower', smoothLine([at('east', 117.7, 118), at('east', 117.7, 113.2)], 4), 3),
    path('path-bungalows-1', [at('east', 133.2, 118), at('east', 133.2, 92.6), at('east', 154.6, 92.6)]),
    path('path-bungalows-2', [at('east', 133.2, 104.6), at('east', 154.6, 104.6)]),
    path('path-bungalows-3', smoothLine([at('east', 89, 86), at('east', 88, 93), at('east', 86, 97.2), at('east', 73.6, 97.2)], 4)),
  ]
}
