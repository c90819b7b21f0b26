/** The stretch of time on the line: so long, ending then; `end` null follows the present. */
export type TimeWindow = { readonly spanMs: number; readonly end: number | null }

const minute = 60_000
export const shortestMs = 10 * minute
export const longestMs = 31 * 24 * 60 * minute

/** Where the line ends so that the cursor is on it: a window that does not hold it is moved to have it in the middle. */
export function endOf({ spanMs, end }: TimeWindow, cursor: number | null, present: number): number {
  const wanted = Math.min(end ?? present, present)
  if (cursor === null || (cursor <= wanted && cursor >= wanted - spanMs)) return wanted
  return Math.min(present, cursor + spanMs / 2)
}

const settle = (spanMs: number, end: number, present: number): TimeWindow => ({ spanMs, end: end >= present - spanMs / 100 ? null : end })

/** Longer or shorter by `factor`, keeping `moment` where it is on the line. */
export function zoomWindow(spanMs: number, end: number, moment: number, factor: number, present: number): TimeWindow {
  const wanted = Math.min(longestMs, Math.max(shortestMs, spanMs * factor))
  return settle(wanted, moment + (end - moment) * (wanted / spanMs), present)
}

/** Moved along by so many ms, never beyond the present. */
export const panWindow = (spanMs: number, end: number, byMs: number, present: number): TimeWindow => settle(spanMs, end + byMs, present)

/** A window of that length about the cursor, or up to now. */
export const windowAbout = (spanMs: number, cursor: number | null, present: number): TimeWindow =>
  cursor === null ? { spanMs, end: null } : settle(spanMs, Math.max(present - spanMs < cursor ? present : 0, cursor + spanMs / 2), present)
