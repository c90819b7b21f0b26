import type { Point } from '../subsystem.ts'

/** A value is stale when this many of its report intervals have passed without one; one lost report is forgiven. */
export const staleAfterIntervals = 2.5

/** Milliseconds since the value's time; Infinity where nothing was ever heard, 0 for a clock slightly ahead. */
export const ageOf = (time: number, now: number): number => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : Math.max(0, now - time))

/**
 * Whether the last value can no longer be taken for the present one. An event says that something happened once and
 * does not age; whether its device is alive shows in the device's other points (`isDeviceStale`).
 */
export function isStale(point: Point, time: number, now: number, intervals = staleAfterIntervals): boolean {
  return point.kind !== 'event' && ageOf(time, now) > point.everySeconds * 1000 * intervals
}

/** Whether every point of a device that reports by itself is stale; `timeOf` gives a point's newest time by its id. */
export function isDeviceStale(
  points: Iterable<readonly [string, Point]>,
  timeOf: (point: string) => number,
  now: number,
  intervals = staleAfterIntervals,
): boolean {
  for (const [id, point] of points) if (point.kind !== 'event' && !isStale(point, timeOf(id), now, intervals)) return false
  return true
}
