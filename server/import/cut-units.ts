import type { Lift, Unit } from '../../models/site/building.ts'
import type { Ring } from '../../models/site/geometry.ts'
import { type OrientedRectangle, seenFrom } from '../../models/site/oriented-rectangle.ts'
import { type Placement, placeHeading, placePlan, placePosition, placeRing } from '../../models/site/placement.ts'
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

/** An entrance of the map, as seen from the building's rectangle. */
export type EntranceMark = { readonly along: number; readonly across: number }
export type Shell = {
  readonly id: string
  readonly name: string
  readonly rectangle: OrientedRectangle
  readonly outline: Ring
  readonly holes: readonly Ring[]
  readonly storeys: number
  readonly low: boolean
  readonly entrances: readonly EntranceMark[]
}

/** `entrancesUsed`: whether the map's entrances made the units; `tooNarrow`: parts in which no home fits. */
export type Cut = { readonly units: Unit[]; readonly entrancesUsed: boolean; readonly tooNarrow: number }

/** Cuts a residential building into entrances and each into homes that lie inside the outline. */
export function cutUnits(shell: Shell): Cut {
  const { placement, length, depth } = shell.rectangle
  const rings = [shell.outline, ...shell.holes].map((ring) => seenFrom(placement, ring))
  const marks = mergeMarks(shell.entrances)
  const part = shell.low || depth < shallowest ? cottagePart : depth > deepestSlab ? blockPart : slabPart
  const expected = Math.max(1, Math.round(length / part))
  const entrancesUsed = part === slabPart && marks.length >= expected * 0.6 && marks.length <= expected * 2
  const bounds = entrancesUsed
    ? between(
        marks.map(({ along }) => along),
        length,
      )
    : Array.from({ length: expected + 1 }, (_, index) => (length * index) / expected)
  const units: Unit[] = []
  let tooNarrow = 0
  for (let index = 0; index + 1 < bounds.length; index += 1) {
    const [from, to] = [bounds[index] ?? 0, bounds[index + 1] ?? 0]
    const span = inscribe(rings, from + 0.12, to - 0.12)
    const front = entrancesUsed && (marks[index]?.across ?? depth) < depth / 2
    const unit =
      span && fill(shell, `${shell.id}-${units.length + 1}`, units.length + 1, { from: from + 0.12, to: to - 0.12, low: span[0], high: span[1], front })
    if (unit) units.push(unit)
    else tooNarrow += 1
  }
  return { units, entrancesUsed, tooNarrow }
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

function fill(shell: Shell, id: string, number: number, part: Part): Unit | null {
  const [width, depth] = [part.to - part.from, part.high - part.low]
  const { placement } = shell.rectangle
  const here: Placement = { corner: placePosition(placement, [part.from, part.low]), angle: placement.angle }
  const name = { zh: `${shell.name}${number}单元`, en: `${shell.id}, entrance ${number}` }
  if (shell.low || width < shallowest || depth < shallowest) return cottage(id, name, here, width, depth)
  if (depth >= 14 && width >= 19) {
    const plan = blockFloor(width, depth)
    return assemble(shell, id, name, here, plan, plan.shafts)
  }
  const size = { width: Math.min(width, 24), depth: Math.min(depth, 15), balcony: false }
  const plan = width > 17 ? threeHomes(size) : part.front ? frontStair(size) : backStair(size)
  return assemble(shell, id, name, here, plan, [])
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
