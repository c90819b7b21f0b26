import type { Building, Unit } from '../../../../models/site/building.ts'
import type { Ring } from '../../../../models/site/geometry.ts'
import { palette } from '../../palette.ts'
import { anticlockwise, centreOf, frameBetween, frameFacing, placeOn, project } from '../../space.ts'
import type { MeshWriter } from '../mesh-writer.ts'
import { cutMeters } from './cut-walls.ts'

const treadMeters = 0.28
const railMeters = 0.9
const gapMeters = 0.12
const halfLandingMeters = 1.15

/** How a stair lies in its well: `frame` runs from the landing to the half landing, the well from 0 to `width` beside it. */
type Well = { readonly ring: Ring; readonly frame: ReturnType<typeof frameBetween>; readonly length: number; readonly width: number }

/**
 * A stair of two flights seen from the storey it serves: one goes up and is cut with the walls, one goes down to the half
 * landing below; a rail between them. On the ground floor the way down is the few steps to the door; on the top one nothing goes up.
 */
export function writeStairFlights(writer: MeshWriter, building: Building, unit: Unit, level: number, floor: number, dark: boolean): void {
  const well = wellOf(unit)
  if (!well) return
  const { frame, length, width } = well
  const rise = building.storeyHeightMeters / 2
  const down = level === 1 ? Math.max(0.15, Math.min(building.baseMeters, rise)) : rise
  writer.paint(palette.clay[1], 0.8).walls(anticlockwise(well.ring), floor - down - 0.02, floor, true)
  writer.paint(palette.plinth, dark ? 0.86 : 0.95).flat(well.ring, [], floor - down)
  const flight = Math.max(1.2, length - halfLandingMeters)
  const [left, middle, right] = [0.04, width / 2, width - 0.04]
  const tread = dark ? palette.door : palette.cap
  const steps = Math.max(3, Math.round(flight / treadMeters))
  const falls = level === 1 ? Math.max(1, Math.round(down / 0.16)) : steps
  writer.paint(tread, dark ? 1.25 : 1)
  for (let step = 0; step < falls; step += 1) {
    const from = (step * flight) / steps
    const to = step === falls - 1 && level > 1 ? flight : ((step + 1) * flight) / steps
    writer.box(frame, from, to, -middle + gapMeters / 2, -left, floor - down, floor - (down * (step + 0.5)) / falls, { bottom: false })
  }
  if (level < building.storeys)
    for (let step = 0; step < steps; step += 1) {
      const up = ((step + 1) * rise) / steps
      if (up > cutMeters) break
      writer.box(frame, (step * flight) / steps, ((step + 1) * flight) / steps, -right, -middle - gapMeters / 2, floor - down, floor + up, { bottom: false })
    }
  else writer.paint(palette.paving).box(frame, 0, 0.9, -right, -middle - gapMeters / 2, floor - 0.12, floor + 0.02, {})
  writeRail(writer, well, flight, floor, level === building.storeys ? 0 : rise)
}

/** From the rail's knee at the landing it climbs with the flight, as far as the cut. */
function writeRail(writer: MeshWriter, { frame, width }: Well, flight: number, floor: number, rise: number): void {
  writer.paint(palette.steel, 0.8)
  const posts = 6
  for (let post = 0; post <= posts; post += 1) {
    const share = post / posts
    const foot = floor + rise * share
    const top = Math.min(floor + cutMeters + 0.25, foot + railMeters)
    if (foot > floor + cutMeters) break
    writer.box(frame, flight * share, flight * share + 0.04, -width / 2 - 0.02, -width / 2 + 0.02, foot - rise * 0.1, top, { bottom: false })
  }
  const at = (share: number, outward: number, up: number): readonly [number, number, number] => {
    const [east, north] = placeOn(frame, flight * share, outward)
    return [east, north, up]
  }
  const reach = rise === 0 ? 1 : Math.min(1, (cutMeters + 0.25 - railMeters) / rise)
  const [low, high] = [floor + railMeters, floor + railMeters + rise * reach]
  const [near, far] = [-width / 2 + 0.03, -width / 2 - 0.03]
  writer.quad([at(0, near, low), at(reach, near, high), at(reach, far, high), at(0, far, low)])
  writer.quad([at(0, near, low - 0.06), at(reach, near, high - 0.06), at(reach, near, high), at(0, near, low)])
  writer.quad([at(reach, far, high - 0.06), at(0, far, low - 0.06), at(0, far, low), at(reach, far, high)])
}

/** The well, entered from its landing; without one from the side away from the door. */
function wellOf({ stairs, landing, entrance }: Unit): Well | null {
  if (!stairs) return null
  const [middle, before] = [centreOf(stairs), landing ? centreOf(landing) : null]
  const towards = before ? (Math.atan2(middle[0] - before[0], middle[1] - before[1]) * 180) / Math.PI : entrance.facing
  const ring = anticlockwise(stairs)
  // Of the well's own four directions the one that leads away from the landing.
  const edges = ring.map((from, corner) => frameBetween(from, ring[(corner + 1) % ring.length]))
  const wish = frameFacing(middle, towards)
  const best = edges.reduce((one, other) =>
    other.alongEast * wish.alongNorth - other.alongNorth * wish.alongEast > one.alongEast * wish.alongNorth - one.alongNorth * wish.alongEast ? other : one,
  )
  const spots = ring.map((corner) => project(best, corner))
  const [from, to] = [Math.min(...spots.map(({ along }) => along)), Math.max(...spots.map(({ along }) => along))]
  const [inner, outer] = [Math.min(...spots.map(({ outward }) => outward)), Math.max(...spots.map(({ outward }) => outward))]
  const [east, north] = placeOn(best, from, outer)
  return { ring, frame: { ...best, east, north }, length: to - from, width: outer - inner }
}
