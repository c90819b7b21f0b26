import { quantise } from '../protocol/value.ts'
import type { CounterPoint } from '../subsystem.ts'

/** A register that went down has rolled over only near its end, and by a small step; else it was swapped, reset or is faulty. */
const rolloverFrom = 0.9
const rolloverStep = 0.1

export type CounterStep = { readonly kind: 'onward' | 'rollover' | 'backward'; readonly increase: number }

/**
 * What a counter counted from one reading to the next. The upper end of its range is the greatest number it can show, so that
 * one more step of its resolution leads to the lower end. A step back that is no rollover is no consumption, and a person must look at it.
 */
export function counterStep(previous: number, value: number, { range: [low, high], resolution }: Pick<CounterPoint, 'range' | 'resolution'>): CounterStep {
  if (value >= previous) return { kind: 'onward', increase: value - previous }
  const span = high - low + resolution
  const step = quantise(high - previous + (value - low) + resolution, resolution)
  const isRollover = previous - low > rolloverFrom * span && step < rolloverStep * span
  return isRollover ? { kind: 'rollover', increase: step } : { kind: 'backward', increase: 0 }
}
