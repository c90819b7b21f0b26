import type { AlarmClass } from '../../subsystem.ts'

export const findingRules = ['silent', 'noWater', 'nightFlow', 'unusualUse', 'baysFull', 'heading', 'due'] as const
export type FindingRule = (typeof findingRules)[number]

/** A stretch of time, ms since 1970, and what was counted or stood in it. */
export type Compared = { readonly from: number; readonly to: number; readonly value: number }

/** Something worth knowing although nothing alarms, with all that it was concluded from. Figures are in the point's own unit. */
export type Finding = {
  readonly rule: FindingRule
  /** Where to look first. */
  readonly device: string
  readonly point: string | null
  /** How many devices it speaks of. */
  readonly devices: number
  /** The figure that stands out, and what is usual for it. */
  readonly value: number
  readonly usual: number | null
  /** The limit it is heading for, and the alarm that stands there. */
  readonly limit: number | null
  readonly alarm: string | null
  /** When it is expected to come true; null where that cannot be said. */
  readonly expectedAt: number | null
  /** What was compared, the newest first. */
  readonly compared: readonly Compared[]
  /** More of the same kind that are not listed. */
  readonly alike: number
  /** By consequence: the greater, the sooner it should be read. */
  readonly weight: number
}

/** How much a kind of alarm weighs that may come of it. */
export const classWeights: Readonly<Record<AlarmClass, number>> = { lifeSafety: 4, high: 3, medium: 2, low: 1 }

export const bare = { usual: null, limit: null, alarm: null, expectedAt: null, compared: [], alike: 0, devices: 1 } as const

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}
