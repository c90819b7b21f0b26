import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createAlarmStore } from '../../../../client/live/alarm-store.ts'
import type { AlarmState } from '../../../../models/protocol/alarm.ts'

const alarm = (number: number, change: Partial<AlarmState> = {}): AlarmState => ({
  id: `meter-${number}/high`,
  occurrence: `o-${number}`,
  version: 1,
  number,
  device: `meter-${number}`,
  alarm: 'high',
  class: 'high',
  condition: 'active',
  ack: 'unacked',
  latched: false,
  suppression: 'none',
  raisedAt: 0,
  deviceTime: 0,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  point: 'power',
  value: '9',
  origin: 'measured',
  lateBy: 0,
  historic: false,
  unrecorded: false,
  ...change,
})
const asked: number[] = []
const createStore = () => createAlarmStore((after) => asked.push(after))
const numbersOf = (store: ReturnType<typeof createStore>): number[] => {
  vi.runAllTimers()
  return store.alarms.getState().current.map(({ number }) => number)
}
beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  return () => vi.useRealTimers()
})

describe('the alarms of the page', () => {
  it('take each transition once, and ask for what is missing instead of passing over it', () => {
    const store = createStore()
    store.join(3, [alarm(3)])
    store.transition(alarm(3))
    store.transition(alarm(4))
    store.transition(alarm(7))
    expect(asked).toEqual([4])
    for (const number of [5, 6, 7]) store.transition(alarm(number))
    expect(numbersOf(store)).toEqual([3, 4, 5, 6, 7])
    expect(store.newest).toBe(7)
  })

  it('leave the list when they are gone and acknowledged', () => {
    const store = createStore()
    store.join(1, [alarm(1)])
    store.transition(alarm(2, { id: 'meter-1/high', condition: 'normal' }))
    expect(numbersOf(store)).toEqual([2])
    store.transition(alarm(3, { id: 'meter-1/high', condition: 'normal', ack: 'acked' }))
    expect(numbersOf(store)).toEqual([])
  })

  it('show the past beside the present, which goes on unseen', () => {
    const store = createStore()
    store.join(1, [alarm(1)])
    store.showPast(true)
    store.pastList([alarm(90)])
    store.transition(alarm(2))
    expect(numbersOf(store)).toEqual([90])
    store.showPast(false)
    expect(numbersOf(store)).toEqual([1, 2])
  })
})
