import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, decodeValue, encodeValue, isInRange, maxDetailLength, quantise } from '../../../../models/protocol/value.ts'
import type { EventPoint, Point } from '../../../../models/subsystem.ts'

const name = { zh: '点', en: 'point' }
const usual = { shape: 'steady', value: 0, spread: 0 } as const
const thousandths: Point = { kind: 'number', name, everySeconds: 60, unit: 'dB/m', range: [0, 2], resolution: 0.001, usual }
const flag: Point = { kind: 'boolean', name, everySeconds: 60, labels: { true: name, false: name }, usual: { shape: 'share', hours: [0] } }
const door: Point = { kind: 'state', name, everySeconds: 60, states: { closed: name, open: name, forced: name }, usual: { shape: 'states', share: {} } }
const passage: EventPoint = { kind: 'event', name, everySeconds: 60, events: { in: name, out: name }, usual: { shape: 'events', perHour: [1] } }
const place: Point = { kind: 'location', name, everySeconds: 60, usual: { shape: 'place', wander: 5 } }

const resolutions = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10]

describe('encodeValue', () => {
  it('rounds a number to the declared resolution as the shortest decimal', () => {
    expect(encodeValue(thousandths, 0.30000000000000004)).toEqual({ ok: true, value: 0.3, text: null })
    expect(encodeValue(thousandths, 1.0004999)).toEqual({ ok: true, value: 1, text: null })
  })

  it('keeps every multiple of a resolution exactly, so that rounding twice is rounding once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...resolutions), fc.double({ min: -1e9, max: 1e9, noNaN: true }), (resolution, value) => {
        const once = quantise(value, resolution)
        expect(quantise(once, resolution)).toBe(once)
        expect(Math.abs(once - value)).toBeLessThanOrEqual(resolution / 2 + Math.abs(value) * 1e-15)
        // The wire sends the number of steps; it must come back as the same digits.
        expect(quantise(Math.round(once / resolution) * resolution, resolution)).toBe(once)
      }),
    )
  })

  it('never gives a negative zero', () => {
    expect(Object.is(quantise(-0.0001, 0.001), 0)).toBe(true)
    expect(encodeValue(thousandths, -0)).toEqual({ ok: true, value: 0, text: null })
  })

  it('takes a number outside the range and says that it is outside', () => {
    const far = encodeValue(thousandths, 1e308)
    expect(far).toEqual({ ok: true, value: 1e308, text: null })
    expect(isInRange(thousandths, 1e308)).toBe(false)
    expect(isInRange(thousandths, 2)).toBe(true)
    expect(isInRange(door, 1)).toBe(true)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s as not finite', (value) => {
    expect(encodeValue(thousandths, value)).toMatchObject({ ok: false, code: 'not_finite' })
  })

  it.each([['12,3'], ['１２'], ['0x10'], [''], [true], [null], [undefined], [[]], [{}]])('refuses %j for a number as a wrong type', (value) => {
    expect(encodeValue(thousandths, value)).toMatchObject({ ok: false, code: 'wrong_type' })
  })

  it('takes 0, 1, true and false for a boolean and nothing else', () => {
    expect([true, false, 1, 0].map((value) => encodeValue(flag, value))).toMatchObject([{ value: 1 }, { value: 0 }, { value: 1 }, { value: 0 }])
    for (const value of [2, -1, 'true', 'ON', null, 0.5]) expect(encodeValue(flag, value)).toMatchObject({ ok: false, code: 'wrong_type' })
  })

  it('takes the code of a state by the order of the declaration, and no inherited name', () => {
    expect(encodeValue(door, 'forced')).toEqual({ ok: true, value: 2, text: null })
    for (const code of ['constructor', '__proto__', 'toString', 'Forced', ''])
      expect(encodeValue(door, code)).toMatchObject({ ok: false, code: 'unknown_state' })
    expect(encodeValue(door, 2)).toMatchObject({ ok: false, code: 'wrong_type' })
  })

  it('refuses an event detail that is too long or no text', () => {
    expect(encodeValue(passage, { code: 'in', detail: '京'.repeat(maxDetailLength + 1) })).toMatchObject({ ok: false, code: 'too_long' })
    expect(encodeValue(passage, { code: 'in', detail: 7 })).toMatchObject({ ok: false, code: 'wrong_type' })
    expect(encodeValue(passage, { code: 'in', detail: null })).toEqual({ ok: true, value: 0, text: null })
  })

  it('refuses a place that is not three finite metres near the community', () => {
    for (const value of [[1, 2], [1, 2, 3, 4], [1, 2, '3'], 'x', null]) expect(encodeValue(place, value)).toMatchObject({ ok: false, code: 'wrong_type' })
    expect(encodeValue(place, [1, 2, Number.NaN])).toMatchObject({ ok: false, code: 'not_finite' })
    expect(encodeValue(place, [1e7, 0, 0])).toMatchObject({ ok: false, code: 'not_finite' })
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(thousandths, flag, door, passage, place), fc.anything(), (point, value) => {
        const encoded = encodeValue(point, value)
        if (encoded.ok) expect(Number.isFinite(encoded.value)).toBe(true)
        else expect(encoded.reason.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('decodeValue', () => {
  const spoken = fc.oneof(
    fc.record({ point: fc.constant(thousandths), value: fc.integer({ min: 0, max: 2000 }).map((steps) => steps / 1000) }),
    fc.record({ point: fc.constant(flag), value: fc.boolean() }),
    fc.record({ point: fc.constant(door), value: fc.constantFrom('closed', 'open', 'forced') }),
    fc.record({
      point: fc.constant<Point>(passage),
      value: fc.oneof(fc.constantFrom('in', 'out'), fc.record({ code: fc.constantFrom('in', 'out'), detail: fc.string({ maxLength: maxDetailLength }) })),
    }),
    fc.record({
      point: fc.constant(place),
      value: fc.tuple(fc.integer(), fc.integer(), fc.integer()).map((metres) => metres.map((cm) => (cm % 90_000_000) / 100 + 0)),
    }),
  )

  it('gives back what was encoded, for every kind', () => {
    fc.assert(
      fc.property(spoken, ({ point, value }) => {
        const encoded = encodeValue(point, value)
        expect(encoded.ok).toBe(true)
        if (encoded.ok) expect(decodeValue(point, encoded.value, encoded.text)).toEqual(value)
      }),
    )
  })

  it('shows an index without a declared code as its digits instead of failing', () => {
    expect(decodeValue(door, 9, null)).toBe('9')
    expect(decodeValue(passage, 9, 'x')).toEqual({ code: '9', detail: 'x' })
    expect(decodeValue(place, 0, null)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('lists the codes once, in the order of the declaration', () => {
    expect(codesOf(passage)).toEqual(['in', 'out'])
    expect(codesOf(passage)).toBe(codesOf(passage))
  })
})
