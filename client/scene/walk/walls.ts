import type { Building } from '../../../models/site/building.ts'
import type { Community } from '../../../models/site/community.ts'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { contains, distanceToSegment, edgesOf, segmentsOf } from '../../../models/site/planar.ts'
import { boundsOf } from '../space.ts'

/** Half the width of a person with elbows: nearer than this nobody comes to a wall. */
export const bodyMeters = 0.3
const cellMeters = 6
/** How far beyond the fence one may still walk: the pavement outside the gate. */
const outsideMeters = 24
const stepMeters = 0.12
const searchMeters = 40

type Wall = { readonly from: Position2; readonly to: Position2 }

/** What stops a person: houses, lift shafts, balconies at the ground, fences. Gates are gaps. */
export type Walls = {
  /** Whether somebody can stand there. */
  isFree(spot: Position2): boolean
  /** Where a walk from a free spot ends: along the walls met, never through one. */
  walk(from: Position2, to: Position2): Position2
  /** The nearest spot where somebody can stand; null if there is none within 40 m. */
  freeNear(spot: Position2): Position2 | null
}

export function createWalls(community: Community): Walls {
  const solids = community.buildings.flatMap(solidsOf)
  const cells = new Map<string, Wall[]>()
  for (const ring of solids) for (const [from, to] of edgesOf(ring)) addWall(cells, { from, to })
  for (const { line } of community.fences) for (const [from, to] of segmentsOf(line)) addWall(cells, { from, to })
  const inCell = new Map<string, Ring[]>()
  for (const ring of solids) addRing(inCell, ring)
  const edge = boundsOf([community.boundary])
  const isInside = ([east, north]: Position2): boolean =>
    east > edge.minEast - outsideMeters && east < edge.maxEast + outsideMeters && north > edge.minNorth - outsideMeters && north < edge.maxNorth + outsideMeters
  const isFree = (spot: Position2): boolean =>
    isInside(spot) &&
    !(inCell.get(keyOf(spot)) ?? []).some((ring) => contains(ring, spot)) &&
    !(cells.get(keyOf(spot)) ?? []).some(({ from, to }) => distanceToSegment(spot, from, to) < bodyMeters)

  function walk(from: Position2, to: Position2): Position2 {
    let at = from
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepMeters)
    const [east, north] = [(to[0] - from[0]) / steps, (to[1] - from[1]) / steps]
    for (let step = 0; step < steps; step += 1) {
      const next = [[at[0] + east, at[1] + north] as const, ...along(at, east, north)].find(([x, y]) => isFree([x, y]))
      if (!next) break
      at = [next[0], next[1]]
    }
    return at
  }

  /** Both ways a step can go on beside the walls it would meet: what is left of it along each. */
  function along(at: Position2, east: number, north: number): (readonly [number, number])[] {
    return (cells.get(keyOf(at)) ?? [])
      .filter(({ from, to }) => distanceToSegment([at[0] + east, at[1] + north], from, to) < bodyMeters)
      .map(({ from, to }) => {
        const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
        const [alongEast, alongNorth] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
        const share = east * alongEast + north * alongNorth
        return [at[0] + alongEast * share, at[1] + alongNorth * share] as const
      })
  }

  function freeNear(spot: Position2): Position2 | null {
    if (isFree(spot)) return spot
    for (let reach = 0.5; reach < searchMeters; reach += 0.5)
      for (let turn = 0; turn < 24; turn += 1) {
        const near: Position2 = [spot[0] + Math.sin((turn * Math.PI) / 12) * reach, spot[1] + Math.cos((turn * Math.PI) / 12) * reach]
        if (isFree(near)) return near
      }
    return null
  }
  return { isFree, walk, freeNear }
}

/** The house itself, lifts added outside, and the balconies of its ground floor. */
function solidsOf({ outline, units }: Building): Ring[] {
  const shafts = units.flatMap(({ lifts }) => lifts.filter(({ outdoor }) => outdoor).map(({ shaft }) => shaft))
  const balconies = units.flatMap(({ floors, plans }) => {
    const below = new Set(floors.filter(({ level }) => level === 1).flatMap(({ homes }) => homes.map(({ plan }) => plan)))
    return plans.filter(({ key }) => below.has(key)).flatMap(({ rooms }) => rooms.filter(({ kind }) => kind === 'balcony').map((room) => room.outline))
  })
  return [outline, ...shafts, ...balconies]
}

const keyOf = ([east, north]: Position2): string => `${Math.floor(east / cellMeters)},${Math.floor(north / cellMeters)}`

function* cellsOver(west: number, south: number, east: number, north: number): Generator<string> {
  for (let x = Math.floor(west / cellMeters); x <= Math.floor(east / cellMeters); x += 1)
    for (let y = Math.floor(south / cellMeters); y <= Math.floor(north / cellMeters); y += 1) yield `${x},${y}`
}

/** A wall belongs to each cell from where somebody could touch it. */
function addWall(cells: Map<string, Wall[]>, wall: Wall): void {
  const { from, to } = wall
  const reach = bodyMeters + stepMeters
  const box = boundsOf([[from, to]])
  for (const key of cellsOver(box.minEast - reach, box.minNorth - reach, box.maxEast + reach, box.maxNorth + reach)) {
    const [x, y] = key.split(',').map(Number)
    const middle: Position2 = [(x + 0.5) * cellMeters, (y + 0.5) * cellMeters]
    if (distanceToSegment(middle, from, to) < cellMeters * 0.7072 + reach) cells.set(key, [...(cells.get(key) ?? []), wall])
  }
}

function addRing(cells: Map<string, Ring[]>, ring: Ring): void {
  const box = boundsOf([ring])
  for (const key of cellsOver(box.minEast, box.minNorth, box.maxEast, box.maxNorth)) cells.set(key, [...(cells.get(key) ?? []), ring])
}
