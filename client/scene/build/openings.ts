import type { Building, RoomKind, Unit } from '../../../models/site/building.ts'
import { shareOf } from '../random.ts'
import type { SiteIndex } from '../site-index.ts'
import { centreOf, contains, type Frame, frameBetween, overlapAlong, project } from '../space.ts'
import { entrancesOf } from './entrances-of.ts'

/** A hole in a façade: its middle along the wall, its width, and its sill and head above the storey's floor. */
export type Opening = {
  readonly middle: number
  readonly width: number
  readonly sill: number
  readonly head: number
  readonly kind: 'window' | 'door' | 'stair' | 'balcony' | 'shopfront' | 'louvre'
  readonly place: number
  readonly seed: string
}

/** A stretch of one storey's wall that belongs to one home (or to none), with its openings in order. */
export type Stretch = { readonly from: number; readonly to: number; readonly place: number; readonly openings: readonly Opening[] }

export type Wall = { readonly frame: Frame; readonly lengthMeters: number; readonly heading: number }

export const wallsOf = (building: Building): Wall[] =>
  building.outline.map((from, index) => {
    const to = building.outline[(index + 1) % building.outline.length]
    const frame = frameBetween(from, to)
    return { frame, lengthMeters: Math.hypot(to[0] - from[0], to[1] - from[1]), heading: (Math.atan2(frame.alongNorth, -frame.alongEast) * 180) / Math.PI }
  })

type WindowShape = { readonly width: number; readonly sill: number; readonly head: number }

const windowOf: Partial<Record<RoomKind, WindowShape>> = {
  living: { width: 2.3, sill: 0.8, head: 2.4 },
  bedroom: { width: 1.7, sill: 0.9, head: 2.4 },
  study: { width: 1.5, sill: 0.9, head: 2.4 },
  kitchen: { width: 1.3, sill: 0.95, head: 2.35 },
  bath: { width: 0.65, sill: 1.45, head: 2.3 },
  balcony: { width: 3.2, sill: 1.0, head: 2.45 },
  shop: { width: 3.2, sill: 0.2, head: 2.6 },
  classroom: { width: 2.4, sill: 0.85, head: 2.5 },
}

const wallToleranceMeters = 0.5

/** The stretches of one wall on one storey, from the plans of the homes that touch it; what no plan covers gets the building kind's own rhythm. */
export function stretchesOf(index: SiteIndex, building: Building, wall: Wall, level: number): Stretch[] {
  const covered: Stretch[] = []
  for (const home of index.homesOfBuilding.get(building.id) ?? []) {
    if (home.level !== level) continue
    let span = overlapAlong(wall.frame, wall.lengthMeters, home.plan.outline, wallToleranceMeters)
    const place = index.homeRow.get(home.home.id) ?? 0
    const openings: Opening[] = []
    for (const room of home.plan.rooms) {
      const shape = windowOf[room.kind]
      const reach = overlapAlong(wall.frame, wall.lengthMeters, room.outline, wallToleranceMeters)
      if (!reach || (room.kind === 'balcony' && standsOut(building, room.outline))) continue
      // A home's outline leaves the wall where its balcony stands out; its rooms close the gap.
      span = span ? [Math.min(span[0], reach[0]), Math.max(span[1], reach[1])] : reach
      if (shape) openings.push(...windowsIn(reach, shape, place, `${home.home.id}-${room.key}`, room.kind === 'balcony' ? 'balcony' : 'window'))
    }
    if (span) covered.push({ from: span[0], to: span[1], place, openings: inOrder(openings, span) })
  }
  for (const unit of building.units) {
    const stair = stairStretch(index, building, unit, wall, level)
    if (stair) covered.splice(0, covered.length, ...covered.flatMap((home) => besideStair(home, stair)), stair)
  }
  covered.sort((a, b) => a.from - b.from)
  return fillGaps(index, building, wall, level, covered)
}

