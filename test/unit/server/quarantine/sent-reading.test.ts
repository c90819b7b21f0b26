import { describe, expect, it } from 'vitest'
import { sentReading } from '../../../../server/quarantine/sent-reading.ts'

const item = { code: 'unknown_device', value: '1.5', time: '', received: 1_795_521_600_000 } as const

describe('what a quarantined item says for a point', () => {
  it.each([
    ['a number', { value: '1.5' }, { value: 1.5, time: item.received }],
    ['a code', { value: 'open' }, { value: 'open' }],
    ['a place', { value: '[1,2,3]' }, { value: [1, 2, 3] }],
    ['a time in digits', { time: '1795521600123000000' }, { time: 1_795_521_600_123_000_000 }],
    ['a time in words', { time: '2026-11-24T12:00:00Z' }, { time: '2026-11-24T12:00:00Z' }],
    ['a time nobody can use', { code: 'bad_time', time: '2999-01-01T00:00:00Z' }, { time: item.received }],
    ['a whole message', { value: '{"time":1795521500000,"power":2,"relay":true}' }, { value: 2, time: 1_795_521_500_000 }],
    ['a message without this point', { value: '{"relay":true}' }, { value: { relay: true } }],
    ['a message that bends prototypes', { value: '{"__proto__":{"power":3}}' }, { value: JSON.parse('{"__proto__":{"power":3}}') }],
  ] as const)('keeps %s', (_name, given, expected) => {
    expect(sentReading({ ...item, ...given }, 'meter-0', 'power')).toMatchObject(expected)
  })
})
