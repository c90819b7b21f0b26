import type { Community } from '../../site/community.ts'
import type { Position2 } from '../../site/geometry.ts'
import type { Hydrant, WasteStation } from '../../site/grounds.ts'
import { distance, roundPosition, stationsOf, toHeading } from '../../site/planar.ts'
import { at } from './frames.ts'
import { type Ground, isFree } from './ground.ts'

/** Outdoor hydrants at most 120 m apart along the roads an engine can use (GB 50974-2014 7.2.5). */
export function makeHydrants(ground: Ground): Hydrant[] {
  const hydrants: Hydrant[] = []
  for (const road of ground.roads) {
    if (!road.fireLane) continue
    for (const { position, angle } of stationsOf(road.line, 6, 9, 6)) {
      if (hydrants.some((hydrant) => distance(hydrant.position, position) < 62)) continue
      const aside = angle - Math.PI / 2
      const reach = road.widthMeters / 2 + 0.9
      const place = roundPosition([position[0] + Math.cos(aside) * reach, position[1] + Math.sin(aside) * reach])
      if (!isFree(ground, place, { building: 3, road: 0.5, path: 0.5, bay: 0.6, pole: 1.5 })) continue
      ground.poles.push(place)
      hydrants.push({ id: String(hydrants.length + 1).padStart(2, '0'), position: place, kind: 'outdoor' })
    }
  }
  return hydrants
}

const stationRoads = ['lane-west-1', 'lane-east-1', 'lane-west-3', 'lane-east-3', 'lane-west-5', 'lane-east-5', 'lane-west-7', 'lane-east-7']

/** Four-kind stations, one for every row or two, beside a lane where the round can stop. */
export function makeWasteStations(ground: Ground): WasteStation[] {
  const stations: WasteStation[] = []
  for (const id of stationRoads) {
    const road = ground.roads.find((candidate) => candidate.id === id)
    if (!road) continue
    for (const { position, angle } of stationsOf(road.line, 1.5, 50, 10)) {
      const place = besideLane(ground, position, angle, road.widthMeters)
      if (!place) continue
      const number = stations.length + 1
      ground.poles.push(place.position)
      stations.push({ id: String(number), name: { zh: `${number}号垃圾分类站`, en: `Waste station ${number}` }, ...place })
      break
    }
  }
  return stations
}

function besideLane(ground: Ground, [x, y]: Position2, angle: number, width: number): { position: Position2; heading: number } | undefined {
  for (const side of [1, -1]) {
    const aside = angle + (side * Math.PI) / 2
    const position = roundPosition([x + Math.cos(aside) * (width / 2 + 1.2), y + Math.sin(aside) * (width / 2 + 1.2)])
    const ends = [-1.7, 1.7].map((along): Position2 => [position[0] + Math.cos(angle) * along, position[1] + Math.sin(angle) * along])
    if ([position, ...ends].every((end) => isFree(ground, end, { building: 1.4, road: 0.9, path: 0.8, bay: 0.8, pole: 1.2 })))
      return { position, heading: toHeading(aside + Math.PI) }
  }
  return undefined
}

export const makeAssemblyPoints = (): Community['assemblyPoints'] => [
  { id: 'square', name: { zh: '中心花园广场', en: 'Garden square' }, position: [-50, 9] },
  { id: 'gate', name: { zh: '南门广场', en: 'South gate plaza' }, position: [4, -127] },
  { id: 'school-yard', name: { zh: '幼儿园操场', en: 'Kindergarten yard' }, position: at('east', 40, 0.8) },
]