/** Where a plan runs over the stair well, the stairs keep their stretch of wall and the home what is beside it. */
function besideStair(home: Stretch, stair: Stretch): Stretch[] {
  const clip = (from: number, to: number): Stretch[] =>
    to - from < 0.05
      ? []
      : [{ ...home, from, to, openings: home.openings.filter(({ middle, width }) => middle - width / 2 >= from && middle + width / 2 <= to) }]
  return home.from >= stair.to || home.to <= stair.from
    ? [home]
    : [...clip(home.from, Math.min(home.to, stair.from)), ...clip(Math.max(home.from, stair.to), home.to)]
}

function windowsIn([from, to]: readonly [number, number], shape: WindowShape, place: number, seed: string, kind: Opening['kind']): Opening[] {
  const length = to - from
  const width = Math.min(shape.width, length - 0.5)
  if (width < 0.4) return []
  const count = kind === 'balcony' ? 1 : Math.max(1, Math.floor(length / (shape.width + 1.6)))
  const pitch = length / count
  return Array.from({ length: count }, (_, each) => ({
    middle: from + pitch * (each + 0.5),
    width: kind === 'balcony' ? Math.max(width, length - 0.3) : width,
    sill: shape.sill,
    head: shape.head,
    kind,
    place,
    seed: `${seed}-${each}`,
  }))
}

function stairStretch(index: SiteIndex, building: Building, unit: Unit, wall: Wall, level: number): Stretch | null {
  const place = index.buildingRow.get(building.id) ?? 0
  const reach = unit.stairs && overlapAlong(wall.frame, wall.lengthMeters, unit.stairs, wallToleranceMeters + 0.3)
  const door = project(wall.frame, unit.entrance.position)
  const doorHere = level === 1 && Math.abs(door.outward) < 2.2 && door.along > 0.9 && door.along < wall.lengthMeters - 0.9
  const span: readonly [number, number] | null = reach || (doorHere ? [door.along - 1.3, door.along + 1.3] : null)
  if (!span) return null
  const openings: Opening[] = []
  const middle = (span[0] + span[1]) / 2
  if (doorHere)
    openings.push({
      middle: Math.min(Math.max(door.along, span[0] + 0.85), span[1] - 0.85),
      width: 1.5,
      sill: 0.05,
      head: 2.15,
      kind: 'door',
      place,
      seed: unit.id,
    })
  else if (reach && level < building.storeys)
    openings.push({
      middle,
      width: Math.min(1.3, span[1] - span[0] - 0.4),
      sill: 1.55,
      head: Math.min(2.65, building.storeyHeightMeters - 0.12),
      kind: 'stair',
      place,
      seed: `${unit.id}-stair-${level}`,
    })
  return { from: span[0], to: span[1], place, openings }
}

/** What has no plan: shopfronts, classrooms, plant rooms and unmeasured imports get windows at the rhythm of their kind. */
function fillGaps(index: SiteIndex, building: Building, wall: Wall, level: number, covered: readonly Stretch[]): Stretch[] {
  const place = index.buildingRow.get(building.id) ?? 0
  const whole: Stretch[] = []
  let at = 0
  for (const stretch of covered) {
    if (stretch.from - at > 0.05) whole.push({ from: at, to: stretch.from, place, openings: rhythm(building, wall, level, at, stretch.from, place) })
    const from = Math.max(at, stretch.from)
    if (stretch.to > from) whole.push({ ...stretch, from, openings: stretch.openings.filter(({ middle, width }) => middle - width / 2 >= from) })
    at = Math.max(at, stretch.to)
  }
  if (wall.lengthMeters - at > 0.02)
    whole.push({ from: at, to: wall.lengthMeters, place, openings: rhythm(building, wall, level, at, wall.lengthMeters, place) })
  return whole
}

const plain: ReadonlySet<Building['kind']> = new Set(['substation', 'heating', 'pump-house', 'garage', 'bicycle-shed'])
const smallHigh: WindowShape = { width: 1.2, sill: 1.6, head: 2.3 }
/** What lies side by side on the front of a house whose homes nobody drew. */
const frontBays: readonly WindowShape[] = [
  { width: 2.3, sill: 0.8, head: 2.4 },
  { width: 1.7, sill: 0.9, head: 2.4 },
]
/** The same at its back: kitchen, bath, bedroom. */
const backBays: readonly WindowShape[] = [
  { width: 1.3, sill: 0.95, head: 2.35 },
  { width: 0.65, sill: 1.45, head: 2.3 },
  { width: 1.7, sill: 0.9, head: 2.4 },
]

