import type { Community } from '../../../models/site/community.ts'
import type { Device } from '../../../models/site/device.ts'
import { fenceSpans } from '../../../models/site/fence-spans.ts'
import type { Fence, Gate, Hydrant, WasteStation } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { type Frame, frameBetween, frameFacing, placeOn } from '../space.ts'
import { gateArmsOf, pivotMeters } from './gate-arms.ts'
import { MeshWriter } from './mesh-writer.ts'
import { writeYardFurniture } from './yard-furniture.ts'

/** Fences, gates, lamp posts, hydrants, waste stations, camera posts and what stands in the yards, as one merged mesh. */
export function buildStreetFurniture(community: Community): MeshWriter {
  const writer = new MeshWriter()
  for (const fence of community.fences) writeFence(writer, fence, community.gates)
  for (const gate of community.gates) writeGate(writer, gate)
  for (const lamp of community.lamps) writeLampPost(writer, lamp)
  for (const hydrant of community.hydrants) if (hydrant.kind === 'outdoor') writeHydrant(writer, hydrant)
  for (const station of community.wasteStations) writeWasteStation(writer, station)
  for (const device of community.devices) if (device.type === 'video.camera') writeCamera(writer, device)
  writeYardFurniture(writer, community)
  return writer
}

const square = (writer: MeshWriter, east: number, north: number, half: number, bottom: number, top: number): void =>
  writer.box({ east, north, alongEast: 1, alongNorth: 0 }, -half, half, -half, half, bottom, top, { bottom: false })

function writeFence(writer: MeshWriter, fence: Fence, gates: readonly Gate[]): void {
  const { kind, heightMeters } = fence
  for (const [start, end] of fenceSpans(fence, gates)) {
    const frame = frameBetween(start, end)
    const length = Math.hypot(end[0] - start[0], end[1] - start[1])
    if (kind === 'wall') writer.paint(palette.wall).box(frame, 0, length, -0.12, 0.12, 0, heightMeters, { bottom: false })
    else if (kind === 'hedge') writer.paint(palette.hedge).box(frame, 0, length, -0.4, 0.4, 0, heightMeters, { bottom: false })
    else writeRailing(writer, frame, 0, length, heightMeters)
  }
}

/** Low wall, posts, rails and pickets; pickets as single faces seen from both sides. */
function writeRailing(writer: MeshWriter, frame: Frame, from: number, to: number, height: number): void {
  writer.paint(palette.wall).box(frame, from, to, -0.12, 0.12, 0, 0.4, { bottom: false })
  writer.paint(palette.fence)
  writer.box(frame, from, to, -0.025, 0.025, height - 0.18, height - 0.12, { bottom: false, ends: false })
  writer.box(frame, from, to, -0.025, 0.025, 0.55, 0.6, { bottom: false, ends: false })
  const posts = Math.max(1, Math.round((to - from) / 3))
  for (let post = 0; post <= posts; post += 1) {
    const [east, north] = placeOn(frame, from + ((to - from) * post) / posts, 0)
    square(writer, east, north, 0.09, 0, height)
  }
  const pickets = Math.floor((to - from) / 0.45)
  const back: Frame = { east: frame.east, north: frame.north, alongEast: -frame.alongEast, alongNorth: -frame.alongNorth }
  for (let picket = 1; picket < pickets; picket += 1) {
    const at = from + ((to - from) * picket) / pickets
    writer.panel(frame, at - 0.025, at + 0.025, 0.4, height - 0.12, 0)
    writer.panel(back, -at - 0.025, -at + 0.025, 0.4, height - 0.12, 0)
  }
}

