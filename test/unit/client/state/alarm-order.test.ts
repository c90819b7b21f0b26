import { describe, expect, it } from 'vitest'
import { firstOuts, holdOrder, isFlood, markState, orderAlarms } from '../../../../client/state/alarm-order.ts'
import { alarmOf, noon } from '../support/console-twin.tsx'

describe('the order of alarms', () => {
  it('puts life safety before high, unacknowledged before acknowledged, newer before older', () => {
    const ids = orderAlarms([
      alarmOf({ id: 'high', class: 'high', number: 2 }),
      alarmOf({ id: 'acknowledged fire', ack: 'acked', number: 3 }),
      alarmOf({ id: 'older fire', raisedAt: noon - 60_000, number: 4 }),
      alarmOf({ id: 'fire', number: 5 }),
    ]).map(({ id }) => id)
    expect(ids).toEqual(['fire', 'older fire', 'acknowledged fire', 'high'])
  })

  it('leaves out what is shelved, out of service or back-filled', () => {
    expect(orderAlarms([alarmOf({ suppression: 'shelved' }), alarmOf({ suppression: 'outOfService' }), alarmOf({ historic: true })])).toEqual([])
  })

  it('moves no row while a hand is over the list and adds what is new below', () => {
    expect(holdOrder(['b', 'c'], ['a', 'b'])).toEqual(['b', 'c', 'a'])
  })

  it('marks the earliest of one building as first-out, and none that stands alone', () => {
    const alarms = [
      alarmOf({ occurrence: 'later', raisedAt: noon }),
      alarmOf({ occurrence: 'first', raisedAt: noon - 5000 }),
      alarmOf({ occurrence: 'elsewhere', device: 'x' }),
    ]
    expect([...firstOuts(alarms, (device) => (device === 'x' ? '9' : '3'))]).toEqual(['first'])
  })

  it('calls more than ten alarms in ten minutes a flood', () => {
    const many = Array.from({ length: 11 }, (_, number) => alarmOf({ number }))
    expect(isFlood(many, noon)).toBe(true)
    expect(isFlood(many.slice(1), noon)).toBe(false)
    expect(isFlood(many, noon + 600_001)).toBe(false)
  })

  it('draws what has returned as an outline, what is suppressed grey, and a latched one as still there', () => {
    expect(markState(alarmOf({ condition: 'normal' }))).toBe('returned')
    expect(markState(alarmOf({ condition: 'normal', latched: true }))).toBe('unacknowledged')
    expect(markState(alarmOf({ ack: 'acked' }))).toBe('acknowledged')
    expect(markState(alarmOf({ suppression: 'byDesign' }))).toBe('suppressed')
  })
})
