import type { Ring } from '../../../models/site/geometry.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { type Frame, frameBetween, placeOn } from '../space.ts'
import { type BuildingWriters, writePane, writeSheet, writeSlope } from './facade-writers.ts'
import { isGlazedIn, type Wall } from './openings.ts'

/** A balcony's outer edges, with the longest first among them told apart as its front. */
type Edge = { readonly frame: Frame; readonly length: number; readonly isFront: boolean }

/** How a home has its balcony: glazed over the parapet, glazed from the floor, half glazed, with a wall, or with a steel rail. */
export const balconyStyles = ['glazed', 'glass', 'half', 'walled', 'railed'] as const
export type BalconyStyle = (typeof balconyStyles)[number]

export function balconyStyleOf(seed: string): BalconyStyle {
  const share = shareOf(seed, 41)
  if (!isGlazedIn(seed)) return share < 0.5 ? 'walled' : 'railed'
  return share < 0.6 ? 'glazed' : share < 0.82 ? 'glass' : 'half'
}

export type Balcony = {
  readonly ring: Ring
  /** The walls of the house: an edge along one of them is no outer edge. */
  readonly walls: readonly Wall[]
  readonly bottom: number
  readonly storeyHeight: number
  readonly isTop: boolean
  readonly seed: string
}

const parapetMeters = 1.02
const headMeters = 2.5
const clothes = ['#c9c4bb', '#d8cfc4', '#b4b6b6', '#e8e4de', '#a7a49d', '#c6bcb0'] as const
const parapets = [palette.clay[1], palette.clay[1], palette.frame, palette.clay[4], palette.plinth] as const

/** A balcony with what its home made of it: slab, parapet or rail, panes, a sloping sheet against the rain, washing. */
export function writeBalcony(writers: BuildingWriters, balcony: Balcony): void {
  const { ring, bottom, storeyHeight, isTop, seed } = balcony
  const { fabric, care } = writers
  const style = balconyStyleOf(seed)
  writeSlab(writers, ring, bottom)
  const edges = outerEdges(balcony)
  for (const edge of edges) writeEdge(writers, edge, style, bottom, seed)
  const enclosed = style === 'glazed' || style === 'glass'
  if (enclosed) {
    fabric.paint(palette.frame).walls(ring, bottom + headMeters, bottom + headMeters + 0.1)
    fabric.flat(ring, [], bottom + headMeters + 0.1)
  }
  if (isTop) writeSlab(writers, ring, bottom + storeyHeight)
  if (care === 'plain') return
  const front = edges.find(({ isFront }) => isFront)
  if (!front) return
  if (enclosed && !isTop && shareOf(seed, 42) < 0.2)
    writeSlope(fabric.paint(palette.grey, 1.3), front.frame, [-0.1, front.length + 0.1], [-0.5, bottom + headMeters + 0.24], [0.42, bottom + headMeters + 0.02])
  if (enclosed && shareOf(seed, 43) < 0.22) writeHungConditioner(writers, front, bottom, seed)
  if (!enclosed && shareOf(seed, 44) < 0.7) writeWashing(writers, front, bottom, seed)
}

function writeSlab({ fabric }: BuildingWriters, ring: Ring, up: number): void {
  fabric.paint(palette.slabEdge).walls(ring, up - 0.14, up + 0.04)
  fabric.flat(ring, [], up + 0.04)
  fabric.paint(palette.clay[1], 0.7).flat([...ring].reverse(), [], up - 0.14)
}

function outerEdges({ ring, walls }: Balcony): Edge[] {
  const edges = ring.flatMap((from, corner) => {
    const to = ring[(corner + 1) % ring.length]
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const frame = frameBetween(from, to)
    return walls.some((wall) => runsAlong(frame, length, wall)) ? [] : [{ frame, length }]
  })
  const longest = Math.max(0, ...edges.map(({ length }) => length))
  return edges.map((edge) => ({ ...edge, isFront: edge.length === longest }))
}

/** Whether an edge lies on a wall: within a third of a metre of it, and beside it for more than a hand's breadth. */
function runsAlong(edge: Frame, length: number, { frame, lengthMeters }: Wall): boolean {
  const off = (east: number, north: number) => (east - edge.east) * edge.alongNorth - (north - edge.north) * edge.alongEast
  const on = (east: number, north: number) => (east - edge.east) * edge.alongEast + (north - edge.north) * edge.alongNorth
  const [endEast, endNorth] = placeOn(frame, lengthMeters, 0)
  if (Math.abs(off(frame.east, frame.north)) >= 0.35 || Math.abs(off(endEast, endNorth)) >= 0.35) return false
  const [start, end] = [on(frame.east, frame.north), on(endEast, endNorth)]
  return Math.min(start, end) < length - 0.1 && Math.max(start, end) > 0.1
}

