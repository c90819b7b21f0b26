import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../../../client/features/top-bar/sentence.ts'
import { alarmOf, createTestTwin, kitchenDetector, noon } from '../support/console-twin.tsx'

const { twin } = createTestTwin([kitchenDetector, { ...kitchenDetector, id: 'smoke-above', name: { zh: '楼上', en: 'above' } }])
const reporting = { devices: 5000, lost: 0 }

describe('the sentence of what is going on', () => {
  it('names where a fire began, not where it has spread to', () => {
    const spread = alarmOf({ id: 'smoke-above/fire', occurrence: 'o2', device: 'smoke-above', raisedAt: noon + 60_000 })
    const { alarm, words } = sentenceOf(twin, [spread, alarmOf()], reporting, noon + 120_000, 'zh')
    expect(alarm?.device).toBe(kitchenDetector.id)
    expect(words).toContain('3-2-501 厨房')
    expect(words).toContain('另有 1 条')
  })

  it('prefers the more urgent to the earlier', () => {
    const earlier = alarmOf({ id: 'x', class: 'low', raisedAt: noon - 60_000 })
    expect(sentenceOf(twin, [earlier, alarmOf()], reporting, noon, 'zh').alarm?.class).toBe('lifeSafety')
  })

  it('says that all is well only while devices report, and counts the lost', () => {
    expect(sentenceOf(twin, [], reporting, noon, 'en').words).toBe('All is well; 5,000 devices reporting')
    expect(sentenceOf(twin, [], { devices: 4999, lost: 1 }, noon, 'en').words).toContain('1 lost')
    expect(sentenceOf(twin, [], { devices: 0, lost: 0 }, noon, 'en').words).toContain('Nothing has been heard')
  })
})
