import type { Lift, Unit } from '../../models/site/building.ts'
import type { Position2, Ring } from '../../models/site/geometry.ts'
import { type OrientedRectangle, seenFrom } from '../../models/site/oriented-rectangle.ts'
import { type Placement, placeHeading, placePlan, placePosition, placeRing } from '../../models/site/placement.ts'
import { contains } from '../../models/site/planar.ts'
import { backStair } from '../../models/site/plans/back-stair.ts'
import { blockFloor } from '../../models/site/plans/block-floor.ts'
import { cottageHome } from '../../models/site/plans/block-home.ts'
import { frontStair } from '../../models/site/plans/front-stair.ts'
import type { LandingPlan } from '../../models/site/plans/landing.ts'
import { threeHomes } from '../../models/site/plans/three-homes.ts'
import { inscribe } from './inscribe.ts'

/** How wide an entrance's part of a slab usually is, and a core's part of a block. */
const [slabPart, blockPart, cottagePart] = [14.4, 27, 6]
const [shallowest, deepestSlab] = [8, 17]
/** A part wider than this holds three homes a landing. */
const widestPair = 17
/** Houses up to so high are rows of cottages, one home a door. */
const cottageStoreys = 1
/** A plan may stop short of the façade by as much. */
const stepOutMeters = 3.2

export type Shell = {
  readonly id: string
  readonly name: string
  /** The straight pieces of the footprint. */
  readonly arms: readonly OrientedRectangle[]
  readonly outline: Ring
  readonly holes: readonly Ring[]
  readonly storeys: number
  readonly low: boolean
  /** The entrances of the map. */
  readonly doors: readonly Position2[]
}

/** `supposedEntrances`: units whose door the map does not give; `unusedDoors`: doors of the map that made no unit; `tooNarrow`: parts in which no home fits. */
export type Cut = { readonly units: Unit[]; readonly supposedEntrances: number; readonly unusedDoors: number; readonly tooNarrow: number }

/** Cuts a residential building, arm by arm, into entrances and each into homes that lie inside the outline. */
export function cutUnits(shell: Shell): Cut {
  const cut = { units: new Array<Unit>(), supposedEntrances: 0, unusedDoors: 0, tooNarrow: 0 }
  for (const arm of shell.arms) cutArm(shell, arm, cut)
  return cut
}

function cutArm(shell: Shell, arm: OrientedRectangle, cut: { units: Unit[]; supposedEntrances: number; unusedDoors: number; tooNarrow: number }): void {
  const { placement, length, depth } = arm
  const rings = [shell.outline, ...shell.holes].map((ring) => seenFrom(placement, ring))
  const marks = mergeMarks(marksOf(shell.doors, arm))
  const part = shell.low || depth < shallowest ? cottagePart : depth > deepestSlab ? blockPart : slabPart
  const expected = Math.max(1, Math.round(length / part))
  const isMapped = part === slabPart && marks.length >= expected * 0.6 && marks.length <= expected * 2
  const bounds = isMapped
    ? between(
        marks.map(({ along }) => along),
        length,
      )
    : Array.from({ length: expected + 1 }, (_, index) => (length * index) / expected)
  const before = cut.units.length
  for (let index = 0; index + 1 < bounds.length; index += 1) {
    const [from, to] = [(bounds[index] ?? 0) + 0.12, (bounds[index + 1] ?? 0) - 0.12]
    const span = inscribe(rings, from, to, [0, depth])
    const front = isMapped && (marks[index]?.across ?? depth) < depth / 2
    const number = cut.units.length + 1
    const unit = span && fill(shell, arm, `${shell.id}-${number}`, number, { from, to, low: span[0], high: span[1], front })
    if (unit) cut.units.push(unit)
    else cut.tooNarrow += 1
  }
  if (isMapped) return
  cut.supposedEntrances += cut.units.length - before
  cut.unusedDoors += marks.length
}

/** An entrance as seen from an arm. */
type EntranceMark = { readonly along: number; readonly across: number }

/** How far off the wall a door may be drawn. */
const offWall = 1.5

/** The doors in the walls of an arm. */
function marksOf(doors: readonly Position2[], { placement, length, depth }: OrientedRectangle): EntranceMark[] {
  return seenFrom(placement, [...doors])
    .map(([along, across]) => ({ along, across }))
    .filter(({ along, across }) => along > -offWall && along < length + offWall && across > -offWall && across < depth + offWall)
}

