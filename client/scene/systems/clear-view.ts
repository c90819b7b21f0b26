import type { Building } from '../../../models/site/building.ts'
import type { FrameContext } from '../frame-context.ts'
import { roofHeightOf } from '../site-index.ts'
import { centreOf } from '../space.ts'

/** What stands on a roof's edge hides as much as the wall below it. */
const parapetMeters = 1.4

type Spot = readonly [number, number, number]

/** Whether a building stands in the straight line from the eye to a spot. */
export function standsBetween(building: Building, eye: Spot, spot: Spot): boolean {
  const { outline } = building
  const top = roofHeightOf(building) + parapetMeters
  for (let index = 0; index < outline.length; index += 1) {
    const [a, b] = [outline[index], outline[(index + 1) % outline.length]]
    const [east, north] = [spot[0] - eye[0], spot[1] - eye[1]]
    const [wallEast, wallNorth] = [b[0] - a[0], b[1] - a[1]]
    const cross = east * wallNorth - north * wallEast
    if (Math.abs(cross) < 1e-9) continue
    const share = ((a[0] - eye[0]) * wallNorth - (a[1] - eye[1]) * wallEast) / cross
    const along = ((a[0] - eye[0]) * north - (a[1] - eye[1]) * east) / cross
    if (share > 0 && share < 1 && along >= 0 && along <= 1 && eye[2] + (spot[2] - eye[2]) * share < top) return true
  }
  return false
}

/** Finds the buildings that hide what is looked at; they are laid flat and keep their plan. */
export function clearView(context: FrameContext): boolean {
  const { stage, camera, fresh, blocking, focus } = context
  fresh.blocking = false
  if (!fresh.camera && !fresh.focus && !fresh.layers) return false
  const isOfGround = focus.level === 'community' && showsGroundAlone(context)
  const subject = focus.level === 'community' ? undefined : stage.index.buildings.get(focus.building)
  const { x, y, z } = camera.position
  const eye: Spot = [x, -z, y]
  for (const building of stage.index.buildings.values()) {
    const hides = isOfGround || (subject !== undefined && subject.id !== building.id && hidesAny(building, subject, eye))
    if (hides === blocking.has(building.id)) continue
    fresh.blocking = true
    if (hides) blocking.add(building.id)
    else blocking.delete(building.id)
  }
  return fresh.blocking
}

/** What lies between the houses, such as bays, is what is looked at while no other layer is on: all houses give way to it. */
function showsGroundAlone({ view, stage }: FrameContext): boolean {
  if (view.layers.size === 0) return false
  for (const layer of view.layers) if (!stage.groundLayers.has(layer)) return false
  return true
}

/** The foot of a house and the ground just around it must be seen: that is where doors, cars and people are. */
const aroundFoot = 1.18
const footMeters = 0.3

function hidesAny(building: Building, subject: Building, eye: Spot): boolean {
  const middle = centreOf(subject.outline)
  return subject.outline.some(([east, north]) =>
    standsBetween(building, eye, [middle[0] + (east - middle[0]) * aroundFoot, middle[1] + (north - middle[1]) * aroundFoot, footMeters]),
  )
}
