import { Matrix4, Raycaster, Vector2 } from 'three'
import type { Building } from '../../../models/site/building.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import { bayRing } from '../build/ground.ts'
import type { FrameContext } from '../frame-context.ts'
import { roofHeightOf, type SiteIndex } from '../site-index.ts'
import { contains, frameBetween, placeOn } from '../space.ts'

export type Ray = { readonly origin: readonly [number, number, number]; readonly direction: readonly [number, number, number] }
/** What the pointer is on; `level` and `home` where a storey was met. */
export type Hit =
  | { readonly kind: 'device'; readonly id: string }
  | { readonly kind: 'building'; readonly id: string; readonly level: number; readonly home: string | null }
  | { readonly kind: 'bay'; readonly id: string }

const lens = new Matrix4()
const caster = new Raycaster()
const pixel = new Vector2()

/** What is under a pixel: first the marks, then buildings and homes, then bays on the ground. */
export function pick(context: FrameContext, x: number, y: number): Hit | null {
  const device = pickMark(context, x, y)
  if (device !== null) return { kind: 'device', id: device }
  caster.setFromCamera(pixel.set((x / context.width) * 2 - 1, 1 - (y / context.height) * 2), context.camera)
  const { origin, direction } = caster.ray
  return pickPlace(context.stage.index, context.focus, context.blocking, {
    origin: [origin.x, -origin.z, origin.y],
    direction: [direction.x, -direction.z, direction.y],
  })
}

function pickMark({ stage, camera, width, height }: FrameContext, x: number, y: number): string | null {
  const { markers } = stage.overlays
  const mark = markers.grid().under(x, y, lens.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse), { width, height })
  return mark < 0 ? null : markers.devices[mark]
}

/** The first building, home or bay a ray (east, north, up) meets; an open storey is met on its floor, what is above it is not there. */
export function pickPlace(index: SiteIndex, focus: FrameContext['focus'], flat: ReadonlySet<string>, ray: Ray): Hit | null {
  let nearest = Infinity
  let hit: Hit | null = null
  for (const building of index.buildings.values()) {
    const opened = (focus.level === 'floor' || focus.level === 'home') && focus.building === building.id
    const top = opened ? elevationOf(building, focus.floor) + 0.05 : flat.has(building.id) ? building.baseMeters + 0.75 : roofHeightOf(building)
    const met = meet(building, top, ray)
    if (!met || met.distance >= nearest) continue
    nearest = met.distance
    const level =
      opened && met.up > top - 0.2
        ? focus.floor
        : Math.min(building.storeys, Math.max(1, Math.floor((met.up - building.baseMeters) / building.storeyHeightMeters) + 1))
    hit = { kind: 'building', id: building.id, level, home: homeAt(index, building, level, met.inside) }
  }
  if (hit) return hit
  const distance = -ray.origin[2] / ray.direction[2]
  if (!(distance > 0)) return null
  const [east, north] = [ray.origin[0] + ray.direction[0] * distance, ray.origin[1] + ray.direction[1] * distance]
  for (const bay of index.community.bays) if (Math.abs(bay.position[0] - east) < 5 && contains(bayRing(bay), east, north)) return { kind: 'bay', id: bay.id }
  return null
}

type Met = { readonly distance: number; readonly up: number; readonly inside: Position2 }

/** Where a ray meets an upright block: its walls, or its top. `inside` lies a little behind the face. */
function meet({ outline }: Building, top: number, { origin, direction }: Ray): Met | null {
  let best: Met | null = null
  for (let corner = 0; corner < outline.length; corner += 1) {
    const to = outline[(corner + 1) % outline.length]
    const frame = frameBetween(outline[corner], to)
    const facing = direction[0] * frame.alongNorth - direction[1] * frame.alongEast
    if (facing >= -1e-9) continue
    const off = (origin[0] - frame.east) * frame.alongNorth - (origin[1] - frame.north) * frame.alongEast
    const distance = off / -facing
    const up = origin[2] + direction[2] * distance
    const along = (origin[0] + direction[0] * distance - frame.east) * frame.alongEast + (origin[1] + direction[1] * distance - frame.north) * frame.alongNorth
    if (distance <= 0 || up < 0 || up > top || along < 0 || along > Math.hypot(to[0] - outline[corner][0], to[1] - outline[corner][1])) continue
    if (!best || distance < best.distance) best = { distance, up, inside: placeOn(frame, along, -0.6) }
  }
  const distance = (top - origin[2]) / direction[2]
  if (distance > 0 && (!best || distance < best.distance)) {
    const inside: Position2 = [origin[0] + direction[0] * distance, origin[1] + direction[1] * distance]
    if (contains(outline, inside[0], inside[1])) best = { distance, up: top, inside }
  }
  return best
}

const homeAt = (index: SiteIndex, building: Building, level: number, [east, north]: Position2): string | null =>
  (index.homesOfBuilding.get(building.id) ?? []).find((home) => home.level === level && contains(home.plan.outline, east, north))?.home.id ?? null
