import type { Position2 } from '../../site/geometry.ts'
import type { Bay, Road } from '../../site/grounds.ts'
import { distance, lengthOf, roundPosition, stationsOf, stripOf, toHeading } from '../../site/planar.ts'
import { bayFits, bayRing, type Ground } from './ground.ts'

type Row = {
  readonly road: string
  readonly side: 1 | -1
  readonly layout: 'nose-in' | 'parallel'
  readonly group: number
  readonly from: number
  readonly until: number
}

const noseIn = { length: 5.2, width: 2.5 }
const parallel = { length: 6, width: 2.2 }
/** The kerb line between carriageway and bay. */
const gutter = 0.1

/** Where cars stand: behind the rows in groups with a tree between, along the rings, and the large row by the south wall. */
const rows: readonly Row[] = [
  { road: 'south-west', side: -1, layout: 'nose-in', group: 5, from: 14, until: 30 },
  { road: 'south-east', side: 1, layout: 'nose-in', group: 6, from: 14, until: 24 },
  ...[1, 2, 3, 4, 5, 6].flatMap((row): Row[] => [
    { road: `lane-west-${row}`, side: 1, layout: 'nose-in', group: 3 + (row % 3), from: 12 + row, until: 14 },
    { road: `lane-east-${row}`, side: -1, layout: 'nose-in', group: 3 + ((row + 1) % 3), from: 11 + row * 2, until: 14 },
  ]),
  { road: 'lane-west-7', side: 1, layout: 'nose-in', group: 4, from: 20, until: 20 },
  { road: 'ring-west', side: 1, layout: 'parallel', group: 3, from: 16, until: 16 },
  { road: 'ring-east', side: -1, layout: 'parallel', group: 3, from: 14, until: 14 },
]

/** Lays the bays of every row; those that would stand in the way of a path, a building or each other are left out. */
export function makeBays(ground: Ground, skip: (group: number) => boolean): Bay[] {
  const strips = new Map(ground.roads.map((road) => [road.id, stripOf(road.line, road.widthMeters)]))
  const bays: Bay[] = []
  let group = 0
  for (const row of rows) {
    const road = ground.roads.find(({ id }) => id === row.road)
    if (!road) continue
    for (const { bay, startsGroup } of candidates(road, row)) {
      if (startsGroup) group += 1
      if (skip(group) || !bayFits(ground, bay, strips)) continue
      ground.bays.push(bayRing(bay))
      bays.push({ ...bay, id: String(bays.length + 1).padStart(3, '0'), use: 'resident' })
    }
  }
  return assignUses(bays)
}

function* candidates(road: Road, row: Row): Generator<{ readonly bay: Bay; readonly startsGroup: boolean }> {
  const size = row.layout === 'nose-in' ? noseIn : parallel
  const along = row.layout === 'nose-in' ? size.width : size.length
  const deep = row.layout === 'nose-in' ? size.length : size.width
  const offset = road.widthMeters / 2 + gutter + deep / 2
  const pitch = along * row.group + 2.6
  for (let start = row.from; start < lengthOf(road.line) - row.until; start += pitch) {
    let startsGroup = true
    for (const { position, angle, at } of stationsOf(road.line, along, start + along / 2, row.until)) {
      if (at > start + along * row.group) break
      const aside = angle + (row.side * Math.PI) / 2
      const middle: Position2 = roundPosition([position[0] + Math.cos(aside) * offset, position[1] + Math.sin(aside) * offset])
      const heading = toHeading(row.layout === 'nose-in' ? aside : angle)
      yield { bay: { id: '', position: middle, heading, lengthMeters: size.length, widthMeters: size.width, use: 'resident', road: road.id }, startsGroup }
      startsGroup = false
    }
  }
}

/** Charging where a substation is near, visitors by the south gate, wide ones for the disabled beside lifts and gate. */
function assignUses(bays: readonly Bay[]): Bay[] {
  const byPower = (place: Position2): Set<string> => nearest(bays, place, 10)
  const charging = new Set([...byPower([-84, 84]), ...byPower([140, 50])])
  const visitors = new Set([...nearest(bays, [22, -112], 12)].filter((id) => !charging.has(id)))
  const disabled = new Set(
    [...nearest(bays, [-46, -80], 2), ...nearest(bays, [40, 18], 2), ...nearest(bays, [110, 110], 2)].filter((id) => !charging.has(id) && !visitors.has(id)),
  )
  return bays.map((bay) => ({
    ...bay,
    use: charging.has(bay.id) ? 'charging' : visitors.has(bay.id) ? 'visitor' : disabled.has(bay.id) ? 'disabled' : 'resident',
  }))
}

const nearest = (bays: readonly Bay[], place: Position2, count: number): Set<string> =>
  new Set(
    [...bays]
      .sort((a, b) => distance(a.position, place) - distance(b.position, place))
      .slice(0, count)
      .map(({ id }) => id),
  )
