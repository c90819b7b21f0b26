import type { Community } from '../../../models/site/community.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import type { Road, Tree } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { shareOfNumber } from '../random.ts'
import { type Bounds, type Frame, frameBetween, placeOn } from '../space.ts'
import { extended, planBounds, siteBounds } from './ground.ts'
import { MeshWriter } from './mesh-writer.ts'

/** A plain slab of the city around: where it begins, which way it runs, its length, depth and height in metres. */
type Block = { readonly frame: Frame; readonly length: number; readonly depth: number; readonly height: number; readonly seed: number }

type Streets = readonly Pick<Road, 'line' | 'widthMeters'>[]

/** Ground kept open between the site and the first slab. */
const clearMeters = 36
/** How far out slabs stand; beyond it all is haze. */
const reachMeters = 290
const [rowMeters, gapMeters] = [41, 15]

const streetsOf = (community: Community): Streets => {
  const plan = planBounds(community)
  return community.roads.filter(({ kind }) => kind === 'street').map((road) => ({ line: extended(road, plan), widthMeters: road.widthMeters }))
}

/** Rows of slabs as such quarters have them, from the site outwards on every side, kept clear of its streets. */
function blocksOf(community: Community): Block[] {
  const site = siteBounds(community)
  const streets = streetsOf(community)
  const blocks: Block[] = []
  const rows = Math.ceil((site.maxNorth - site.minNorth + reachMeters * 2) / rowMeters)
  for (let row = 0; row <= rows; row += 1) {
    const north = site.minNorth - reachMeters + row * rowMeters
    const turn = (shareOfNumber(Math.floor(row / 3), 9) - 0.5) * 0.1
    let east = site.minEast - reachMeters + 22 * shareOfNumber(row, 6)
    for (let number = 0; east < site.maxEast + reachMeters; number += 1) {
      const seed = row * 64 + number
      const length = 34 + 26 * shareOfNumber(seed, 3)
      const height = shareOfNumber(seed, 4) < 0.06 ? 40 : 15 + 3 * Math.floor(shareOfNumber(seed, 5) * 3)
      const block: Block = {
        frame: { east, north: north + 4 * shareOfNumber(seed, 2), alongEast: Math.cos(turn), alongNorth: Math.sin(turn) },
        length: height > 30 ? 24 : length,
        depth: height > 30 ? 17 : 12,
        height,
        seed,
      }
      east += block.length + gapMeters + 8 * shareOfNumber(seed, 7)
      if (shareOfNumber(seed, 1) > 0.1 && !isTaken(site, streets, block)) blocks.push(block)
    }
  }
  return blocks
}

function isTaken(site: Bounds, streets: Streets, { frame, length, depth }: Block): boolean {
  for (let along = -6; along <= length + 6; along += 6)
    for (const outward of [-depth - 6, -depth / 2, 6]) {
      const [east, north] = placeOn(frame, along, outward)
      const inside =
        east > site.minEast - clearMeters && east < site.maxEast + clearMeters && north > site.minNorth - clearMeters && north < site.maxNorth + clearMeters
      if (inside || nearStreet(streets, east, north, 7)) return true
    }
  return false
}

const nearStreet = (streets: Streets, east: number, north: number, asideMeters: number): boolean =>
  streets.some(({ line, widthMeters }) => line.slice(1).some((to, index) => distanceTo(line[index], to, east, north) < widthMeters / 2 + asideMeters))

/** A hint of the city around: pale slabs in rows that fade into the paper, standing in their own contact shade. */
export function buildCity(community: Community): MeshWriter {
  const writer = new MeshWriter()
  for (const block of blocksOf(community)) writeBlock(writer, block)
  return writer
}

function writeBlock(writer: MeshWriter, { frame, length, depth, height, seed }: Block): void {
  writeSkirt(writer, frame, length, depth)
  writer.paint(palette.cityBlock).box(frame, 0, length, -depth, 0, 0, height, { bottom: false, top: false })
  const at = (along: number, outward: number, up: number): readonly [number, number, number] => [...placeOn(frame, along, outward), up]
  writer.paint(palette.roof).quad([at(0, 0, height - 0.8), at(length, 0, height - 0.8), at(length, -depth, height - 0.8), at(0, -depth, height - 0.8)])
  writer.paint(palette.slabEdge)
  for (const [from, to, inner, outer] of [
    [0, length, -0.3, 0],
    [0, length, -depth, -depth + 0.3],
    [0, 0.3, -depth + 0.3, -0.3],
    [length - 0.3, length, -depth + 0.3, -0.3],
  ])
    writer.box(frame, from, to, inner, outer, height - 0.8, height, { bottom: false })
  writer.paint(palette.cityBlock)
  for (let head = 7; head < length - 4; head += 14.4) writer.box(frame, head, head + 3, -depth + 3, -depth + 6, height - 0.8, height + 1.8, { bottom: false })
  // Rows of windows as bands, barely darker than the wall: enough to tell how many storeys it has.
  writer.paint(palette.cityWindow)
  for (let sill = 1; sill < height - 2; sill += 2.9)
    for (let from = 1.2 + shareOfNumber(seed, 12); from < length - 2.4; from += 3.6) {
      writer.panel(frame, from, from + 1.9, sill, sill + 1.5, 0.02)
      const back: Frame = { ...frame, alongEast: -frame.alongEast, alongNorth: -frame.alongNorth }
      writer.panel(back, -from - 1.9, -from, sill, sill + 1.5, depth + 0.02)
    }
}