function writeEdge(writers: BuildingWriters, edge: Edge, style: BalconyStyle, bottom: number, seed: string): void {
  const { fabric, glass } = writers
  const { frame, length, isFront } = edge
  const [parapet, head] = [bottom + parapetMeters, bottom + headMeters]
  const solid = parapets[Math.floor(shareOf(seed, 5) * parapets.length)]
  switch (style) {
    case 'glazed':
    case 'half':
    case 'walled':
      fabric.paint(solid).box(frame, 0, length, -0.08, 0, bottom + 0.04, parapet, { bottom: false })
      fabric.paint(palette.slabEdge).box(frame, -0.02, length + 0.02, -0.1, 0.03, parapet - 0.05, parapet + 0.03, { bottom: false })
      if (style === 'glazed') writePane(glass, frame, 0.02, length - 0.02, parapet, head, -0.03, seed)
      if (style === 'half' && isFront) {
        const split = length * (0.42 + 0.2 * shareOf(seed, 45))
        const [from, to] = shareOf(seed, 46) < 0.5 ? [0.02, split] : [length - split, length - 0.02]
        writePane(glass, frame, from, to, parapet, head, -0.03, seed)
        fabric.paint(palette.frame).box(frame, from, to, -0.08, 0, head, head + 0.08, {})
      }
      return
    case 'glass':
      fabric.paint(palette.frame).box(frame, 0, length, -0.08, 0, bottom + 0.04, bottom + 0.18, { bottom: false })
      writePane(glass, frame, 0.02, length - 0.02, bottom + 0.18, bottom + 1.0, -0.03, seed)
      fabric.box(frame, 0, length, -0.06, 0, bottom + 1.0, bottom + 1.07, {})
      writePane(glass, frame, 0.02, length - 0.02, bottom + 1.07, head, -0.03, seed)
      return
    case 'railed':
      writeRail(writers, edge, bottom)
  }
}

/** A rail of steel: its frame is seen from afar, its bars from near. */
function writeRail({ fabric, fittings, care }: BuildingWriters, { frame, length }: Edge, bottom: number): void {
  fabric.paint(palette.steel)
  fabric.box(frame, 0, length, -0.05, 0, bottom + 1.02, bottom + 1.08, {})
  fabric.box(frame, 0, length, -0.04, -0.01, bottom + 0.14, bottom + 0.18, {})
  if (care === 'plain') return
  fittings.paint(palette.steel)
  const bars = Math.max(2, Math.round(length / 0.14))
  for (let bar = 0; bar <= bars; bar += 1) {
    const along = (length * bar) / bars
    writeSheet(fittings, frame, along - 0.014, along + 0.014, bottom + 0.18, bottom + 1.02, -0.025)
  }
}

/** Washing on its line under the balcony above. */
function writeWashing({ fittings }: BuildingWriters, { frame, length }: Edge, bottom: number, seed: string): void {
  const line = bottom + 2.2
  fittings.paint(palette.steel).box(frame, 0.1, length - 0.1, -0.4, -0.37, line, line + 0.03, {})
  let along = 0.2 + shareOf(seed, 47) * 0.4
  for (let piece = 0; along < length - 0.5; piece += 1) {
    const wide = 0.3 + shareOf(seed, 50 + piece) * 0.5
    const long = 0.5 + shareOf(seed, 60 + piece) * 0.6
    const color = clothes[Math.floor(shareOf(seed, 70 + piece) * clothes.length)]
    if (shareOf(seed, 80 + piece) < 0.75) writeSheet(fittings.paint(color), frame, along, Math.min(along + wide, length - 0.1), line - long, line, -0.385)
    along += wide + 0.06 + shareOf(seed, 90 + piece) * 0.3
  }
}

function writeHungConditioner({ fabric, fittings }: BuildingWriters, { frame, length }: Edge, bottom: number, seed: string): void {
  const from = 0.15 + shareOf(seed, 48) * Math.max(0, length - 1.2)
  fabric.paint(palette.airConditioner).box(frame, from, from + 0.84, 0.06, 0.4, bottom + 0.2, bottom + 0.78, { back: false })
  fittings.paint(palette.grey).panel(frame, from + 0.28, from + 0.76, bottom + 0.25, bottom + 0.73, 0.405)
}
