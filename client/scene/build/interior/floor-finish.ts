import type { RoomKind } from '../../../../models/site/building.ts'
import type { Ring } from '../../../../models/site/geometry.ts'
import { palette } from '../../palette.ts'
import { type Frame, placeOn, project } from '../../space.ts'
import type { MeshWriter } from '../mesh-writer.ts'
import { rectangleAround } from '../roof.ts'

/** What lies on a room's floor: its tone, and whether it is laid in tiles, planks or not at all. */
type Finish = { readonly tone: string; readonly laid: 'tiles' | 'planks' | 'screed'; readonly pitchMeters: number }

const finishes: Readonly<Record<RoomKind, Finish>> = {
  living: { tone: '#e3ddd3', laid: 'planks', pitchMeters: 0.3 },
  bedroom: { tone: '#e0d9ce', laid: 'planks', pitchMeters: 0.3 },
  study: { tone: '#e0d9ce', laid: 'planks', pitchMeters: 0.3 },
  hall: { tone: '#e2ded6', laid: 'tiles', pitchMeters: 0.8 },
  kitchen: { tone: '#dcdedd', laid: 'tiles', pitchMeters: 0.45 },
  bath: { tone: '#d6dadb', laid: 'tiles', pitchMeters: 0.33 },
  balcony: { tone: '#dad6ce', laid: 'tiles', pitchMeters: 0.33 },
  store: { tone: palette.paving, laid: 'screed', pitchMeters: 1 },
  shop: { tone: '#dedbd5', laid: 'tiles', pitchMeters: 0.8 },
  classroom: { tone: '#e0d9ce', laid: 'planks', pitchMeters: 0.4 },
  plant: { tone: palette.paving, laid: 'screed', pitchMeters: 1 },
}

/** The floor of a room in its finish; bare where the room is not looked at closely, wet rooms a little cooler. */
export function writeFloor(writer: MeshWriter, outline: Ring, kind: RoomKind, up: number, furnished: boolean): void {
  const { tone, laid, pitchMeters } = finishes[kind]
  writer.paint(furnished ? tone : kind === 'kitchen' || kind === 'bath' ? '#e1e2e1' : '#e6e3dd').flat(outline, [], up)
  if (!furnished || laid === 'screed') return
  const { frame, length, depth } = rectangleAround(outline)
  if (laid === 'planks') {
    // Every other board a shade darker: joints as lines would flicker from a distance.
    writer.paint(tone, 0.955)
    for (let outward = -pitchMeters; outward > -depth; outward -= pitchMeters * 2) writeStrip(writer, outline, frame, outward, pitchMeters, length, up)
    return
  }
  writer.paint(tone, 0.88)
  for (let outward = -pitchMeters; outward > -depth + 0.1; outward -= pitchMeters) writeStrip(writer, outline, frame, outward, 0.025, length, up)
  const across: Frame = { ...frame, alongEast: frame.alongNorth, alongNorth: -frame.alongEast }
  const [east, north] = placeOn(frame, 0, -depth)
  for (let along = pitchMeters; along < length - 0.1; along += pitchMeters) writeStrip(writer, outline, { ...across, east, north }, -along, 0.025, depth, up)
}

/** A strip along a frame where it lies inside the ring. */
function writeStrip(writer: MeshWriter, ring: Ring, frame: Frame, outward: number, wide: number, length: number, up: number): void {
  for (const [from, to] of insideOf(ring, frame, outward - wide / 2, length)) {
    const corner = (along: number, out: number): readonly [number, number, number] => {
      const [east, north] = placeOn(frame, along, out)
      return [east, north, up + 0.006]
    }
    writer.quad([corner(from, outward), corner(to, outward), corner(to, outward - wide), corner(from, outward - wide)])
  }
}

/** Where a line at `outward` runs inside a ring, as stretches along the frame. */
function insideOf(ring: Ring, frame: Frame, outward: number, length: number): [number, number][] {
  const crossings: number[] = []
  for (let corner = 0; corner < ring.length; corner += 1) {
    const [a, b] = [project(frame, ring[corner]), project(frame, ring[(corner + 1) % ring.length])]
    if (a.outward > outward === b.outward > outward) continue
    crossings.push(a.along + ((b.along - a.along) * (outward - a.outward)) / (b.outward - a.outward))
  }
  crossings.sort((a, b) => a - b)
  const stretches: [number, number][] = []
  for (let each = 0; each + 1 < crossings.length; each += 2) stretches.push([Math.max(0, crossings[each]), Math.min(length, crossings[each + 1])])
  return stretches
}
