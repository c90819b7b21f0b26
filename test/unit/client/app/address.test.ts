import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from '../../../../client/app/address.ts'
import type { Focus, Selection, View } from '../../../../client/state/view.ts'
import { initialView, qualityWishes, storeysChoices } from '../../../../client/state/view.ts'

const id = fc.string({ minLength: 1, unit: 'grapheme' })
const focus: fc.Arbitrary<Focus> = fc.oneof(
  fc.constant<Focus>({ level: 'community' }),
  id.map((building): Focus => ({ level: 'building', building })),
  fc.tuple(id, fc.integer({ min: -3, max: 40 })).map(([building, floor]): Focus => ({ level: 'floor', building, floor })),
  fc.tuple(id, fc.integer({ min: -3, max: 40 }), id).map(([building, floor, unit]): Focus => ({ level: 'floor', building, floor, unit })),
  fc.tuple(id, fc.integer({ min: -3, max: 40 }), id).map(([building, floor, home]): Focus => ({ level: 'home', building, floor, home })),
)
const selection: fc.Arbitrary<Selection | null> = fc.option(
  fc.record({ kind: fc.constantFrom<Selection['kind']>('device', 'home', 'building', 'bay', 'alarm', 'spot'), id }),
)
/** Addresses tell places to a tenth of a metre. */
const tenths = fc.integer({ min: -9000, max: 9000 }).map((number) => number / 10 + 0)
const anyView: fc.Arbitrary<View> = fc.record({
  focus,
  selection,
  layers: fc.uniqueArray(id).map((ids) => new Set(ids)),
  pins: fc.uniqueArray(id, { maxLength: 4 }),
  cursor: fc.option(fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) })),
  playing: fc.boolean(),
  speed: fc.integer({ min: 1, max: 600 }),
  language: fc.constantFrom('zh', 'en'),
  motion: fc.boolean(),
  light: fc.constantFrom('sun', 'day', 'night'),
  drawing: fc.constantFrom('model', 'plan'),
  quality: fc.constantFrom(...qualityWishes),
  storeys: fc.constantFrom(...storeysChoices),
  walk: fc.option(fc.record({ east: tenths, north: tenths, heading: fc.integer({ min: 0, max: 359 }) })),
  viewpoint: fc.option(fc.record({ eye: fc.tuple(tenths, tenths, tenths), target: fc.tuple(tenths, tenths, tenths) })),
  cut: fc.option(fc.record({ plane: fc.constantFrom('level', 'upright'), meters: tenths })),
  xray: fc.boolean(),
})

describe('the address', () => {
  it('brings back every view that was written into it', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(readAddress(writeAddress(view))).toEqual(view)
      }),
    )
  })

  it('survives being parsed and written by the browser', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(readAddress(new URL(`http://localhost/${writeAddress(view)}`).search)).toEqual(view)
      }),
    )
  })

  it('is empty for the view at the start', () => {
    expect(writeAddress(initialView)).toBe('')
  })

  it('stays readable for a home, a device and a moment', () => {
    const query = writeAddress({
      ...initialView,
      focus: { level: 'home', building: '3', floor: 5, home: '3-2-501' },
      selection: { kind: 'device', id: 'smoke-3-2-501-kitchen' },
      cursor: Date.UTC(2026, 10, 23, 11, 30),
    })
    expect(query).toBe('?focus=3/5/home/3-2-501&select=device:smoke-3-2-501-kitchen&at=2026-11-23T11:30:00.000Z')
  })

  it('opens at the start for whatever else somebody types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(() => readAddress(query)).not.toThrow()
      }),
    )
    expect(readAddress('?focus=%E0%A4%A&at=yesterday&speed=1e9&light=neon&select=device')).toEqual(initialView)
  })
})
