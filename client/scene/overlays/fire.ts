import { Group, type Mesh, type Object3D, type ShaderMaterial } from 'three'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { DeviceEntry } from '../../../models/register.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { buildWayNet, lengthOf, routeBetween } from '../route-out.ts'
import type { RoomAt } from '../site-index.ts'
import { anticlockwise, centreOf, frameBetween, placeOn } from '../space.ts'
import { isShown, isStanding } from './alarm-standing.ts'
import { toneOf } from './flat-material.ts'
import type { OverlaySite } from './overlay.ts'
import type { PlaceTints } from './place-tints.ts'
import { Shapes } from './shapes.ts'

/** A note beside what a fire concerns: `zh`/`en` text at a place in the scene. */
export type FireNote = { readonly kind: 'hydrant' | 'assembly'; readonly id: string; readonly meters: number; readonly at: readonly [number, number, number] }

export type Fire = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  readonly rooms: readonly string[]
  readonly notes: readonly FireNote[]
  dispose(): void
}

const red = [216, 52, 60] as const
const blue = toneOf(palette.advice, 0.95)

/** A fire as it must be seen: the room in red by what its detector reports, its home paler, the way out in blue, the hydrants near. */
export function createFire(site: OverlaySite, tints: PlaceTints): Fire {
  const object = new Group()
  object.name = 'fire'
  const layer = tints.addLayer()
  /** Rows coloured now. */
  const coloured: number[] = []
  let rooms: { readonly room: RoomAt; readonly entry: DeviceEntry }[] = []
  let volumes: Shapes | null = null
  let notes: FireNote[] = []
  let key = ''
  let net: ReturnType<typeof buildWayNet> | null = null

  function clear(): void {
    for (const child of [...object.children]) object.remove(child)
    for (const mesh of meshes.splice(0)) {
      mesh.geometry.dispose()
      const material: unknown = mesh.material
      if (isMaterial(material)) material.dispose()
    }
    volumes = null
    notes = []
  }
  const meshes: Mesh[] = []

  function rebuild(): void {
    clear()
    if (rooms.length === 0) return
    volumes = new Shapes()
    for (const { room } of rooms) writeVolume(volumes, room)
    net ??= buildWayNet(site.index.community)
    const guide = new Shapes()
    const inside = new Shapes()
    const entrances = new Set<string>()
    const homes = new Set<string>()
    for (const { room } of rooms) {
      if (!homes.has(room.home.home.id)) writeWayInside(inside, room)
      homes.add(room.home.home.id)
      if (entrances.has(room.home.unit.id)) continue
      entrances.add(room.home.unit.id)
      notes.push(...writeWayOut(guide, site, net, room))
    }
    meshes.push(volumes.toMesh('fire-rooms', site.uniforms, true), guide.toMesh('way-out', site.uniforms), inside.toMesh('way-inside', site.uniforms, true))
    for (let shape = 0; shape < guide.size; shape += 1) guide.paint(shape, blue)
    for (let shape = 0; shape < inside.size; shape += 1) inside.paint(shape, blue)
    object.add(...meshes)
  }

  function find(alarms: readonly AlarmState[]): void {
    rooms = []
    for (const alarm of alarms) {
      const entry = site.register.devices.get(alarm.device)
      const room = site.index.rooms.get(entry?.device.place.room ?? '')
      if (!entry || !room || !isShown(alarm) || !isStanding(alarm) || alarm.class !== 'lifeSafety' || !entry.points.has('obscuration')) continue
      if (!rooms.some((each) => each.room === room)) rooms.push({ room, entry })
    }
  }

  /** The room in red, its home paler. */
  function colour(room: RoomAt, glow: number): void {
    const { home } = room.home
    const homeRow = site.index.homeRow.get(home.id) ?? 0
    layer.wantAlarm(room.row, 120 + 110 * glow)
    layer.want(homeRow, red[0], red[1], red[2], 150)
    coloured.push(room.row, homeRow)
    for (const other of site.index.roomsOfHome.get(home.id) ?? []) {
      if (other === room) continue
      layer.wantAlarm(other.row, 62)
      coloured.push(other.row)
    }
  }

  return {
    object,
    get rooms() {
      return rooms.map(({ room }) => room.id)
    },
    get notes() {
      return notes
    },
    update({ alarms, buffer, shownAt, fresh }) {
      if (fresh.alarms) {
        find(alarms)
        const next = rooms.map(({ room }) => room.id).join(' ')
        if (next !== key) {
          key = next
          rebuild()
        }
      } else if (rooms.length === 0 || !(fresh.telemetry || fresh.minute)) return false
      for (const row of coloured) layer.clear(row)
      coloured.length = 0
      let changed = fresh.alarms
      for (const [number, { room, entry }] of rooms.entries()) {
        const glow = glowOf(entry, buffer, shownAt)
        colour(room, glow)
        if (volumes?.paint(number, toneOf(palette.critical, 0.16 + 0.3 * glow))) changed = true
      }
      return changed
    },
    dispose: clear,
  }
}

const isMaterial = (material: unknown): material is ShaderMaterial => typeof material === 'object' && material !== null && 'dispose' in material

/** 0–1 by smoke and heat, whichever is worse: full at 0.5 dB/m or 120 °C; at least a little, as long as the alarm stands. */
function glowOf(entry: DeviceEntry, buffer: FrameContext['buffer'], shownAt: number): number {
  const share = (id: string, from: number, to: number): number => {
    const point = entry.points.get(id)
    return point && readingState(buffer, point, shownAt) === 'true' ? Math.min(1, Math.max(0, (buffer.value[point.series] - from) / (to - from))) : 0
  }
  return Math.max(0.15, share('obscuration', 0, 0.5), share('temperature', 40, 120))
}

