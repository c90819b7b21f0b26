import { MathUtils, Vector3 } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { centreOf } from '../space.ts'

const middle = new Vector3()
const offset = new Vector3()

/** The one shadow map is drawn again only after something that casts shadow moved; it covers the site, or closely what is looked at. */
export function refreshShadows(context: FrameContext): boolean {
  if (!context.shadowsChanged && !context.fresh.focus) return false
  frameShadows(context)
  if (context.gl) context.gl.shadowMap.needsUpdate = true
  context.shadowsChanged = false
  context.pictureChanged = true
  return false
}

function frameShadows({ stage, focus }: FrameContext): void {
  const { sun } = stage
  const building = focus.level === 'community' ? undefined : stage.index.buildings.get(focus.building)
  let reach = stage.radiusMeters * 1.08
  middle.copy(stage.middle)
  if (building) {
    const [east, north] = centreOf(building.outline)
    middle.set(east, 0, -north)
    reach = MathUtils.clamp(Math.max(...building.outline.map((spot) => Math.hypot(spot[0] - east, spot[1] - north))) * 2.3, 60, reach)
  }
  offset.subVectors(sun.position, sun.target.position)
  sun.target.position.copy(middle)
  sun.position.copy(middle).add(offset)
  const { camera } = sun.shadow
  if (camera.right === reach) return
  Object.assign(camera, { left: -reach, right: reach, top: reach, bottom: -reach })
  camera.updateProjectionMatrix()
  // What a texel of the map covers grows with its reach, and with it how far a surface must be kept from its own shadow.
  sun.shadow.normalBias = 0.03 + ((reach * 2) / sun.shadow.mapSize.x) * 1.25
}
