import type { FrameContext } from '../frame-context.ts'

/** Pictures of falling rain or snow a second: enough to see it fall, a third of what a screen can. */
const fallsPerSecond = 20

/** Moves what falls on, in steps; it stands still where motion is off or the processor draws. */
export function letFall(context: FrameContext): boolean {
  const { precipitation } = context.stage
  context.falling = precipitation.isFalling && context.view.motion && context.fallsInTime
  if (!context.falling) return false
  const step = Math.floor((context.now() / 1000) * fallsPerSecond)
  if (step === context.seen.fall) return false
  context.seen.fall = step
  // Ten minutes round: seconds since 1970 are more than the graphics card can tell apart.
  precipitation.fall((step % (600 * fallsPerSecond)) / fallsPerSecond)
  context.pictureChanged = true
  return false
}
