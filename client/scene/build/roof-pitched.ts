import type { Building } from '../../../models/site/building.ts'
import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import { type Frame, placeOn } from '../space.ts'
import type { BuildingWriters } from './facade-writers.ts'
import type { Rectangle } from './roof.ts'

type Spot = readonly [number, number, number]

const eavesMeters = 0.55
const ribPitchMeters = 1.1

/** A hipped or gabled roof: eaves with their gutter, ridge and hips capped, ribs of the sheeting, vents that look out of the slope. */
export function writePitchedRoof({ fabric, fittings, care }: BuildingWriters, building: Building, { frame, length, depth }: Rectangle, top: number): void {
  const { roof, id } = building
  const rise = Math.min(Math.max(roof.heightMeters, 1.2), depth * 0.32)
  const hip = roof.shape === 'hipped' ? Math.min(depth / 2, length / 2 - 0.5) : 0
  const at = (along: number, outward: number, up: number): Spot => {
    const [east, north] = placeOn(frame, along, outward)
    return [east, north, up]
  }
  const low = top + 0.24
  const high = low + rise
  const middle = -depth / 2
  const [west, east, front, back] = [-eavesMeters, length + eavesMeters, eavesMeters, -depth - eavesMeters]
  fabric.paint(palette.slabEdge).box(frame, west, east, back, front, top, low, {})
  const [a, b, c, d] = [at(west, front, low), at(east, front, low), at(east, back, low), at(west, back, low)]
  const [left, right] = [hip > 0 ? hip : west, hip > 0 ? length - hip : east]
  const ridge: readonly [Spot, Spot] = [at(left, middle, high), at(right, middle, high)]
  fabric.paint(palette.pitchedRoof)
  fabric.quad([a, b, ridge[1], ridge[0]])
  fabric.quad([c, d, ridge[0], ridge[1]])
  if (hip === 0) fabric.paint(palette.clay[1])
  fabric.quad([b, c, ridge[1], ridge[1]])
  fabric.quad([d, a, ridge[0], ridge[0]])
  fabric.paint(palette.slabEdge, 0.94).box(frame, left - 0.1, right + 0.1, middle - 0.16, middle + 0.16, high - 0.05, high + 0.12, {})
  if (care === 'plain') return
  fabric.paint(palette.steel, 1.2)
  for (const [inner, outer] of [
    [front, front + 0.14],
    [back - 0.14, back],
  ] as const)
    fabric.box(frame, west, east, inner, outer, low - 0.14, low, {})
  writeRibs(fittings.paint(palette.pitchedRoof, 0.86), frame, { west, east, left, right, front, back, middle, low, high })
  const pitch = building.kind === 'bungalow' ? 4.8 : 7.2
  for (let each = 0; (each + 0.5) * pitch < length; each += 1) {
    const along = (each + 0.5) * pitch + (shareOf(id, each) - 0.5) * 0.8
    if (along < left + 0.6 || along > right - 0.6) continue
    if (building.kind === 'bungalow') {
      fabric.paint(palette.clay[2]).box(frame, along, along + 0.5, middle - 1.5, middle - 1, low + rise * 0.5, high + 0.65, { bottom: false })
      fabric.paint(palette.slabEdge).box(frame, along - 0.06, along + 0.56, middle - 1.56, middle - 0.94, high + 0.65, high + 0.73, {})
    } else if (building.kind !== 'bicycle-shed') writeDormer({ fabric, fittings }, frame, along, { front, middle, low, high })
  }
}

type Slopes = { west: number; east: number; left: number; right: number; front: number; back: number; middle: number; low: number; high: number }

/** Raised seams of the roof sheets, from eaves to ridge or hip. */
function writeRibs(fittings: BuildingWriters['fittings'], frame: Frame, { west, east, left, right, front, back, middle, low, high }: Slopes): void {
  for (let along = west + 0.6; along < east - 0.3; along += ribPitchMeters) {
    const reach = along < left ? (along - west) / Math.max(0.1, left - west) : along > right ? (east - along) / Math.max(0.1, east - right) : 1
    for (const edge of [front, back]) {
      const inner = edge + (middle - edge) * reach
      const up = low + (high - low) * reach
      const at = (x: number, outward: number, height: number): Spot => {
        const [e, n] = placeOn(frame, x, outward)
        return [e, n, height + 0.03]
      }
      const corners = [at(along - 0.04, edge, low), at(along + 0.04, edge, low), at(along + 0.04, inner, up), at(along - 0.04, inner, up)]
      fittings.quad(edge === front ? corners : [...corners].reverse())
    }
  }
}

/** A small vent house on the slope, with slats to its front. */
function writeDormer(
  { fabric, fittings }: Pick<BuildingWriters, 'fabric' | 'fittings'>,
  frame: Frame,
  along: number,
  { front, middle, low, high }: Pick<Slopes, 'front' | 'middle' | 'low' | 'high'>,
): void {
  const face = front + (middle - front) * 0.42
  const foot = low + (high - low) * 0.42
  const head = foot + 0.72
  const back = front + (middle - front) * Math.min(1, 0.42 + 0.72 / (high - low))
  fabric.paint(palette.clay[0]).box(frame, along - 0.55, along + 0.55, back, face, foot - 0.3, head, { bottom: false, back: false })
  fabric.paint(palette.pitchedRoof, 0.95).box(frame, along - 0.7, along + 0.7, back - 0.15, face + 0.18, head, head + 0.12, {})
  fabric.paint(palette.grey).panel(frame, along - 0.4, along + 0.4, foot + 0.12, head - 0.1, face + 0.012)
  fittings.paint(palette.frame)
  for (let slat = foot + 0.16; slat < head - 0.14; slat += 0.12) fittings.panel(frame, along - 0.4, along + 0.4, slat, slat + 0.04, face + 0.025)
}
