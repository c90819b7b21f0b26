import { expect, it } from 'vitest'
import { createNotices } from '../../../../server/platform/notices.ts'
import { createTestClock } from '../../../support/make-ingest.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const hourMs = 3_600_000
const about = (subject: string) => ({ code: 'clock_off', subject, text: { zh: '时钟不准', en: `the clock of ${subject} is off` } }) as const

it('tells one thing about one subject no more often than is allowed, and counts what it told', () => {
  const clock = createTestClock(1_764_000_000_000)
  const log = createSilentLog()
  const notices = createNotices(clock, log)
  expect(notices.tell(about('a'), hourMs)).toBe(true)
  clock.time += hourMs - 1
  expect([notices.tell(about('a'), hourMs), notices.tell(about('b'), hourMs)]).toEqual([false, true])
  clock.time += 1
  expect(notices.tell(about('a'), hourMs)).toBe(true)
  expect(notices.list().map(({ subject, times, at }) => [subject, times, at])).toEqual([
    ['a', 2, clock.time],
    ['b', 1, clock.time - 1],
  ])
  expect(notices.counts()).toEqual({ clock_off: 3 })
  expect(log.lines.join()).toContain('the clock of b is off')
})

it('keeps the newest 200, however many devices are wrong', () => {
  const notices = createNotices(createTestClock(0), createSilentLog())
  for (let device = 0; device < 500; device += 1) notices.tell(about(`d-${device}`))
  const kept = notices.list()
  expect([kept.length, kept[0]?.subject, kept.at(-1)?.subject, notices.counts()]).toEqual([200, 'd-499', 'd-300', { clock_off: 500 }])
})
