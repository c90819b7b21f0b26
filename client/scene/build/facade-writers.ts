import type { Position2 } from '../../../models/site/geometry.ts'
import { shareOf } from '../random.ts'
import { type Frame, placeOn } from '../space.ts'
import type { MeshWriter } from './mesh-writer.ts'

/** `whole`: reveals, sills, air conditioners, fittings. `plain`: openings and balconies alone, for a model with more façade than a machine should hold. */
export type FacadeCare = 'whole' | 'plain'

/** Where the parts of a house go: what is solid, its panes, and what is too small to be seen from afar. */
export type BuildingWriters = { readonly fabric: MeshWriter; readonly glass: MeshWriter; readonly fittings: MeshWriter; readonly care: FacadeCare }

/** What is written next belongs to this storey and this home, in all three meshes. */
export function startAt({ fabric, glass, fittings }: BuildingWriters, storey: number, place: number): void {
  fabric.storey = glass.storey = fittings.storey = storey
  fabric.place = glass.place = fittings.place = place
}

/** A thin sheet along a frame, seen from both sides. */
export function writeSheet(writer: MeshWriter, frame: Frame, from: number, to: number, bottom: number, top: number, outward: number): void {
  writer.panel(frame, from, to, bottom, top, outward)
  const [start, end] = [placeOn(frame, from, outward), placeOn(frame, to, outward)]
  writer.quad([
    [end[0], end[1], bottom],
    [start[0], start[1], bottom],
    [start[0], start[1], top],
    [end[0], end[1], top],
  ])
}

/** A sheet that slopes across a frame from one distance and height to another, seen from above and below. */
export function writeSlope(writer: MeshWriter, frame: Frame, [from, to]: Position2, [inner, innerUp]: Position2, [outer, outerUp]: Position2): void {
  const at = (along: number, outward: number, up: number): readonly [number, number, number] => {
    const [east, north] = placeOn(frame, along, outward)
    return [east, north, up]
  }
  const corners = [at(from, outer, outerUp), at(to, outer, outerUp), at(to, inner, innerUp), at(from, inner, innerUp)]
  writer.quad(corners)
  writer.quad([...corners].reverse())
}

/** An upright column with as many sides as wanted. */
export function writeColumn(writer: MeshWriter, [east, north]: Position2, radius: number, bottom: number, top: number, sides = 8, topRadius = radius): void {
  const at = (side: number, reach: number, up: number): readonly [number, number, number] => {
    const turn = (side / sides) * Math.PI * 2
    return [east + Math.cos(turn) * reach, north + Math.sin(turn) * reach, up]
  }
  for (let side = 0; side < sides; side += 1) {
    writer.quad([at(side, radius, bottom), at(side + 1, radius, bottom), at(side + 1, topRadius, top), at(side, topRadius, top)])
    writer.quad([at(side, topRadius, top), at(side + 1, topRadius, top), [east, north, top], [east, north, top]])
  }
}

/** The pane's colour carries when it is lit (share of the home's power, by room), its light's hue, and whether a curtain is drawn. */
export function writePane(glass: MeshWriter, frame: Frame, left: number, right: number, bottom: number, top: number, outward: number, seed: string): void {
  const room = seed.slice(0, seed.lastIndexOf('-'))
  glass.color = [0.02 + 0.98 * shareOf(room, 11), shareOf(room, 12), shareOf(seed, 13)]
  glass.pane(frame, left, right, bottom, top, outward)
}
