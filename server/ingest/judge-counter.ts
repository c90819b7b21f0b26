import { counterStep } from '../../models/engines/counter-step.ts'
import { bitOf } from '../../models/protocol/reading.ts'
import type { Point } from '../../models/subsystem.ts'

const rollover = bitOf('rollover')
const swapped = bitOf('swapped')

/** How a counter's next reading is marked: over the top of its register, or back, which a person must check. */
export function judgeCounter(before: number, now: number, point: Point | undefined): { readonly flags: number; readonly isUncertain: boolean } {
  if (now >= before || point?.kind !== 'counter') return onward
  return counterStep(before, now, point).kind === 'rollover' ? overTheTop : backward
}

const onward = { flags: 0, isUncertain: false }
const overTheTop = { flags: rollover, isUncertain: false }
const backward = { flags: swapped, isUncertain: true }