/** The shade a slab stands in, as a rim of ground that grows lighter outwards: its sky, not its sun. */
function writeSkirt(writer: MeshWriter, frame: Frame, length: number, depth: number): void {
  const rim = 9
  const inner = [placeOn(frame, 0, 0), placeOn(frame, length, 0), placeOn(frame, length, -depth), placeOn(frame, 0, -depth)]
  const outer = [placeOn(frame, -rim, rim), placeOn(frame, length + rim, rim), placeOn(frame, length + rim, -depth - rim), placeOn(frame, -rim, -depth - rim)]
  for (let corner = 0; corner < 4; corner += 1) {
    const next = (corner + 1) % 4
    writer.paint(palette.city, 0.7)
    const a = writer.vertex(inner[corner][0], inner[corner][1], -0.03, 0, 0, 1)
    const b = writer.vertex(inner[next][0], inner[next][1], -0.03, 0, 0, 1)
    writer.paint(palette.city)
    const c = writer.vertex(outer[next][0], outer[next][1], -0.03, 0, 0, 1)
    const d = writer.vertex(outer[corner][0], outer[corner][1], -0.03, 0, 0, 1)
    writer.triangle(a, d, c)
    writer.triangle(a, c, b)
  }
}

/** Trees between the slabs and along the streets as they run on: of the community's own street kinds, fewer where drawing is dear. */
export function cityTrees(community: Community, detail: 'full' | 'light'): Tree[] {
  const site = siteBounds(community)
  const streets = streetsOf(community)
  const share = detail === 'full' ? 1 : 0.5
  const trees: Tree[] = []
  const plant = (position: Position2, seed: number): void => {
    if (shareOfNumber(seed, 21) > share || inside(site, position, 26)) return
    if (Math.hypot(position[0] - (site.minEast + site.maxEast) / 2, position[1] - (site.minNorth + site.maxNorth) / 2) > 390) return
    trees.push({ position, heightMeters: 6 + 3 * shareOfNumber(seed, 22), kind: shareOfNumber(seed, 23) < 0.75 ? 'sophora' : 'ginkgo' })
  }
  for (const { frame, length, depth, seed } of blocksOf(community))
    for (let along = 4; along < length; along += 9)
      if (shareOfNumber(seed + along, 24) < 0.45)
        plant(placeOn(frame, along, 5.5 + 3 * shareOfNumber(seed + along, 25) - (along % 2) * (depth + 12)), seed * 7 + along)
  for (const [number, { line, widthMeters }] of streets.entries())
    for (let index = 1; index < line.length; index += 1) {
      const frame = frameBetween(line[index - 1], line[index])
      const long = Math.hypot(line[index][0] - line[index - 1][0], line[index][1] - line[index - 1][1])
      for (let along = 6; along < long; along += 12)
        for (const side of [-1, 1]) {
          const position = placeOn(frame, along, side * (widthMeters / 2 + 1.6))
          const crosses = streets.some((other, each) => each !== number && nearStreet([other], position[0], position[1], 2))
          // Within the plan the model says where trees stand.
          if (!crosses && !inside(planBounds(community), position, 4)) plant(position, number * 997 + along * 2 + side)
        }
    }
  return trees
}

const inside = (bounds: Bounds, [east, north]: Position2, margin: number): boolean =>
  east > bounds.minEast - margin && east < bounds.maxEast + margin && north > bounds.minNorth - margin && north < bounds.maxNorth + margin

function distanceTo(from: readonly [number, number], to: readonly [number, number], east: number, north: number): number {
  const [dEast, dNorth] = [to[0] - from[0], to[1] - from[1]]
  const share = Math.min(1, Math.max(0, ((east - from[0]) * dEast + (north - from[1]) * dNorth) / (dEast * dEast + dNorth * dNorth || 1)))
  return Math.hypot(east - from[0] - dEast * share, north - from[1] - dNorth * share)
}