function writeGate(writer: MeshWriter, gate: Gate): void {
  const { position, heading, widthMeters, passes } = gate
  const frame = frameFacing(position, heading)
  const half = widthMeters / 2
  if (passes === 'people') {
    for (const along of [-half - 0.2, half]) writer.paint(palette.wall).box(frame, along, along + 0.2, -0.15, 0.15, 0, 2.5, { bottom: false })
    writer.paint(palette.slabEdge).box(frame, -half - 0.3, half + 0.3, -0.3, 0.3, 2.5, 2.7, {})
    return
  }
  for (const along of [-half - 1, half + 0.2]) writer.paint(palette.clay[0]).box(frame, along, along + 0.8, -0.6, 0.6, 0, 4.6, { bottom: false })
  writer.paint(palette.slabEdge).box(frame, -half - 1.3, half + 1.3, -1.1, 1.1, 4.6, 5.2, {})
  for (const arm of gateArmsOf(gate)) writer.paint(palette.post).box(arm, -0.18, 0.18, -0.2, 0.2, 0, pivotMeters + 0.2, { bottom: false })
}

function writeLampPost(writer: MeshWriter, { position, heightMeters, kind }: Community['lamps'][number]): void {
  if (kind === 'wall') return
  writer.paint(palette.post)
  square(writer, position[0], position[1], 0.06, 0, heightMeters)
  square(writer, position[0], position[1], 0.13, 0, 0.35)
  if (kind === 'road')
    writer.box({ east: position[0], north: position[1], alongEast: 1, alongNorth: 0 }, -0.05, 1.1, -0.05, 0.05, heightMeters - 0.1, heightMeters, {})
}

function writeHydrant(writer: MeshWriter, { position }: Hydrant): void {
  const [east, north] = position
  writer.paint(palette.hydrant)
  square(writer, east, north, 0.13, 0.13, 0.75)
  square(writer, east, north, 0.17, 0.62, 0.7)
  square(writer, east, north, 0.08, 0.75, 0.88)
  writer.box({ east, north, alongEast: 1, alongNorth: 0 }, -0.28, 0.28, -0.06, 0.06, 0.45, 0.57, {})
}

function writeWasteStation(writer: MeshWriter, { position, heading }: WasteStation): void {
  const frame = frameFacing(position, heading)
  writer.paint(palette.clay[0]).box(frame, -2.2, 2.2, -0.8, -0.65, 0.1, 2.2, { bottom: false })
  for (const along of [-2.2, 2.08]) writer.box(frame, along, along + 0.12, -0.65, 0.7, 0.1, 2.2, { bottom: false })
  writer.paint(palette.slabEdge).box(frame, -2.4, 2.4, -1, 1, 2.2, 2.35, {})
}

/** A camera on its own mast or on a wall: a tube that looks along its heading, or under a dome, whose eye shows where it looks; one that turns hangs from an arm. */
function writeCamera(writer: MeshWriter, { position: [east, north, up], heading = 0, place, settings }: Device): void {
  writer.paint(palette.post)
  if (place.building === undefined && up > 2) square(writer, east, north, 0.07, 0, up)
  const frame = frameFacing([east, north], heading)
  const body = settings?.body
  if (body !== 'dome' && body !== 'ptz') {
    writer.paint(palette.frame).box(frame, -0.11, 0.11, -0.1, 0.38, up - 0.11, up + 0.11, {})
    writer.paint(palette.ink).box(frame, -0.07, 0.07, 0.38, 0.4, up - 0.07, up + 0.07, { back: false })
    return
  }
  const half = body === 'ptz' ? 0.17 : 0.12
  if (body === 'ptz') writer.box(frame, -0.04, 0.04, 0, 0.24, up + 0.2, up + 0.28, {})
  writer.paint(palette.frame).box(frame, -half, half, 0.24 - half, 0.24 + half, up, up + 0.22, {})
  for (const [share, low] of [
    [0.86, 0.1],
    [0.55, 0.18],
  ] as const)
    writer.box(frame, -half * share, half * share, 0.24 - half * share, 0.24 + half * share, up - low, up, {})
  writer.paint(palette.ink).box(frame, -0.05, 0.05, 0.24, 0.26 + half, up - 0.08, up - 0.01, { back: false })
}
