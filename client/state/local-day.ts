import { zoneOffsetMs } from '../ui/time.ts'

export const dayMs = 86_400_000

/** Midnight before a moment, by the community's clock. */
export function midnightBefore(ms: number, zone: string): number {
  const offset = zoneOffsetMs(ms, zone)
  return Math.floor((ms + offset) / dayMs) * dayMs - offset
}

/** 0 is Sunday, by the community's clock. */
export const weekdayOf = (ms: number, zone: string): number => new Date(ms + zoneOffsetMs(ms, zone)).getUTCDay()

export const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6
