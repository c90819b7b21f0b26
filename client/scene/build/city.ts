import type { Community } from '../../../models/site/community.ts'
import type { Road } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { shareOfNumber } from '../random.ts'
import { type Bounds, type Frame, placeOn } from '../space.ts'
import { extended, planBounds, siteBounds } from './ground.ts'
import { MeshWriter } from './mesh-writer.ts'

/** A hint of the city around: plain blocks in rows, kept clear of the site and its streets, that fade into the paper. */
export function buildCity(community: Community): MeshWriter {
  const writer = new MeshWriter()
  const bounds = siteBounds(community)
  const plan = planBounds(community)
  const streets = community.roads.filter(({ kind }) => kind === 'street').map((road) => ({ line: extended(road, plan), widthMeters: road.widthMeters }))
  const middle = { east: (bounds.minEast + bounds.maxEast) / 2, north: (bounds.minNorth + bounds.maxNorth) / 2 }
  const reach = Math.max(bounds.maxEast - bounds.minEast, bounds.maxNorth - bounds.minNorth) / 2 + 260
  const [columns, rows] = [Math.ceil((reach * 2) / 72), Math.ceil((reach * 2) / 38)]
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const seed = row * 64 + column
      if (shareOfNumber(seed) < 0.22) continue
      const at = { east: middle.east - reach + column * 72 + 10 * shareOfNumber(seed, 1), north: middle.north - reach + row * 38 + 8 * shareOfNumber(seed, 2) }
      const length = 36 + 22 * shareOfNumber(seed, 3)
      const turn = ((Math.floor(column / 3) % 3) - 1) * 0.09
      const frame: Frame = { east: at.east, north: at.north, alongEast: Math.cos(turn), alongNorth: Math.sin(turn) }
      if (isTaken(bounds, streets, frame, length)) continue
      const height = shareOfNumber(seed, 4) < 0.05 ? 34 : 14 + 3 * Math.floor(shareOfNumber(seed, 5) * 3)
      writer.paint(palette.cityBlock).box(frame, 0, length, -12, 0, 0, height, { bottom: false })
      for (let head = 8; head < length - 4; head += 15) writer.box(frame, head, head + 3, -9, -6, height, height + 2, { bottom: false })
    }
  return writer
}

function isTaken(bounds: Bounds, streets: readonly Pick<Road, 'line' | 'widthMeters'>[], frame: Frame, length: number): boolean {
  for (let along = -8; along <= length + 8; along += 6)
    for (const outward of [-20, -6, 8]) {
      const [east, north] = placeOn(frame, along, outward)
      if (east > bounds.minEast - 34 && east < bounds.maxEast + 34 && north > bounds.minNorth - 34 && north < bounds.maxNorth + 34) return true
      for (const { line, widthMeters } of streets)
        for (let index = 1; index < line.length; index += 1) if (distanceTo(line[index - 1], line[index], east, north) < widthMeters / 2 + 4) return true
    }
  return false
}

function distanceTo(from: readonly [number, number], to: readonly [number, number], east: number, north: number): number {
  const [dEast, dNorth] = [to[0] - from[0], to[1] - from[1]]
  const share = Math.min(1, Math.max(0, ((east - from[0]) * dEast + (north - from[1]) * dNorth) / (dEast * dEast + dNorth * dNorth || 1)))
  return Math.hypot(east - from[0] - dEast * share, north - from[1] - dNorth * share)
}
