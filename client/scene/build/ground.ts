import type { MultiPolygon, Polygon } from 'polygon-clipping'
import type { Community } from '../../../models/site/community.ts'
import type { Polyline, Position2, Ring } from '../../../models/site/geometry.ts'
import type { Bay, Road } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { type Bounds, boundsOf, frameBetween, inset, placeOn, signedArea } from '../space.ts'
import { MeshWriter } from './mesh-writer.ts'
import { writeNumber } from './painted-numbers.ts'
import { ribbonsOf } from './road-ribbons.ts'
import { closed, differenceOf, intersectionOf, opened, unionOf } from './unions.ts'

const kerbMeters = 0.13

const areaLooks = {
  paving: { color: palette.paving, up: 0.145 },
  lawn: { color: palette.lawn, up: 0.15 },
  garden: { color: palette.garden, up: 0.155 },
  water: { color: palette.water, up: 0.16 },
  'fire-ground': { color: palette.fireGround, up: 0.165 },
  playground: { color: palette.playground, up: 0.17 },
  parking: { color: palette.asphalt, up: 0 },
} as const

/** The site's bounds with the buildings, the square the light maps cover. */
export const siteBounds = (community: Community): Bounds => boundsOf([community.boundary, ...community.buildings.map(({ outline }) => outline)])

/** Ground of a community: asphalt is the union of roads and bays, what the boundary has beside it stands a kerb higher. */
export function buildGround(community: Community): MeshWriter {
  const writer = new MeshWriter()
  const bounds = siteBounds(community)
  const plan = planBounds(community)
  writeCityPlane(writer, bounds)
  const driven = unionOf([
    ...community.roads.filter(({ kind }) => kind !== 'path').flatMap((road) => ribbonsOf(extended(road, plan), road.widthMeters)),
    ...community.bays.map((bay): Polygon => [closed(bayRing(bay, 0.25))]),
    ...community.areas.filter(({ kind }) => kind === 'parking').map(({ outline, holes }): Polygon => [closed(outline), ...holes.map(closed)]),
  ])
  const paths = unionOf(community.roads.filter(({ kind }) => kind === 'path').flatMap((road) => ribbonsOf(extended(road, plan), road.widthMeters)))
  const islands = differenceOf([[closed(community.boundary)]], driven)
  const hasLawns = community.areas.some(({ kind }) => kind === 'lawn' || kind === 'garden')
  writer.paint(palette.asphalt)
  for (const polygon of driven) writeFlat(writer, polygon, 0.005)
  for (const polygon of islands) writeIsland(writer, polygon, hasLawns ? palette.paving : palette.lawn)
  for (const area of community.areas) {
    if (area.kind === 'parking') continue
    const look = areaLooks[area.kind]
    writer.paint(look.color)
    const shape = differenceOf([[closed(area.outline), ...area.holes.map(closed)]], driven)
    for (const polygon of shape) writeFlat(writer, polygon, look.up)
  }
  writer.paint(palette.paving)
  for (const polygon of intersectionOf(paths, islands)) writeFlat(writer, polygon, 0.175)
  writeAprons(writer, community)
  writeMarkings(writer, community, driven)
  return writer
}

function writeCityPlane(writer: MeshWriter, bounds: Bounds): void {
  const reach = Math.max(bounds.maxEast - bounds.minEast, bounds.maxNorth - bounds.minNorth) * 2.6 + 200
  const [east, north] = [(bounds.minEast + bounds.maxEast) / 2, (bounds.minNorth + bounds.maxNorth) / 2]
  writer.paint(palette.city).flat(
    [
      [east - reach, north - reach],
      [east + reach, north - reach],
      [east + reach, north + reach],
      [east - reach, north + reach],
    ],
    [],
    -0.05,
  )
}

function writeIsland(writer: MeshWriter, polygon: Polygon, color: string): void {
  writer.paint(color)
  writeFlat(writer, polygon, kerbMeters)
  for (const [index, closedRing] of polygon.entries()) {
    const ring = opened(closedRing)
    if (ring.length < 3) continue
    // Outer rings turn anticlockwise, holes clockwise: the island is always to the left, its side faces right.
    const turned = signedArea(ring) > 0 === (index === 0) ? ring : [...ring].reverse()
    writer.paint(palette.kerb, 0.9).walls(turned, -0.05, kerbMeters + 0.02)
    const inner = inset(turned, 0.16)
    writer.paint(palette.kerb)
    for (let corner = 0; corner < turned.length; corner += 1) {
      const next = (corner + 1) % turned.length
      const [a, b, c, d] = [turned[corner], turned[next], inner[next], inner[corner]]
      writer.quad([
        [a[0], a[1], kerbMeters + 0.02],
        [b[0], b[1], kerbMeters + 0.02],
        [c[0], c[1], kerbMeters + 0.02],
        [d[0], d[1], kerbMeters + 0.02],
      ])
    }
  }
}

