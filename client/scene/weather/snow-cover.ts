/** What a station measured from one moment on until the next. */
export type Fall = { readonly at: number; readonly rainMillimetersPerHour: number; readonly celsius: number }

/** Water in millimetres of which the ground is white all over: about three centimetres of fresh snow. */
const whiteAtMillimeters = 3
/** Millimetres of water a degree above zero melts in an hour (degree-hour method, 4 mm a day and degree). */
const meltPerDegreeHour = 4 / 24
/** A reading holds until the next, but no longer than this: what nobody measured did not fall. */
const holdsForMs = 15 * 60_000

/**
 * How white the ground is at a moment, 0–1, by all the snow that was measured up to it, less what has melted since. In
 * order of time; what is later than the moment is left out. Without readings nothing lies.
 */
export function snowCoverOf(falls: readonly Fall[], at: number): number {
  let water = 0
  for (const [index, fall] of falls.entries()) {
    if (fall.at >= at) break
    const until = Math.min(at, falls[index + 1]?.at ?? at)
    const hours = (until - fall.at) / 3_600_000
    const measured = Math.min(hours, holdsForMs / 3_600_000)
    if (fall.celsius < 1) water += fall.rainMillimetersPerHour * measured
    if (fall.celsius > 0) water -= fall.celsius * meltPerDegreeHour * hours
    water = Math.max(0, water)
  }
  return Math.min(1, water / whiteAtMillimeters)
}
