import { readTime, year2000Ms } from '../reading-time.ts'

/** What a bare timestamp counts; the names are those of InfluxDB 1.x and 2.x. */
export const linePrecisions = ['ns', 'n', 'us', 'u', 'µ', 'ms', 's', 'm', 'h'] as const
export type LinePrecision = (typeof linePrecisions)[number]

const digitsBelowMs: Readonly<Record<LinePrecision, number>> = { ns: 6, n: 6, us: 3, u: 3, µ: 3, ms: 0, s: 0, m: 0, h: 0 }
const msEach: Readonly<Record<LinePrecision, number>> = { ns: 1, n: 1, us: 1, u: 1, µ: 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const year2100Ms = 4_102_444_800_000

/** Milliseconds of a timestamp in digits; NaN for none. A size that fits another unit only is read in that one. */
export function readLineTime(digits: string, precision: LinePrecision): number {
  if (digits === '') return Number.NaN
  // Nanoseconds have more digits than a double holds: those below the millisecond are left out.
  const ms = wholeOf(digits, digits.length - digitsBelowMs[precision]) * msEach[precision]
  if (ms >= year2000Ms && ms < year2100Ms) return ms
  const guessed = readTime(Number(digits))
  return guessed.ok && guessed.ms >= year2000Ms && guessed.ms < year2100Ms ? guessed.ms : ms
}

const zero = 0x30
/** So many digits make a whole number that a double holds exactly. */
const mostDigits = 15

/** The first so many digits as a number; a sign counts as one. */
function wholeOf(digits: string, length: number): number {
  if (length > mostDigits || digits.startsWith('-')) return Number(digits.slice(0, Math.max(0, length)))
  let whole = 0
  for (let at = 0; at < length; at += 1) whole = whole * 10 + (digits.charCodeAt(at) - zero)
  return whole
}
