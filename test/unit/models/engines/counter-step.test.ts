import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { counterStep } from '../../../../models/engines/counter-step.ts'
import { quantise } from '../../../../models/protocol/value.ts'
import type { CounterPoint } from '../../../../models/subsystem.ts'
import { foldWindows } from '../../../../server/timeseries/fold-windows.ts'
import { faultRounds } from '../../../support/fault-rounds.ts'
import { sixKinds } from '../../../support/six-kinds.ts'

const { energy } = sixKinds.devices.thing.points
if (energy.kind !== 'counter') throw new Error('energy is a counter')
const meter: CounterPoint = energy
const hour = 3_600_000

describe('a step of a counter', () => {
  it.each([
    ['on', 84_321, 84_321.5, 'onward', 0.5],
    ['not at all', 5, 5, 'onward', 0],
    ['over the top', 99_999.9, 0.1, 'rollover', 0.2],
    ['exactly onto the top and on', 99_999.9, 0, 'rollover', 0.1],
    ['back by what would be more than a tenth over the top', 90_000.1, 3, 'backward', 0],
    ['over the top from just above 90 %', 90_000.1, 0, 'rollover', 9_999.9],
    ['by an exchange', 84_321, 3, 'backward', 0],
    ['back by one', 99_999.9, 99_998.9, 'backward', 0],
    ['by a reset low down', 12, 0, 'backward', 0],
  ])('%s', (_name, previous, value, kind, increase) => {
    const step = counterStep(previous, value, meter)
    expect([step.kind, quantise(step.increase, meter.resolution)]).toEqual([kind, increase])
  })
})

/** What befalls a meter from one reading to the next, in steps of its resolution; only `used` is consumption that can be known. */
const event = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('used' as const), steps: fc.nat(90_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('swapped' as const), to: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('backOne' as const) }) },
)

it('adds up, over rollovers, exchanges, resets and steps back, and over the days on which clocks change, to what was used, to the last digit', () => {
  const register = 1_000_000
  // Shanghai had summer time until 1991; the windows of a bill are local days all the same.
  const starts = [Date.parse('2026-11-24T00:00:00+08:00'), Date.parse('1991-04-13T16:00:00Z'), Date.parse('2026-03-08T05:00:00Z')]
  fc.assert(
    fc.property(fc.nat(register - 1), fc.array(event, { minLength: 2, maxLength: 30 }), fc.constantFrom(...starts), (first, events, start) => {
      let shown = first
      let used = 0
      const values = [shown]
      for (const happened of events) {
        const before = shown
        if (happened.kind === 'used') shown = (shown + happened.steps) % register
        if (happened.kind === 'swapped') shown = happened.to
        if (happened.kind === 'reset') shown = 0
        if (happened.kind === 'backOne') shown = Math.max(0, shown - 10)
        // An exchange that looks exactly like use or a rollover cannot be told from it by anyone.
        const seen = (shown - before + register) % register
        const looksUsed = shown >= before || (before > 0.9 * register && seen < 0.1 * register)
        if (looksUsed) used += seen
        else expect(happened.kind === 'used' && happened.steps < 0.1 * register && before > 0.9 * register).toBe(false)
        values.push(shown)
      }
      const samples = values.map((value, index) => ({
        series: 1,
        time: start + index * 2 * hour,
        received: start,
        value: quantise(value / 10, 0.1),
        text: null,
        quality: 0,
        flags: 0,
        origin: 0,
      }))
      const span = { from: start, to: start + 1000 * hour, everyMs: 24 * hour, offsetMs: -8 * hour }
      const days = foldWindows(meter, samples, null, span)
      expect(days.every(({ mean }) => mean >= 0)).toBe(true)
      expect(
        quantise(
          days.reduce((sum, { mean }) => sum + mean, 0),
          0.1,
        ),
      ).toBe(quantise(used / 10, 0.1))
    }),
    { numRuns: faultRounds(10_000, 100_000) },
  )
})
