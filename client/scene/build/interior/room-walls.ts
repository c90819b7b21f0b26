import type { Ring } from '../../../../models/site/geometry.ts'
import { contains, type Frame, frameBetween, placeOn, project } from '../../space.ts'
import { type Gap, withoutGaps } from './cut-walls.ts'

/** A thing to be put against a wall: so long along it, so deep into the room. */
export type Footprint = { readonly along: number; readonly deep: number }
/** Where it stands: `frame` starts at its left end on the wall, the room lies inward (negative outward). */
export type Stand = { readonly frame: Frame; readonly wallLength: number }

type Box = { readonly low: readonly [number, number]; readonly high: readonly [number, number] }

const doorClearMeters = 0.75
const wallHalfMeters = 0.08

/**
 * Finds room for furniture: against a stretch of wall that no door breaks, inside the room, clear of what stands already
 * and of the floor before doors.
 */
export class RoomWalls {
  private readonly taken: Box[] = []
  private readonly axes: Frame

  constructor(
    private readonly ring: Ring,
    private readonly doors: readonly Gap[],
  ) {
    this.axes = frameBetween(ring[0], ring[1])
    for (const door of doors) {
      const half = door.widthMeters / 2
      const frame = { east: door.at[0], north: door.at[1], alongEast: Math.cos(door.along), alongNorth: Math.sin(door.along) }
      this.taken.push(this.boxOf(frame, -half, half, -doorClearMeters, doorClearMeters))
    }
  }

  /** A stand for a footprint, on the longest wall first (or the shortest); `centred` in its free stretch or in a corner. Null where none fits. */
  place({ along, deep }: Footprint, wish: 'longest' | 'shortest' | Frame, centred: boolean): Stand | null {
    const walls = this.ring
      .map((from, corner) => {
        const to = this.ring[(corner + 1) % this.ring.length]
        return { frame: frameBetween(from, to), length: Math.hypot(to[0] - from[0], to[1] - from[1]) }
      })
      .filter(({ length }) => length >= along)
      .sort((a, b) => rank(a, wish) - rank(b, wish))
    for (const { frame, length } of walls)
      for (const [from, to] of withoutGaps(frame, length, this.doors)) {
        const spare = to - from - along
        if (spare < 0) continue
        const margin = Math.min(spare / 2, 0.1)
        for (const start of centred ? [from + spare / 2, from + margin, to - along - margin] : [from + margin, to - along - margin, from + spare / 2]) {
          if (!this.fits(frame, start, along, deep)) continue
          this.taken.push(this.boxOf(frame, start, start + along, -deep, 0))
          const [east, north] = placeOn(frame, start, -wallHalfMeters)
          return { frame: { ...frame, east, north }, wallLength: length }
        }
      }
    return null
  }

  private fits(frame: Frame, start: number, along: number, deep: number): boolean {
    const inside = [
      [0.06, -0.12],
      [along - 0.06, -0.12],
      [along - 0.06, -deep - 0.06],
      [0.06, -deep - 0.06],
      [along / 2, -deep / 2],
    ].every(([x, out]) => contains(this.ring, ...placeOn(frame, start + x, out)))
    if (!inside) return false
    const box = this.boxOf(frame, start, start + along, -deep - 0.05, 0)
    return this.taken.every(
      ({ low, high }) => box.high[0] <= low[0] + 0.02 || box.low[0] >= high[0] - 0.02 || box.high[1] <= low[1] + 0.02 || box.low[1] >= high[1] - 0.02,
    )
  }

  private boxOf(frame: Frame, from: number, to: number, inner: number, outer: number): Box {
    const spots = [placeOn(frame, from, inner), placeOn(frame, to, inner), placeOn(frame, to, outer), placeOn(frame, from, outer)].map((spot) =>
      project(this.axes, spot),
    )
    return {
      low: [Math.min(...spots.map(({ along }) => along)), Math.min(...spots.map(({ outward }) => outward))],
      high: [Math.max(...spots.map(({ along }) => along)), Math.max(...spots.map(({ outward }) => outward))],
    }
  }
}

/** The smaller the sooner: by length, or by how well a wall faces another one. */
function rank({ frame, length }: { frame: Frame; length: number }, wish: 'longest' | 'shortest' | Frame): number {
  if (wish === 'longest') return -length
  if (wish === 'shortest') return length
  return (frame.alongEast * wish.alongEast + frame.alongNorth * wish.alongNorth) * 100 - length
}
