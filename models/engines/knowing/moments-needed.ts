export const dayMs = 86_400_000
export const hourMs = 3_600_000
/** So many days back something is compared with its own past. */
export const daysCompared = 7
export const nightsCompared = 4
const sevenInTheEvening = 19 * hourMs
export const nightHours = [2, 3, 4, 5] as const

/** Midnight of the community's day, for clocks that are `offsetMs` ahead of UTC. */
export const midnightOf = (at: number, offsetMs: number): number => Math.floor((at + offsetMs) / dayMs) * dayMs - offsetMs

export const sevenOf = (at: number, offsetMs: number): number => midnightOf(at, offsetMs) + sevenInTheEvening

/** The last night whose small hours are over, then those before: each as its full hours from two to five. */
export function nightsBefore(at: number, offsetMs: number): number[][] {
  const today = midnightOf(at, offsetMs)
  const last = at >= today + 5 * hourMs ? today : today - dayMs
  return Array.from({ length: nightsCompared }, (_, night) => nightHours.map((hour) => last - night * dayMs + hour * hourMs))
}

/** Now, the same time of the days before, seven o'clock of those days, and the small hours: at most thirty, each once. */
export function momentsNeeded(at: number, offsetMs: number): number[] {
  const days = Array.from({ length: daysCompared + 1 }, (_, day) => at - day * dayMs)
  const sevens = at < sevenOf(at, offsetMs) ? Array.from({ length: daysCompared }, (_, day) => sevenOf(at, offsetMs) - (day + 1) * dayMs) : []
  const [last = [], ...before] = nightsBefore(at, offsetMs)
  const nights = [...last, ...before.flatMap((hours) => [hours[0] ?? at, hours.at(-1) ?? at])]
  return [...new Set([...days, ...sevens, ...nights])]
}
