import { bitOf } from '../../models/protocol/reading.ts'

const rollover = bitOf('rollover')
const swapped = bitOf('swapped')

/**
 * How a counter's step back is to be read: over the top of its register when it stood above 90 % of the range and went
 * on by less than 10 % of it, else a swap, a reset or a fault that a person must check; such a step is no consumption.
 */
export function judgeCounter(before: number, now: number, range: number): { readonly flags: number; readonly isUncertain: boolean } {
  if (now >= before) return onward
  const isRollover = before > 0.9 * range && range - before + now < 0.1 * range
  return isRollover ? overTheTop : backward
}

const onward = { flags: 0, isUncertain: false }
const overTheTop = { flags: rollover, isUncertain: false }
const backward = { flags: swapped, isUncertain: true }
