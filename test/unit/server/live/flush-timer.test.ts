import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFlushTimer } from '../../../../server/live/flush-timer.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A room that always has so much to say, and when it said it. */
function room({ pending, clients }: { pending: number; clients: number }) {
  const begun = performance.now()
  const flushed: number[] = []
  const timer = createFlushTimer({
    pendingCount: () => pending,
    clientCount: () => clients,
    flush: () => flushed.push(performance.now() - begun),
    monotonic: () => performance.now(),
  })
  return { flushed, timer }
}

/** Something new every 5 ms for so long. */
function arriveFor(ms: number, timer: { arm(): void }): void {
  for (let at = 0; at < ms; at += 5) {
    timer.arm()
    vi.advanceTimersByTime(5)
  }
}

test('after a rest the first reading is sent at once', () => {
  const { flushed, timer } = room({ pending: 1, clients: 3 })
  vi.advanceTimersByTime(1000)
  timer.arm()
  vi.advanceTimersByTime(1)
  expect(flushed).toEqual([1000])
})

test('small frames follow each other no closer than 20 ms', () => {
  const { flushed, timer } = room({ pending: 10, clients: 3 })
  arriveFor(95, timer)
  expect(flushed).toEqual([0, 20, 40, 60, 80])
})

test('large frames follow each other no closer than 100 ms', () => {
  const { flushed, timer } = room({ pending: 2000, clients: 3 })
  arriveFor(301, timer)
  expect(flushed).toEqual([0, 100, 200, 300])
})

test('for many clients even small frames are 100 ms apart', () => {
  const { flushed, timer } = room({ pending: 1, clients: 1000 })
  arriveFor(301, timer)
  expect(flushed).toEqual([0, 100, 200, 300])
})

test('nothing is sent after the stop', () => {
  const { flushed, timer } = room({ pending: 1, clients: 1 })
  timer.arm()
  timer.stop()
  vi.advanceTimersByTime(500)
  expect(flushed).toEqual([])
})
