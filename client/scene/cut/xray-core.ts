import type { Building, Unit } from '../../../models/site/building.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { MeshWriter } from '../build/mesh-writer.ts'
import { palette } from '../palette.ts'
import { roofHeightOf, stillRow } from '../site-index.ts'
import { anticlockwise, type Frame, frameBetween, placeOn } from '../space.ts'

const postMeters = 0.12
const slabMeters = 0.14

/** What rises inside a house, solid behind walls that give way: flights of stairs, landings, the frames of lift shafts. */
export function buildXrayCore(buildings: readonly Building[]): MeshWriter {
  const writer = new MeshWriter()
  writer.storey = stillRow
  for (const building of buildings)
    for (const unit of building.units) {
      for (let level = 1; level <= building.storeys; level += 1) writeLevel(writer, building, unit, level)
      for (const { shaft } of unit.lifts) writeShaft(writer, anticlockwise(shaft), 0, roofHeightOf(building))
    }
  return writer
}

function writeLevel(writer: MeshWriter, building: Building, unit: Unit, level: number): void {
  const floor = elevationOf(building, level)
  writer.paint(palette.paving)
  if (unit.landing) {
    const ring = anticlockwise(unit.landing)
    writer.flat(ring, [], floor)
    writer.walls(ring, floor - slabMeters, floor)
  }
  if (unit.stairs && level < building.storeys) writeFlights(writer, anticlockwise(unit.stairs), floor, building.storeyHeightMeters)
}

/** Two flights with half a storey each, up one side of the well and back on the other. */
function writeFlights(writer: MeshWriter, ring: readonly (readonly [number, number])[], floor: number, rise: number): void {
  const [frame, length, width] = longSide(ring)
  const half = floor + rise / 2
  writer.paint(palette.slabEdge)
  for (const [inner, outer, from, to] of [
    [-width, -width / 2 - 0.05, floor, half],
    [-width / 2 + 0.05, 0, floor + rise, half],
  ] as const) {
    const corner = (along: number, outward: number, up: number): readonly [number, number, number] => {
      const [east, north] = placeOn(frame, along, outward)
      return [east, north, up]
    }
    const slope = [corner(0, outer, from), corner(length, outer, to), corner(length, inner, to), corner(0, inner, from)]
    writer.quad(slope)
    // Seen from below as well.
    writer.quad([...slope].reverse())
  }
}

function longSide(ring: readonly (readonly [number, number])[]): [Frame, number, number] {
  const sides = ring.map((from, at) => ({ from, to: ring[(at + 1) % ring.length] }))
  const lengthOf = ({ from, to }: (typeof sides)[number]): number => Math.hypot(to[0] - from[0], to[1] - from[1])
  const [longest] = [...sides].sort((a, b) => lengthOf(b) - lengthOf(a))
  const frame = frameBetween([longest.from[0], longest.from[1]], [longest.to[0], longest.to[1]])
  const off = ring.map(([east, north]) => Math.abs((east - frame.east) * frame.alongNorth - (north - frame.north) * frame.alongEast))
  return [frame, lengthOf(longest), Math.max(...off)]
}

/** Its posts and the ring of each top; the car in it is the lift layer’s own. */
function writeShaft(writer: MeshWriter, ring: readonly (readonly [number, number])[], low: number, high: number): void {
  writer.paint(palette.steel)
  for (const [at, from] of ring.entries()) {
    const to = ring[(at + 1) % ring.length]
    const frame = frameBetween([from[0], from[1]], [to[0], to[1]])
    writer.box(frame, 0, postMeters, -postMeters, 0, low, high, { bottom: false })
    writer.box(frame, 0, Math.hypot(to[0] - from[0], to[1] - from[1]), -postMeters, 0, high - postMeters, high, {})
  }
}
