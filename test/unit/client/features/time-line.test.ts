import { expect, test } from 'vitest'
import { gapsOf } from '../../../../client/features/timeline/find-gaps.ts'
import { countStanding, findStretches, standingAt } from '../../../../client/features/timeline/find-stretches.ts'
import { endOf, longestMs, panWindow, shortestMs, zoomWindow } from '../../../../client/features/timeline/time-window.ts'
import { findAlarm } from '../../../../client/state/step-to-alarm.ts'
import type { AlarmState } from '../../../../models/protocol/alarm.ts'

const minute = 60_000
const hour = 60 * minute
const present = Date.UTC(2026, 10, 24, 12)

const alarm = (raisedAt: number, clearedAt: number | null = null): AlarmState => ({
  id: 'smoke-1/fire',
  occurrence: `smoke-1/fire@${raisedAt}`,
  version: 1,
  number: 1,
  device: 'smoke-1',
  alarm: 'fire',
  class: 'lifeSafety',
  condition: clearedAt === null ? 'active' : 'normal',
  ack: 'acked',
  latched: false,
  suppression: 'none',
  raisedAt,
  deviceTime: raisedAt,
  clearedAt,
  acknowledgedAt: null,
  acknowledgedBy: null,
  point: 'obscuration',
  value: '0.9',
  origin: 'measured',
  lateBy: 0,
  historic: false,
  unrecorded: false,
})

test('zooming keeps the moment under the pointer where it is, and follows the present again once it is in sight', () => {
  const moment = present - 6 * hour
  const closer = zoomWindow(24 * hour, present, moment, 0.25, present)
  expect(closer.spanMs).toBe(6 * hour)
  expect(((closer.end ?? 0) - moment) / closer.spanMs).toBeCloseTo(6 / 24)
  expect(zoomWindow(6 * hour, closer.end ?? 0, moment, 100, present)).toEqual({ spanMs: Math.min(longestMs, 600 * hour), end: null })
  expect(zoomWindow(hour, present, present, 0.001, present)).toEqual({ spanMs: shortestMs, end: null })
})

test('the line never ends after now, and goes along with a cursor that leaves it', () => {
  expect(panWindow(hour, present, hour, present)).toEqual({ spanMs: hour, end: null })
  const window = { spanMs: hour, end: present - 5 * hour }
  expect(endOf(window, null, present)).toBe(present - 5 * hour)
  expect(endOf(window, present - 5.5 * hour, present)).toBe(present - 5 * hour)
  expect(endOf(window, present - 2 * hour, present)).toBe(present - 1.5 * hour)
  expect(endOf(window, present - minute, present)).toBe(present)
})

test('an alarm stands from when it is raised until it clears', () => {
  const alarms = [alarm(present - 3 * hour, present - 2 * hour), alarm(present - hour)]
  expect(standingAt(alarms, present - 2.5 * hour)).toHaveLength(1)
  expect(standingAt(alarms, present - 1.5 * hour)).toHaveLength(0)
  expect(standingAt(alarms, present)).toHaveLength(1)
  expect(countStanding(alarms, present - 4 * hour, present, 4)).toEqual([0, 1, 0, 1])
})

test('stretches are found where something holds, and a gap where nobody was known', () => {
  expect(findStretches(0, 10, 1, (at) => at >= 3 && at < 6)).toEqual([{ from: 3, to: 6 }])
  expect(findStretches(0, 10, 1, () => true)).toEqual([{ from: 0, to: 10 }])
  const rows = [0, 1, 2, 3, 4, 5].map((step) => [step * minute, 0, step === 2 || step === 3 ? 0 : 4, 0])
  expect(gapsOf(rows, minute, 0, 5 * minute)).toEqual([{ from: minute, to: 3 * minute }])
})

test('a step goes to the nearest alarm on either side, and nowhere when there is none', async () => {
  const alarms = [alarm(present - 20 * hour), alarm(present - 3 * hour), alarm(present - 2 * hour)]
  const ask = async ({ from = 0, to = Number.POSITIVE_INFINITY, limit = 100 }: { from?: number | undefined; to?: number | undefined; limit?: number }) =>
    alarms
      .filter(({ raisedAt, clearedAt }) => raisedAt < to && (clearedAt ?? Number.POSITIVE_INFINITY) >= from)
      .toSorted((one, other) => other.raisedAt - one.raisedAt)
      .slice(0, limit)
  const step = (at: number, direction: 'before' | 'after') =>
    findAlarm(ask, 'c', at, direction, present).then((found) => found && (found.raisedAt - present) / hour)
  expect(await step(present, 'before')).toBe(-2)
  expect(await step(present - 2 * hour, 'before')).toBe(-3)
  expect(await step(present - 20 * hour, 'after')).toBe(-3)
  expect(await step(present - 3 * hour, 'after')).toBe(-2)
  expect(await step(present - 2 * hour, 'after')).toBeNull()
  expect(await step(present - 20 * hour, 'before')).toBeNull()
})
