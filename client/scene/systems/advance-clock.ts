import type { FrameContext } from '../frame-context.ts'

/** The moment shown: the time cursor, or now. A new minute is when ages, sun and season are looked at again. */
export function advanceClock(context: FrameContext): boolean {
  context.shownAt = context.view.cursor ?? context.now()
  const minute = Math.floor(context.shownAt / 60_000)
  context.fresh.minute = minute !== context.seen.minute
  context.seen.minute = minute
  if (context.fresh.minute) context.stage.watches.touchAll()
  return false
}