function shapeFor(building: Building, wall: Wall, level: number, bay: number): WindowShape {
  const isFront = Math.cos(((wall.heading - building.facing) * Math.PI) / 180) > 0.7
  switch (building.kind) {
    case 'shops':
      return level === 1 && isFront ? { width: 3.2, sill: 0.2, head: 2.6 } : { width: 1.9, sill: 0.9, head: 2.5 }
    case 'kindergarten':
    case 'school':
      return { width: 2.4, sill: 0.85, head: 2.6 }
    case 'activity':
    case 'gatehouse':
      return { width: isFront ? 2.6 : 1.7, sill: 0.8, head: 2.5 }
    case 'substation':
    case 'heating':
    case 'pump-house':
    case 'garage':
    case 'bicycle-shed':
      return smallHigh
    case 'walkup':
    case 'tower':
      return isFront ? frontBays[bay % frontBays.length] : backBays[bay % backBays.length]
    case 'bungalow':
    case 'office':
    case 'other':
      return { width: 1.7, sill: 0.9, head: 2.4 }
  }
}

/** How far apart bays are where no plan says so. */
const pitchOf = ({ kind }: Building, level: number): number => {
  if (plain.has(kind)) return 4.2
  if (kind === 'shops') return level === 1 ? 4.4 : 3.4
  return kind === 'kindergarten' || kind === 'school' ? 3.4 : 3.2
}

function rhythm(building: Building, wall: Wall, level: number, from: number, to: number, place: number): Opening[] {
  const length = to - from
  if (length < 2.2 || building.units.some((unit) => unit.plans.length > 0)) return []
  const count = Math.max(1, Math.floor((length - 0.6) / pitchOf(building, level)))
  const bay = length / count
  const doors =
    level === 1
      ? entrancesOf(building)
          .map(({ position }) => project(wall.frame, position))
          .filter(({ outward }) => Math.abs(outward) < 1.5)
      : []
  return Array.from({ length: count }, (_, each) => {
    const middle = from + bay * (each + 0.5)
    const seed = `${building.id}-${level}-${each}-${Math.round(wall.heading)}`
    if (doors.some(({ along }) => along >= middle - bay / 2 && along < middle + bay / 2))
      return plain.has(building.kind)
        ? { middle, width: Math.min(2.4, bay - 0.4), sill: 0.02, head: 2.5, kind: 'louvre' as const, place, seed }
        : { middle, width: Math.min(1.6, bay - 0.4), sill: 0.05, head: 2.4, kind: 'door' as const, place, seed }
    const shape = shapeFor(building, wall, level, each)
    return {
      middle,
      width: Math.min(shape.width, bay - 0.4),
      sill: shape.sill,
      head: Math.min(shape.head, building.storeyHeightMeters - 0.3),
      kind: building.kind === 'shops' && shape.sill < 0.3 ? ('shopfront' as const) : ('window' as const),
      place,
      seed,
    }
  })
}

function inOrder(openings: readonly Opening[], [from, to]: readonly [number, number]): Opening[] {
  const kept: Opening[] = []
  let at = from + 0.08
  for (const opening of [...openings].sort((a, b) => a.middle - b.middle)) {
    if (opening.middle - opening.width / 2 < at || opening.middle + opening.width / 2 > to - 0.08) continue
    kept.push(opening)
    at = opening.middle + opening.width / 2 + 0.1
  }
  return kept
}

/** Rooms of kind balcony whose middle is outside the building stand out of the façade. */
export const standsOut = (building: Building, outline: readonly (readonly [number, number])[]): boolean => {
  const ring = outline.map(([east, north]): [number, number] => [east, north])
  const [east, north] = centreOf(ring)
  return !contains(building.outline, east, north)
}

/** Whether a home had its balcony glazed in: about 62 in 100 did. */
export const isGlazedIn = (seed: string): boolean => shareOf(seed, 7) < 0.62
