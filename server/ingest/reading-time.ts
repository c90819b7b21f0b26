/** The unit a bare number of time was in, found by its size; the ranges of the years 2000–2099 do not overlap. */
export const timeUnits = ['s', 'ms', 'us', 'ns'] as const
export type TimeUnit = (typeof timeUnits)[number]
export type ReadTime = { readonly ok: true; readonly ms: number; readonly unit: TimeUnit | null } | { readonly ok: false; readonly reason: string }

export const year2000Ms = 946_684_800_000
const year2100Ms = 4_102_444_800_000
/** Nanoseconds and parts of a second are beyond what a double holds: this many ms cover its rounding and that of the division, up to 2100. */
const doubleError = 0.0006
const isoTime = /^[+-]?\d{4,6}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:?\d\d)$/
const perMs: readonly (readonly [TimeUnit, number])[] = [
  ['ms', 1],
  ['s', 0.001],
  ['us', 1000],
  ['ns', 1_000_000],
]

/** A time as sent: ISO 8601 with its zone, or a number since 1970 in ms (s, µs and ns are recognised). */
export function readTime(sent: unknown): ReadTime {
  if (typeof sent === 'number') return readNumber(sent)
  if (typeof sent !== 'string') return { ok: false, reason: `a time is ISO 8601 text or ms since 1970, not ${sent === null ? 'null' : typeof sent}` }
  if (!isoTime.test(sent)) return { ok: false, reason: `'${sent.slice(0, 40)}' is no ISO 8601 time with a zone` }
  const ms = Date.parse(sent.replace(' ', 'T'))
  return Number.isNaN(ms) ? { ok: false, reason: `'${sent.slice(0, 40)}' is no moment of the calendar` } : { ok: true, ms, unit: null }
}

function readNumber(sent: number): ReadTime {
  if (!Number.isFinite(sent)) return { ok: false, reason: `${sent} is no time` }
  for (const [unit, scale] of perMs)
    if (sent >= year2000Ms * scale && sent < year2100Ms * scale) return { ok: true, ms: Math.floor(sent / scale + doubleError), unit }
  return { ok: true, ms: Math.floor(sent), unit: 'ms' }
}

const aheadGoodMs = 2 * 60_000
const aheadKeptMs = 24 * 3_600_000
export const lateAfterMs = 10 * 60_000

/** Where a claimed device time stands against the time of receipt, both in ms. */
export function judgeTime(time: number, received: number): 'good' | 'late' | 'badClock' | 'impossible' {
  if (time < year2000Ms || time > received + aheadKeptMs) return 'impossible'
  if (time > received + aheadGoodMs) return 'badClock'
  return received - time > lateAfterMs ? 'late' : 'good'
}

/** A time for people: ISO where the calendar has it, else the number. */
export const showTime = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms))
