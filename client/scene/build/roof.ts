import type { Building } from '../../../models/site/building.ts'
import type { Ring } from '../../../models/site/geometry.ts'
import { palette } from '../palette.ts'
import { roofHeightOf, type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, type Frame, frameBetween, inset, placeOn, project, signedArea } from '../space.ts'
import { type BuildingWriters, startAt } from './facade-writers.ts'
import { writePitchedRoof } from './roof-pitched.ts'
import { writeRoofThings } from './roof-things.ts'

/** The smallest rectangle along the longest side that holds a ring: its frame from one corner, length and depth. */
export type Rectangle = { readonly frame: Frame; readonly length: number; readonly depth: number }

export function rectangleAround(ring: Ring): Rectangle {
  let longest = 0
  let along: Frame = frameBetween(ring[0], ring[1])
  for (let index = 0; index < ring.length; index += 1) {
    const to = ring[(index + 1) % ring.length]
    const length = Math.hypot(to[0] - ring[index][0], to[1] - ring[index][1])
    if (length > longest) {
      longest = length
      along = frameBetween(ring[index], to)
    }
  }
  const spots = ring.map((corner) => project(along, corner))
  const from = Math.min(...spots.map((spot) => spot.along))
  const to = Math.max(...spots.map((spot) => spot.along))
  const inner = Math.min(...spots.map((spot) => spot.outward))
  const outer = Math.max(...spots.map((spot) => spot.outward))
  const [east, north] = placeOn(along, from, outer)
  return { frame: { ...along, east, north }, length: to - from, depth: outer - inner }
}

/** A building's roof: flat with parapet and what stands on it, or hipped or gabled where the plan is close to a rectangle. */
export function writeRoof(index: SiteIndex, building: Building, clay: string, writers: BuildingWriters): void {
  startAt(writers, storeyRowOf(index, building, building.storeys + 1), 0)
  const outline = anticlockwise(building.outline)
  const rectangle = rectangleAround(outline)
  const top = roofHeightOf(building)
  const isRectangle = building.holes.length === 0 && signedArea(outline) > rectangle.length * rectangle.depth * 0.86
  if (building.roof.shape !== 'flat' && isRectangle) writePitchedRoof(writers, building, rectangle, top)
  else writeFlatRoof(writers, building, outline, rectangle, top, clay)
}

function writeFlatRoof(writers: BuildingWriters, building: Building, outline: Ring, rectangle: Rectangle, top: number, clay: string): void {
  const { fabric, care } = writers
  if (building.kind === 'gatehouse') return writeEavesRoof(writers, outline, top)
  const low = !isHigh(building)
  const parapet = low ? 0.4 : 0.95
  const inner = inset(outline, 0.22)
  fabric.paint(palette.roof).flat(outline, building.holes, top)
  fabric.paint(clay).walls(outline, top, top + parapet)
  fabric.paint(palette.slabEdge, 0.92).walls(inner, top, top + parapet, true)
  const coping = inset(outline, -0.07)
  fabric.paint(palette.slabEdge).flat(coping, [inner], top + parapet)
  if (care === 'whole') fabric.walls(coping, top + parapet - 0.12, top + parapet)
  for (const hole of building.holes) fabric.paint(clay).walls(anticlockwise(hole), 0, top + parapet, true)
  if (!low) writeRoofThings(writers, building, outline, rectangle, top, parapet)
}

const isHigh = ({ kind }: Building): boolean => kind === 'walkup' || kind === 'tower'

/** A flat slab that reaches over the walls on all sides, as on the room at a gate. */
function writeEavesRoof({ fabric }: BuildingWriters, outline: Ring, top: number): void {
  const eaves = inset(outline, -0.7)
  fabric.paint(palette.slabEdge).walls(eaves, top - 0.05, top + 0.3)
  fabric.paint(palette.roof).flat(eaves, [], top + 0.3)
  fabric.paint(palette.clay[1], 0.75).flat([...eaves].reverse(), [], top - 0.05)
}
