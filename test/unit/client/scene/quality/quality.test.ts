import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFrame, costs, type QualityState, startOf } from '../../../../../client/scene/quality/quality.ts'
import { halton } from '../../../../../client/scene/quality/stills.ts'
import { qualityLevels } from '../../../../../client/state/view.ts'

const frames = (state: QualityState, count: number, frameMs: number): QualityState => {
  let now = state
  for (let frame = 0; frame < count; frame += 1) now = afterFrame(now, frameMs, 'still')
  return now
}
const rank = ({ level }: QualityState): number => qualityLevels.indexOf(level)

describe('the quality of the picture', () => {
  it('starts at the best on a graphics card, at light where the processor draws, and at what is wished otherwise', () => {
    expect([startOf('auto', false).level, startOf('auto', true).level, startOf('full', true).level]).toEqual(['still', 'light', 'full'])
  })

  it('steps down after slow frames until it can no further', () => {
    const first = frames(startOf('auto', false), 12, 80)
    expect(first.level).toBe('light')
    expect(frames(first, 12, 80).level).toBe('minimal')
    expect(frames(first, 100, 80).level).toBe('minimal')
  })

  it('is not moved by a single slow frame', () => {
    let state = startOf('auto', false)
    for (let round = 0; round < 50; round += 1) state = afterFrame(frames(state, 11, 80), 16, 'still')
    expect(state.level).toBe('still')
  })

  it('steps up only after many more fast frames than it took to step down', () => {
    const low = frames(startOf('auto', false), 24, 80)
    expect(low.level).toBe('minimal')
    expect(frames(low, 200, 10).level).toBe('minimal')
    expect(frames(low, 240, 10).level).toBe('light')
    expect(frames(low, 480, 10).level).toBe('still')
  })

  it('moves one step at a time, in the direction of the frame, and never above the best', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 2000 }), fc.constantFrom(...qualityLevels), (times, best) => {
        let state: QualityState = { level: best, slow: 0, fast: 0 }
        for (const ms of times) {
          const next = afterFrame(state, ms, best)
          if (rank(next) > rank(state)) expect(ms).toBeLessThan(22)
          if (rank(next) < rank(state)) expect(ms).toBeGreaterThan(45)
          expect(rank(next)).toBeLessThanOrEqual(qualityLevels.indexOf(best))
          state = next
        }
      }),
    )
  })

  it('costs less with each step down', () => {
    for (let step = 1; step < qualityLevels.length; step += 1) {
      const [less, more] = [costs[qualityLevels[step - 1]], costs[qualityLevels[step]]]
      expect(less.pixelRatio).toBeLessThanOrEqual(more.pixelRatio)
      expect(less.shadowSide).toBeLessThanOrEqual(more.shadowSide)
    }
  })
})

describe('the places a still is taken from', () => {
  it('fill the pixel evenly: no quarter of it is forgotten', () => {
    const quarters = new Set<string>()
    for (let frame = 1; frame <= 8; frame += 1) quarters.add(`${Math.floor(halton(frame, 2) * 2)} ${Math.floor(halton(frame, 3) * 2)}`)
    expect(quarters.size).toBe(4)
  })
})
