import type { FrameContext } from '../frame-context.ts'
import { costs, type QualityLevel } from './quality.ts'

/** Sets what a level costs: the size of the sun's shadow map, whether there is one, and whether pictures at rest are refined. */
export function applyLevel(context: FrameContext, level: QualityLevel): void {
  const { shadow } = context.stage.sun
  const { shadowSide } = costs[level]
  context.stage.sun.castShadow = shadowSide > 0
  if (shadowSide > 0 && shadow.mapSize.x !== shadowSide) {
    shadow.map?.dispose()
    shadow.map = null
    shadow.mapSize.set(shadowSide, shadowSide)
    shadow.radius = shadowSide > 2048 ? 3 : 2
  }
  context.refines = level === 'still'
  context.shadowsChanged = context.pictureChanged = true
}
