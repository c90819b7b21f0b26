import type { FrameContext } from '../frame-context.ts'

/** Says in the picture what its marks mean and how much of it is simulated; and has the tints tell it apart where both are shown. */
export function writeLegend(context: FrameContext): boolean {
  const { fresh, stage, legend, seen } = context
  const { simulated, other } = stage.watches.shown
  const total = simulated * 65_536 + other
  const isNew = total !== seen.shown
  seen.shown = total
  const mixed = simulated > 0 && other > 0 ? 1 : 0
  if (stage.uniforms.originsMixed.value !== mixed) context.pictureChanged = true
  stage.uniforms.originsMixed.value = mixed
  if (legend && (isNew || fresh.view || fresh.minute || stage.overlays.energy.isNew)) legend.write(context)
  return false
}
