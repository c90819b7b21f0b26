import { describe, expect, it } from 'vitest'
import { ageOf, isDeviceStale, isStale } from '../../../../models/engines/staleness.ts'
import type { Point } from '../../../../models/subsystem.ts'

const name = { zh: '温度', en: 'temperature' }
const temperature: Point = {
  kind: 'number',
  name,
  unit: '°C',
  range: [0, 100],
  resolution: 0.1,
  everySeconds: 60,
  usual: { shape: 'steady', value: 20, spread: 1 },
}
const passage: Point = { kind: 'event', name, events: {}, everySeconds: 60, usual: { shape: 'events', perHour: [1] } }
const now = 1_764_000_000_000

describe('staleness', () => {
  it('forgives one lost report and calls the third missing half stale', () => {
    expect(isStale(temperature, now - 150_000, now)).toBe(false)
    expect(isStale(temperature, now - 150_001, now)).toBe(true)
    expect(isStale(temperature, now - 150_001, now, 3)).toBe(false)
  })

  it('takes what was never heard for stale, and a clock ahead for fresh', () => {
    expect(isStale(temperature, Number.NaN, now)).toBe(true)
    expect(ageOf(Number.NaN, now)).toBe(Number.POSITIVE_INFINITY)
    expect(ageOf(now + 5000, now)).toBe(0)
  })

  it('does not let an event age, and judges a device by what it reports of itself', () => {
    expect(isStale(passage, now - 86_400_000, now)).toBe(false)
    const points: [string, Point][] = [
      ['temperature', temperature],
      ['passage', passage],
    ]
    expect(isDeviceStale(points, () => now - 86_400_000, now)).toBe(true)
    expect(isDeviceStale(points, (point) => (point === 'temperature' ? now : 0), now)).toBe(false)
  })
})