function writeVolume(shapes: Shapes, { room, home }: RoomAt): void {
  shapes.begin()
  const ring = anticlockwise(room.outline)
  const low = home.elevationMeters + 0.08
  const high = low + 2.45
  for (let corner = 0; corner < ring.length; corner += 1) {
    const to = ring[(corner + 1) % ring.length]
    const [a, b, c, d] = [
      shapes.vertex(ring[corner][0], ring[corner][1], low, 1),
      shapes.vertex(to[0], to[1], low, 1),
      shapes.vertex(to[0], to[1], high, 0.55),
      shapes.vertex(ring[corner][0], ring[corner][1], high, 0.55),
    ]
    shapes.triangle(a, b, c)
    shapes.triangle(a, c, d)
  }
}

function writeRibbon(shapes: Shapes, way: readonly (readonly [number, number, number])[], width: number): void {
  for (let index = 1; index < way.length; index += 1) {
    const [from, to] = [way[index - 1], way[index]]
    const frame = frameBetween([from[0], from[1]], [to[0], to[1]])
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (length < 0.05) continue
    shapes.begin()
    const reach = width * 0.42
    const [a, b, c, d] = [
      placeOn(frame, -reach, width / 2),
      placeOn(frame, length + reach, width / 2),
      placeOn(frame, length + reach, -width / 2),
      placeOn(frame, -reach, -width / 2),
    ]
    const corners = [
      shapes.vertex(a[0], a[1], from[2], 1),
      shapes.vertex(b[0], b[1], to[2], 1),
      shapes.vertex(c[0], c[1], to[2], 1),
      shapes.vertex(d[0], d[1], from[2], 1),
    ]
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
  }
}

/** From the home's door over the landing to the stairs, and down them as one dashed upright. */
function writeWayInside(shapes: Shapes, { home }: RoomAt): void {
  const door = home.plan.doors.find(({ from, to }) => from === 'landing' || to === 'landing')
  const { unit, building } = home
  if (!unit.stairs) return
  const stairs = centreOf(unit.stairs)
  const up = home.elevationMeters + 0.3
  const landing = unit.landing ? centreOf(unit.landing) : stairs
  const start = door?.at ?? centreOf(home.plan.outline)
  writeRibbon(
    shapes,
    [
      [start[0], start[1], up],
      [landing[0], landing[1], up],
      [stairs[0], stairs[1], up],
    ],
    0.5,
  )
  for (let height = elevationOf(building, 1) + 0.6; height < up - 0.4; height += 1.1) {
    shapes.begin()
    const corners = [
      [-0.22, 0],
      [0.22, 0],
      [0.22, 0.7],
      [-0.22, 0.7],
    ].map(([east, rise]) => shapes.vertex(stairs[0] + east, stairs[1], height + rise, 1))
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
  }
}

/** From the entrance over the ways to the nearest assembly point, with rings there and at the two nearest hydrants. */
function writeWayOut(shapes: Shapes, { index }: OverlaySite, net: ReturnType<typeof buildWayNet>, { home }: RoomAt): FireNote[] {
  const { entrance, stairs } = home.unit
  const { community } = index
  const notes: FireNote[] = []
  const ways = community.assemblyPoints.map((point) => ({ point, way: routeBetween(net, entrance.position, point.position) }))
  const best = ways.sort((a, b) => lengthOf(a.way) - lengthOf(b.way))[0]
  if (best) {
    const start: Position2[] = stairs ? [centreOf(stairs)] : []
    const way = [...start, ...best.way]
    writeRibbon(
      shapes,
      way.map(([east, north]) => [east, north, 0.36]),
      0.75,
    )
    writeRing(shapes, best.point.position, 3, 3.8)
    notes.push({ kind: 'assembly', id: best.point.id, meters: lengthOf(way), at: [best.point.position[0], best.point.position[1], 0.5] })
  }
  const near = community.hydrants
    .filter(({ kind }) => kind === 'outdoor')
    .map((hydrant) => ({ hydrant, meters: Math.hypot(hydrant.position[0] - entrance.position[0], hydrant.position[1] - entrance.position[1]) }))
    .sort((a, b) => a.meters - b.meters)
  for (const { hydrant, meters } of near.slice(0, 2)) {
    writeRing(shapes, hydrant.position, 1, 1.35)
    notes.push({ kind: 'hydrant', id: hydrant.id, meters, at: [hydrant.position[0], hydrant.position[1], 1] })
  }
  return notes
}

function writeRing(shapes: Shapes, [east, north]: Position2, inner: number, outer: number): void {
  shapes.begin()
  const first = shapes.vertex(east + inner, north, 0.4, 1)
  shapes.vertex(east + outer, north, 0.4, 1)
  for (let step = 1; step <= 32; step += 1) {
    const [x, y] = [Math.cos((step * Math.PI) / 16), Math.sin((step * Math.PI) / 16)]
    shapes.vertex(east + inner * x, north + inner * y, 0.4, 1)
    shapes.vertex(east + outer * x, north + outer * y, 0.4, 1)
    const at = first + step * 2
    shapes.triangle(at - 2, at - 1, at + 1)
    shapes.triangle(at - 2, at + 1, at)
  }
}
