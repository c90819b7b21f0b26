import type { Building } from '../../models/site/building.ts'
import type { Position2, Ring } from '../../models/site/geometry.ts'
import type { Bay, GroundArea } from '../../models/site/grounds.ts'
import { orientedRectangle, seenFrom } from '../../models/site/oriented-rectangle.ts'
import { type Placement, placePosition } from '../../models/site/placement.ts'
import { centroidOf, contains, distance, rectangleAt, ringsNear, roundPosition, toHeading } from '../../models/site/planar.ts'
import type { Ledger } from './ledger.ts'
import { areas, type Picker, points } from './picker.ts'

const bay = { length: 5.2, width: 2.5 }
const lying = { length: 6, width: 2.2 }
const aisle = 6
const why = {
  bays: { zh: '车位在停车场范围内按 2.5 m × 5.2 m 规则排布', en: 'Bays are laid out in parking areas by rule, 2.5 m by 5.2 m' },
  underground: { zh: '地下或立体停车不在地面排布', en: 'Underground and multi-storey parking has no bays on the ground' },
  point: { zh: '停车场仅有点位，无范围', en: 'Parking mapped as a point has no extent' },
  charging: { zh: '充电站 40 m 内没有车位', en: 'No bay within 40 m of the charging station' },
}

type Ledgers = { readonly assumed: Ledger; readonly omitted: Ledger }

export function makeParking(pick: Picker, buildings: readonly Building[], { assumed, omitted }: Ledgers): { bays: Bay[]; areas: GroundArea[] } {
  const grounds: GroundArea[] = []
  const rings: { readonly ring: Ring; readonly middle: Position2; readonly heading: number; readonly lies: boolean }[] = []
  const footprints = buildings.map(({ outline }) => outline)
  const put = (middle: Position2, heading: number, lies: boolean): void => {
    const size = lies ? lying : bay
    const inner = rectangleAt(middle, heading, size.length - 0.1, size.width - 0.1)
    if (rings.some(({ ring, middle: other }) => distance(other, middle) < 7 && ringsNear(ring, inner))) return
    if (footprints.some((footprint) => ringsNear(footprint, inner))) return
    rings.push({ ring: inner, middle: roundPosition(middle), heading, lies })
  }
  for (const { tags, outline, holes } of pick(areas(({ amenity }) => amenity === 'parking'))) {
    if (tags.parking === 'underground' || tags.parking === 'multi-storey' || tags.building !== undefined) {
      omitted.add('parkingAreas', why.underground)
      continue
    }
    grounds.push({
      id: `parking-${grounds.length + 1}`,
      kind: 'parking',
      outline: outline.map(roundPosition),
      holes: holes.map((hole) => hole.map(roundPosition)),
    })
    for (const { middle, heading, lies } of bestRows(outline)) put(middle, heading, lies)
  }
  for (const { outline } of pick(areas(({ amenity }) => amenity === 'parking_space'))) {
    const { placement } = orientedRectangle(outline)
    put(centroidOf(outline), toHeading(placement.angle), false)
  }
  omitted.add('parkingPoints', why.point, pick(points(({ amenity }) => amenity === 'parking' || amenity === 'parking_space')).length)
  assumed.add('bays', why.bays, rings.length)
  const bays = rings.map(
    ({ middle, heading, lies }, index): Bay => ({
      id: String(index + 1).padStart(3, '0'),
      position: middle,
      heading,
      lengthMeters: (lies ? lying : bay).length,
      widthMeters: (lies ? lying : bay).width,
      use: 'resident',
      road: null,
    }),
  )
  return { bays: withChargers(pick, bays, omitted), areas: grounds }
}

type Spot = { readonly middle: Position2; readonly heading: number; readonly lies: boolean }

/** Rows are laid from either long side of the parking area; the side that gives more bays wins. */
function bestRows(outline: Ring): Spot[] {
  const { placement, length, depth } = orientedRectangle(outline)
  const far: Position2 = [
    placement.corner[0] + length * Math.cos(placement.angle) - depth * Math.sin(placement.angle),
    placement.corner[1] + length * Math.sin(placement.angle) + depth * Math.cos(placement.angle),
  ]
  const near = [...rows(outline, placement, length, depth)]
  const opposite = [...rows(outline, { corner: far, angle: placement.angle + Math.PI }, length, depth)]
  return opposite.length > near.length ? opposite : near
}

/** Along the longer side: one row, or pairs of rows with an aisle between, or lying bays where the strip is narrow. */
function* rows(outline: Ring, placement: Placement, length: number, depth: number): Generator<Spot> {
  const seen = seenFrom(placement, outline)
  const lies = depth < bay.length - 0.2
  const size = lies ? { along: lying.length, deep: lying.width } : { along: bay.width, deep: bay.length }
  const count = Math.floor(length / size.along + 0.02)
  const heading = toHeading(placement.angle + (lies ? 0 : Math.PI / 2))
  for (let y = 0, row = 0; y + size.deep <= depth + 0.2; row += 1) {
    for (let index = 0; index < count; index += 1) {
      const middle: Position2 = [(length - count * size.along) / 2 + (index + 0.5) * size.along, y + size.deep / 2]
      if (fits(seen, middle, size)) yield { middle: placePosition(placement, middle), heading: row % 2 === 0 ? heading : (heading + 180) % 360, lies }
    }
    y += size.deep + (row % 2 === 0 ? aisle : 0)
    if (lies) return
  }
}

/** Whether a bay's corners, 15 cm within its lines, lie on the parking area. */
function fits(seen: Ring, [x, y]: Position2, { along, deep }: { readonly along: number; readonly deep: number }): boolean {
  const [dx, dy] = [along / 2 - 0.15, deep / 2 - 0.15]
  return [
    [-dx, -dy],
    [dx, -dy],
    [dx, dy],
    [-dx, dy],
  ].every(([ex = 0, ey = 0]) => contains(seen, [x + ex, y + ey]))
}

/** The bays nearest to each charging station get its posts: as many as its capacity says, else two. */
function withChargers(pick: Picker, bays: readonly Bay[], omitted: Ledger): Bay[] {
  const isStation = ({ amenity }: { readonly amenity?: string }): boolean => amenity === 'charging_station'
  const stations = [...pick(areas(isStation)).map(({ tags, outline }) => ({ tags, at: centroidOf(outline) })), ...pick(points(isStation))]
  const charging = new Set<string>()
  for (const { tags, at } of stations) {
    const capacity = Number.parseInt(tags.capacity ?? '', 10)
    const near = bays
      .filter(({ id, position }) => !charging.has(id) && distance(position, at) < 40)
      .sort((a, b) => distance(a.position, at) - distance(b.position, at))
    for (const { id } of near.slice(0, capacity >= 1 && capacity <= 40 ? capacity : 2)) charging.add(id)
    if (near.length === 0) omitted.add('chargingStations', why.charging)
  }
  return bays.map((one) => (charging.has(one.id) ? { ...one, use: 'charging' } : one))
}
