import type { Building } from '../../../models/site/building.ts'
import type { FrameContext } from '../frame-context.ts'
import { roofHeightOf } from '../site-index.ts'

/** Metres from the nearest house within which bars, pipes and slats are drawn; further off they are less than a pixel wide. */
const nearMeters = { full: 170, light: 95 } as const

/** Shows the small things on the walls while the camera is near enough to see them. */
export function showFittings({ stage, camera, fresh }: FrameContext): boolean {
  if (!fresh.camera && !fresh.focus) return false
  const bound = nearMeters[stage.detail]
  const { x, y, z } = camera.position
  let near = false
  for (const building of stage.index.buildings.values()) {
    if (!isWithin(building, x, -z, y, bound)) continue
    near = true
    break
  }
  stage.fittings.visible = near
  return false
}

/** Whether a corner of a house, foot to roof, is within so many metres. */
function isWithin(building: Building, east: number, north: number, up: number, bound: number): boolean {
  const above = Math.max(0, up - roofHeightOf(building))
  if (above > bound) return false
  for (const [cornerEast, cornerNorth] of building.outline) if (Math.hypot(cornerEast - east, cornerNorth - north, above) < bound) return true
  return false
}