/** Two doors of one stair, on opposite façades, count once. */
function mergeMarks(marks: readonly EntranceMark[]): EntranceMark[] {
  const sorted = [...marks].sort((a, b) => a.along - b.along)
  return sorted.filter((mark, index) => index === 0 || mark.along - (sorted[index - 1]?.along ?? 0) > 4)
}

const between = (places: readonly number[], length: number): number[] => [
  0,
  ...places.slice(1).map((place, index) => (place + (places[index] ?? 0)) / 2),
  length,
]

type Part = { readonly from: number; readonly to: number; readonly low: number; readonly high: number; readonly front: boolean }

function fill(shell: Shell, { placement }: OrientedRectangle, id: string, number: number, part: Part): Unit | null {
  const [width, depth] = [part.to - part.from, part.high - part.low]
  const here: Placement = { corner: placePosition(placement, [part.from, part.low]), angle: placement.angle }
  const name = { zh: `${shell.name}${number}单元`, en: `${shell.id}, entrance ${number}` }
  if (shell.low || shell.storeys <= cottageStoreys) return cottage(id, name, here, width, depth)
  if (width < shallowest || depth < shallowest) return null
  if (depth >= 14 && width >= 19) {
    const plan = blockFloor(width, depth)
    return assemble(shell, id, name, here, plan, plan.shafts)
  }
  const size = { width: Math.min(width, 24), depth: Math.min(depth, 15), balcony: false }
  const [frontOpen, backOpen] = [opensOutdoors(shell, here, [width / 2, -stepOutMeters]), opensOutdoors(shell, here, [width / 2, size.depth + stepOutMeters])]
  if (!frontOpen && !backOpen) return null
  // Where another arm stands before one façade, two homes share the other: so it comes out alike however the map is turned.
  const plan = frontOpen && backOpen && width > widestPair ? threeHomes(size) : backOpen && !(part.front && frontOpen) ? backStair(size) : frontStair(size)
  return assemble(shell, id, name, here, plan, [])
}

/** Whether a place as seen from a part is outside the house, or in its courtyard. */
function opensOutdoors({ outline, holes }: Shell, here: Placement, seen: Position2): boolean {
  const place = placePosition(here, seen)
  return !contains(outline, place) || holes.some((hole) => contains(hole, place))
}

function assemble(shell: Shell, id: string, name: Unit['name'], here: Placement, plan: LandingPlan, shafts: readonly Ring[]): Unit {
  const lifts: Lift[] =
    shell.storeys < 2
      ? []
      : shafts.map((shaft, index) => ({ id: `${id}-${index + 1}`, shaft: placeRing(here, shaft), outdoor: false, stops: levels(shell.storeys) }))
  return {
    id,
    name,
    entrance: { position: placePosition(here, plan.entrance), facing: placeHeading(here, plan.entranceSide === 'back' ? Math.PI / 2 : -Math.PI / 2) },
    stairs: placeRing(here, plan.stairs),
    landing: placeRing(here, plan.landing),
    lifts,
    plans: plan.homes.map((home) => placePlan(here, home)),
    floors: levels(shell.storeys).map((level) => ({
      level,
      homes: plan.homes.map((home, index) => ({ id: `${id}-${level * 100 + index + 1}`, plan: home.key })),
    })),
  }
}

/** A small house or a piece of a row: one home, its own door, on the ground floor. */
function cottage(id: string, name: Unit['name'], here: Placement, width: number, depth: number): Unit | null {
  if (width < 3.5 || depth < 4.5) return null
  const plan = cottageHome('a', Math.min(width, 12), Math.min(depth, 12))
  return {
    id,
    name,
    entrance: { position: placePosition(here, plan.doors[0]?.at ?? [width / 2, 0]), facing: placeHeading(here, -Math.PI / 2) },
    stairs: null,
    landing: null,
    lifts: [],
    plans: [placePlan(here, plan)],
    floors: [{ level: 1, homes: [{ id: `${id}-101`, plan: 'a' }] }],
  }
}

const levels = (storeys: number): number[] => Array.from({ length: storeys }, (_, index) => index + 1)
