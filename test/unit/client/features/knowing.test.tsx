// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wordsOf } from '../../../../client/features/knowing/finding-words.ts'
import { WorthKnowing } from '../../../../client/features/knowing/worth-knowing.tsx'
import { view } from '../../../../client/state/view.ts'
import { say } from '../../../../client/ui/text.tsx'
import { type Finding, findingRules } from '../../../../models/engines/knowing/finding.ts'
import { alarmOf, createTestTwin, kitchenDetector, noon, showInTwin } from '../support/console-twin.tsx'

const finding = (change: Partial<Finding> = {}): Finding => ({
  rule: 'heading',
  device: kitchenDetector.id,
  point: 'battery',
  devices: 1,
  value: 26,
  usual: 40,
  limit: 20,
  alarm: 'batteryLow',
  expectedAt: noon + 3 * 86_400_000,
  compared: [0, 1, 2].map((day) => ({ from: noon - day * 86_400_000, to: noon - day * 86_400_000, value: 26 + 2 * day })),
  alike: 0,
  weight: 1.5,
  ...change,
})
const serve = (findings: readonly Finding[]) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ time: new Date(noon).toISOString(), findings }), { status: 200 }))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('what is worth knowing today', () => {
  it.each(findingRules)('says %s whole in both languages', (rule) => {
    const { twin } = createTestTwin()
    for (const language of ['zh', 'en'] as const) {
      const { what, short, how } = wordsOf(finding({ rule }), { twin, at: noon, language, text: (text, places) => say(language, text, places) })
      for (const words of [what, short, how]) {
        expect(words).not.toBe('')
        expect(words).not.toMatch(/[{}]|undefined|NaN/)
      }
    }
  })

  it('shows its reasoning at one press: what was compared, the limit, how, and the way to the device', async () => {
    serve([finding({ alike: 3 })])
    const { twin } = createTestTwin()
    showInTwin(twin, <WorthKnowing count={7} />)
    const line = await screen.findByRole('button', { name: /正走向/ })
    expect(line.getAttribute('aria-expanded')).toBe('false')
    fireEvent.click(line)
    expect(line.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getAllByText('28 %')).toHaveLength(1)
    expect(screen.getByText('20 %')).toBeDefined()
    expect(screen.getByText('同类还有 3 处')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: '看设备和曲线' }))
    expect(view.getState().selection).toEqual({ kind: 'device', id: kitchenDetector.id })
  })

  it('leaves to the alarms what alarms already, and says so plainly when nothing is left', async () => {
    serve([finding()])
    const { twin } = createTestTwin([kitchenDetector], [alarmOf()])
    showInTwin(twin, <WorthKnowing count={7} />)
    expect(await screen.findByText('没有什么需要特别留意')).toBeDefined()
  })
})
