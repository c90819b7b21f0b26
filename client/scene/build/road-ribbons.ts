import type { Polygon } from 'polygon-clipping'
import type { Polyline, Position2, Ring } from '../../../models/site/geometry.ts'
import { type Frame, frameBetween, placeOn } from '../space.ts'
import { closed } from './unions.ts'

/** Cosine of the bend up to which two stretches meet in a mitre; a sharper one gets a disc. */
const gentle = 0.5

/** A road as pieces that meet without a gap: one quadrangle per stretch, mitred to the next, and a disc at each sharp bend. */
export function ribbonsOf(way: Polyline, widthMeters: number): Polygon[] {
  const line = way.filter((spot, index, all) => index === 0 || Math.hypot(spot[0] - all[index - 1][0], spot[1] - all[index - 1][1]) > 0.05)
  const half = widthMeters / 2
  const frames = line.slice(1).map((to, index) => frameBetween(line[index], to))
  const pieces: Polygon[] = []
  const edge = (at: number, own: Frame, side: number): Position2 => {
    const [before, after] = [frames[at - 1], frames[at]]
    const cosine = before && after ? before.alongEast * after.alongEast + before.alongNorth * after.alongNorth : -1
    if (cosine < gentle) return placeOn({ ...own, east: line[at][0], north: line[at][1] }, 0, side)
    const [east, north] = [before.alongEast + after.alongEast, before.alongNorth + after.alongNorth]
    const length = Math.hypot(east, north)
    // Along the bisector a corner lies farther out than half the width: by one over the cosine of half the bend.
    const reach = side / Math.sqrt((1 + cosine) / 2)
    return [line[at][0] + (north / length) * reach, line[at][1] - (east / length) * reach]
  }
  for (const [index, frame] of frames.entries()) {
    pieces.push([closed([edge(index, frame, half), edge(index + 1, frame, half), edge(index + 1, frame, -half), edge(index, frame, -half)])])
    const after = frames[index + 1]
    if (after && frame.alongEast * after.alongEast + frame.alongNorth * after.alongNorth < gentle) pieces.push([closed(disc(line[index + 1], half))])
  }
  return pieces
}

const disc = ([east, north]: Position2, radius: number): Ring =>
  Array.from(
    { length: 16 },
    (_, step): Position2 => [east + radius * Math.cos((step * Math.PI) / 8 + 0.13), north + radius * Math.sin((step * Math.PI) / 8 + 0.13)],
  )
