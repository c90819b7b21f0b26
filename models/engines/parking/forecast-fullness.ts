/** How many bays were taken at a moment, `known` of `bays` having been heard of. Times in ms since 1970. */
export type Fullness = { readonly time: number; readonly taken: number; readonly known: number }
/** The usual course of a day: bays taken at so many ms after midnight, and over how many past days that is the mean. */
export type UsualDay = { readonly at: readonly { readonly sinceMidnightMs: number; readonly taken: number }[]; readonly days: number }

export type Forecast =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'full' }
  | { readonly kind: 'fills'; readonly at: number }
  /** It stays open until midnight; fullest at `at`, with so many left. */
  | { readonly kind: 'stays'; readonly at: number; readonly left: number }

/** A moment at which less than this share of bays was heard says nothing about what is usual. */
const leastKnown = 0.6
const wholeShare = 0.9

/**
 * The mean course of some past days, each given as its own curve. A day of which less than most was heard is left out,
 * unless there is no better: then the one most was heard of stands alone, for the hours it has.
 */
export function usualOf(pastDays: readonly (readonly Fullness[])[], midnightOf: (time: number) => number, bays: number): UsualDay {
  const days = pastDays
    .map((day) => ({ steps: day.length, heard: day.filter(({ known }) => known >= leastKnown * bays) }))
    .filter(({ heard }) => heard.length > 1)
    .sort((a, b) => b.heard.length - a.heard.length)
  const whole = days.filter(({ steps, heard }) => heard.length >= wholeShare * steps)
  const used = whole.length > 0 ? whole : days.slice(0, 1)
  const sums = new Map<number, { taken: number; days: number }>()
  for (const { heard } of used)
    for (const { time, taken, known } of heard) {
      const since = time - midnightOf(time)
      const sum = sums.get(since) ?? { taken: 0, days: 0 }
      // What was silent is taken to have been as full as what was heard.
      sums.set(since, { taken: sum.taken + (taken / known) * bays, days: sum.days + 1 })
    }
  const at = [...sums].sort(([a], [b]) => a - b).map(([sinceMidnightMs, sum]) => ({ sinceMidnightMs, taken: sum.taken / sum.days }))
  return { at, days: used.length }
}

/** The usual number at a time of day, linear between; null outside what is known. */
export function usualAt({ at }: UsualDay, sinceMidnightMs: number): number | null {
  const after = at.find((each) => each.sinceMidnightMs >= sinceMidnightMs)
  const before = at.findLast((each) => each.sinceMidnightMs <= sinceMidnightMs)
  if (!after || !before) return null
  const span = after.sinceMidnightMs - before.sinceMidnightMs
  return before.taken + (span === 0 ? 0 : ((after.taken - before.taken) * (sinceMidnightMs - before.sinceMidnightMs)) / span)
}

/**
 * When the bays will be full today: what is taken now, plus the change that is usual from now on. `fullAt` is the number
 * at which it counts as full. Unknown without a usual day.
 */
export function forecastFullness(
  now: { readonly time: number; readonly taken: number },
  midnight: number,
  usual: UsualDay,
  bays: number,
  fullAt: number,
): Forecast {
  if (now.taken >= fullAt) return { kind: 'full' }
  const usualNow = usualAt(usual, now.time - midnight)
  if (usualNow === null) return { kind: 'unknown' }
  let fullest = { time: now.time, taken: now.taken }
  for (const { sinceMidnightMs, taken } of usual.at) {
    const time = midnight + sinceMidnightMs
    if (time <= now.time) continue
    const expected = Math.min(bays, now.taken + taken - usualNow)
    if (expected >= fullAt) return { kind: 'fills', at: crossing(fullest, { time, taken: expected }, fullAt) }
    if (expected >= fullest.taken) fullest = { time, taken: expected }
  }
  return { kind: 'stays', at: fullest.time, left: Math.round(bays - fullest.taken) }
}

function crossing(before: { readonly time: number; readonly taken: number }, after: { readonly time: number; readonly taken: number }, level: number): number {
  const rise = after.taken - before.taken
  return rise <= 0 ? after.time : before.time + ((after.time - before.time) * (level - before.taken)) / rise
}
