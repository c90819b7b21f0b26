export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** The community's own days: counted since 1970 in its zone. `offsetMs` is what local time is ahead of UTC (China: 8 h, no summer time since 1991). */
export type Calendar = {
  dayOf(time: number): number
  startOf(day: number): number
  hourOf(time: number): number
  isWeekend(day: number): boolean
  dayOfYear(day: number): number
}

export function createCalendar(offsetMs: number): Calendar {
  const dayOf = (time: number) => Math.floor((time + offsetMs) / dayMs)
  return {
    dayOf,
    startOf: (day) => day * dayMs - offsetMs,
    /** Hours since local midnight, 0 ≤ h < 24, with fraction. */
    hourOf: (time) => (time + offsetMs - dayOf(time) * dayMs) / hourMs,
    // Day 0 was a Thursday.
    isWeekend: (day) => (((day + 3) % 7) + 7) % 7 >= 5,
    dayOfYear: (day) => {
      const date = new Date(day * dayMs)
      return Math.floor((day * dayMs - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs)
    },
  }
}

/** Milliseconds by which a zone is ahead of UTC at a moment. */
export function zoneOffset(timeZone: string, time: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time)
  const field = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second')) - Math.floor(time / 1000) * 1000
}

/** A value from 24 values at the full hours, linear between, round the clock. */
export function hourly(hours: readonly number[], hour: number): number {
  if (hours.length === 1) return hours[0] ?? 0
  const left = Math.floor(hour) % 24
  const share = hour - Math.floor(hour)
  return (hours[left] ?? 0) * (1 - share) + (hours[(left + 1) % 24] ?? 0) * share
}