/** A strip of paving around each building (散水). */
function writeAprons(writer: MeshWriter, community: Community): void {
  writer.paint(palette.paving)
  for (const building of community.buildings) {
    const ring = signedArea(building.outline) > 0 ? building.outline : [...building.outline].reverse()
    const outer = inset(ring, -1)
    writer.flat(outer, [ring], 0.18)
    writer.walls(outer, 0, 0.18)
  }
}

function writeMarkings(writer: MeshWriter, community: Community, driven: MultiPolygon): void {
  writer.paint(palette.marking)
  for (const road of community.roads) if (road.kind === 'main' || road.kind === 'street') writeDashes(writer, road, planBounds(community))
  for (const bay of community.bays) {
    const frame = bayFrame(bay)
    const half = { length: bay.lengthMeters / 2, width: bay.widthMeters / 2 }
    const line = (from: number, to: number, inner: number, outer: number) => writeStrip(writer, frame, from, to, inner, outer)
    line(-half.length, half.length, -half.width - 0.05, -half.width + 0.05)
    line(-half.length, half.length, half.width - 0.05, half.width + 0.05)
    line(half.length - 0.1, half.length, -half.width, half.width)
    const number = /\d+$/.exec(bay.id)?.[0]
    if (number) writeNumber(writer, frame, number, -half.length + 0.25, 0.025)
  }
  if (driven.length === 0) return
  for (const gate of community.gates) if (gate.passes !== 'people') writeCrossing(writer, gate)
}

const writeStrip = (writer: MeshWriter, frame: ReturnType<typeof frameBetween>, from: number, to: number, inner: number, outer: number): void => {
  const corners = [placeOn(frame, from, outer), placeOn(frame, to, outer), placeOn(frame, to, inner), placeOn(frame, from, inner)]
  writer.quad(corners.map(([east, north]) => [east, north, 0.025] as const))
}

function writeDashes(writer: MeshWriter, road: Road, plan: Bounds): void {
  const line = extended(road, plan)
  const { kind } = road
  for (let index = 1; index < line.length; index += 1) {
    const frame = frameBetween(line[index - 1], line[index])
    const length = Math.hypot(line[index][0] - line[index - 1][0], line[index][1] - line[index - 1][1])
    for (let at = 1.5; at < length - 2; at += kind === 'street' ? 7 : 6) writeStrip(writer, frame, at, Math.min(at + 2.2, length), -0.07, 0.07)
  }
}

/** Zebra just inside a vehicle gate, across the way in. */
function writeCrossing(writer: MeshWriter, { position, heading, widthMeters }: Community['gates'][number]): void {
  const radians = (heading * Math.PI) / 180
  const frame = { east: position[0], north: position[1], alongEast: Math.sin(radians), alongNorth: Math.cos(radians) }
  for (let across = -widthMeters / 2 + 0.4; across < widthMeters / 2 - 0.4; across += 0.9) writeStrip(writer, frame, 3.5, 6, across, across + 0.45)
}

export const bayFrame = ({ position, heading }: Bay): ReturnType<typeof frameBetween> => {
  const radians = (heading * Math.PI) / 180
  return { east: position[0], north: position[1], alongEast: Math.sin(radians), alongNorth: Math.cos(radians) }
}

export const bayRing = (bay: Bay, margin = 0): Ring => {
  const frame = bayFrame(bay)
  const [length, width] = [bay.lengthMeters / 2 + margin, bay.widthMeters / 2 + margin]
  return [placeOn(frame, -length, width), placeOn(frame, length, width), placeOn(frame, length, -width), placeOn(frame, -length, -width)]
}

/** How near the edge of all that is mapped a street must end to be taken as going on. */
const edgeMeters = 20

/** Streets of the city do not end at the plan's edge: they run on into the haze. One that ends within the plan ends. */
export function extended({ line, kind }: Road, plan: Bounds): Polyline {
  if (kind !== 'street' || line.length < 2) return line
  const onward = (from: Position2, to: Position2): Position2[] =>
    leaves(from, to, plan) ? [placeOn(frameBetween(from, to), Math.hypot(to[0] - from[0], to[1] - from[1]) + 600, 0)] : []
  const [first, second] = line
  const [beforeLast, last] = line.slice(-2)
  return [...onward(second, first), ...line, ...onward(beforeLast, last)]
}

/** All that is mapped: the site and every road. */
export const planBounds = (community: Community): Bounds => boundsOf([community.boundary, ...community.roads.map(({ line }) => line)])

const leaves = (from: Position2, to: Position2, { minEast, maxEast, minNorth, maxNorth }: Bounds): boolean =>
  (to[0] > maxEast - edgeMeters && to[0] > from[0]) ||
  (to[0] < minEast + edgeMeters && to[0] < from[0]) ||
  (to[1] > maxNorth - edgeMeters && to[1] > from[1]) ||
  (to[1] < minNorth + edgeMeters && to[1] < from[1])

function writeFlat(writer: MeshWriter, polygon: Polygon, up: number): void {
  const [outline, ...holes] = polygon.map(opened)
  if (outline && outline.length >= 3) writer.flat(outline, holes, up)
}
