import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromWall, toWall } from '../../../../client/features/device/span-form.tsx'
import { moveSpan, type Span, scaleSpan, spanForKey } from '../../../../client/ui/charts/spans.ts'

const minute = 60_000
const whole: Span = [0, 1000 * minute]
const spans = fc
  .tuple(fc.integer({ min: 0, max: 990 }), fc.integer({ min: 1, max: 10 }))
  .map(([from, length]): Span => [from * minute, Math.min(1000, from + length) * minute])
const isWithin = ([from, to]: Span): boolean => from >= whole[0] && to <= whole[1] && from < to

it('whatever keys are pressed, the frame stays within the whole and at least a minute long', () => {
  const keys = fc.array(fc.constantFrom('ArrowLeft', 'ArrowRight', 'Home', 'End', '+', '-', 'x'), { maxLength: 40 })
  fc.assert(
    fc.property(spans, keys, (start, pressed) => {
      let span = start
      for (const key of pressed) span = spanForKey(key, span, whole) ?? span
      expect(isWithin(span)).toBe(true)
      expect(span[1] - span[0]).toBeGreaterThanOrEqual(minute - 1e-6)
    }),
  )
})

it('moving keeps the length, and goes no farther than the end', () => {
  expect(moveSpan([10, 20], 5, [0, 100])).toEqual([15, 25])
  expect(moveSpan([10, 20], 500, [0, 100])).toEqual([90, 100])
  expect(moveSpan([10, 20], -500, [0, 100])).toEqual([0, 10])
})

it('widening ends at the whole, and Escape asks for it', () => {
  expect(scaleSpan([400 * minute, 500 * minute], 100, whole)).toEqual(whole)
  expect(spanForKey('Escape', [0, minute], whole)).toBeNull()
  expect(spanForKey('a', [0, minute], whole)).toBeUndefined()
})

it('a date field means the clock of the community, whichever zone it is in', () => {
  const moments = fc.integer({ min: Date.UTC(2020, 0) / minute, max: Date.UTC(2035, 0) / minute }).map((count) => count * minute)
  fc.assert(
    fc.property(moments, (ms) => {
      expect(fromWall(toWall(ms, 'Asia/Shanghai'), 'Asia/Shanghai')).toBe(ms)
    }),
  )
  expect(toWall(Date.UTC(2026, 10, 24, 11, 30), 'Asia/Shanghai')).toBe('2026-11-24T19:30')
  expect(fromWall('', 'Asia/Shanghai')).toBeNaN()
})
