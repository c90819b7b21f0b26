import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { above, high, lifeSafety, medium } from '../../../../models/declare/index.ts'
import { AlarmEvaluation } from '../../../../models/engines/alarm-evaluation.ts'
import { SavedEvaluation } from '../../../../models/engines/saved-evaluation.ts'
import type { ReadingBatch } from '../../../../models/protocol/reading.ts'
import { bitOf } from '../../../../models/protocol/reading.ts'
import type { PointEntry, Register } from '../../../../models/register.ts'
import type { Alarm, Subsystem } from '../../../../models/subsystem.ts'
import { midnight, toyDevice, words } from '../../../support/play-alarm.ts'

const fire = lifeSafety({ ...words, when: above('level', 50, { deadband: 5 }) })
const full = medium({ ...words, when: above('level', 90, { deadband: 20 }), for: 60, clearsAfter: 0 })
const wet = high({ ...words, when: above('total', 500, { deadband: 0 }), for: 0, clearsAfter: 0 })

/** Two toys, `a` and `b`; series are numbered in the order of their points. */
function toyRegister(alarms: Readonly<Record<string, Alarm>> = { fire, full, wet }): Register {
  const type = toyDevice(alarms)
  const subsystem: Subsystem = {
    id: 'toy',
    code: 'T1',
    name: words.name,
    need: 'safety',
    icon: 'x',
    devices: { toy: type },
    records: {},
    summary: { type: 'toy', point: 'level', figure: 'max', label: words.name },
  }
  const series: PointEntry[] = []
  const devices = new Map(
    ['a', 'b'].map((id) => {
      const points = new Map<string, PointEntry>()
      const entry = {
        id,
        device: { id, type: 'toy.toy', place: {}, position: [0, 0, 0] as [number, number, number] },
        subsystem,
        typeId: 'toy.toy',
        type,
        points,
      }
      for (const [pointId, point] of Object.entries(type.points)) {
        const made: PointEntry = { series: series.length, id: pointId, point, device: entry }
        points.set(pointId, made)
        series.push(made)
      }
      return [id, entry] as const
    }),
  )
  const community = { version: 1, id: 'toys' } as never
  return { community, devices, series, pointCount: series.length, bySubsystem: new Map(), unknown: [] }
}

type Row = { readonly series: number; readonly at: number; readonly value: number; readonly quality?: number; readonly flags?: number }
const batchOf = (receivedAt: number, rows: readonly Row[]): ReadingBatch => ({
  count: rows.length,
  received: midnight + receivedAt * 1000,
  series: Int32Array.from(rows, (row) => row.series),
  time: Float64Array.from(rows, (row) => midnight + row.at * 1000),
  value: Float64Array.from(rows, (row) => row.value),
  text: null,
  quality: Uint8Array.from(rows, (row) => row.quality ?? 0),
  flags: Uint16Array.from(rows, (row) => row.flags ?? 0),
  origin: Uint8Array.from(rows, () => 3),
})

const evaluation = (register = toyRegister(), { isHistoric = false } = {}) =>
  new AlarmEvaluation({ register, utcOffsetMinutes: 480, listeningSince: midnight, isHistoric })
const level = 0
const total = 1
const levelOfB = 5

describe('AlarmEvaluation', () => {
  it('finds who raised what, when, with which value and origin', () => {
    const [found, ...others] = evaluation().apply(
      batchOf(5, [
        { series: level, at: 3, value: 60 },
        { series: levelOfB, at: 3, value: 20 },
      ]),
    )
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'raise', alarm: 'fire', at: midnight + 5000, deviceTime: midnight + 3000, lateBy: 0, origin: 3, shown: { value: 60 } })
    expect(found?.device.id).toBe('a')
    expect(found?.shown?.point.id).toBe('level')
  })

  it('says by how much a fire is reported late', () => {
    const [found] = evaluation().apply(batchOf(2220, [{ series: level, at: 0, value: 60 }]))
    expect(found).toMatchObject({ kind: 'raise', alarm: 'fire', lateBy: 2_220_000 })
  })

  it('takes no notice of values that are bad or out of range, and of series it does not know', () => {
    const alarms = evaluation()
    expect(
      alarms.apply(
        batchOf(5, [
          { series: level, at: 1, value: 99, quality: 2 },
          { series: level, at: 2, value: 99, flags: bitOf('outOfRange') },
          { series: 99, at: 1, value: 99 },
          { series: level, at: 3, value: Number.NaN },
        ]),
      ),
    ).toEqual([])
    expect(alarms.apply(batchOf(6, [{ series: level, at: 1, value: 60 }]))).toHaveLength(1)
  })

  it('completes delays by ticks and shows the value that was waited with', () => {
    const alarms = evaluation()
    alarms.apply(batchOf(0, [{ series: level, at: 0, value: 95 }]))
    expect(alarms.tick(midnight + 59_000)).toEqual([])
    expect(alarms.tick(midnight + 60_000)).toMatchObject([{ kind: 'raise', alarm: 'full', at: midnight + 60_000, shown: { value: 95 }, origin: 3 }])
    expect(alarms.tick(midnight + 61_000)).toEqual([])
    expect(alarms.isActive('a', 'full')).toBe(true)
    expect(alarms.isActive('b', 'full')).toBe(false)
  })

  it('finds each silent device once, and its return', () => {
    const alarms = evaluation()
    alarms.apply(batchOf(100, [{ series: level, at: 100, value: 5 }]))
    expect(alarms.tick(midnight + 150_000).map(({ kind, device, alarm }) => [kind, device.id, alarm])).toEqual([['raise', 'b', 'silent']])
    expect(alarms.tick(midnight + 250_000).map(({ device }) => device.id)).toEqual(['a'])
    alarms.apply(batchOf(251, [{ series: levelOfB, at: 251, value: 5 }]))
    expect(alarms.tick(midnight + 252_000).map(({ kind, device }) => [kind, device.id])).toEqual([['clear', 'b']])
  })

  it('after a time away calls nobody silent at once, and does not end a silence by having been away', () => {
    const before = evaluation()
    before.apply(batchOf(100, [{ series: level, at: 100, value: 5 }]))
    before.tick(midnight + 200_000)
    expect(before.isActive('b', 'silent')).toBe(true)
    const after = new AlarmEvaluation({ register: toyRegister(), utcOffsetMinutes: 480, listeningSince: midnight + 9_000_000, isHistoric: false })
    after.restore(before.save())
    expect(after.tick(midnight + 9_001_000)).toEqual([])
    expect(after.isActive('b', 'silent')).toBe(true)
    expect(after.tick(midnight + 9_150_000).map(({ device }) => device.id)).toEqual(['a'])
  })

  it('judges a back-fill as if each reading had come when it was made', () => {
    const found = evaluation(toyRegister(), { isHistoric: true }).apply(
      batchOf(900_000, [
        { series: total, at: 10, value: 600 },
        { series: total, at: 20, value: 400 },
      ]),
    )
    expect(found.map(({ kind, at, lateBy }) => [kind, at, lateBy])).toEqual([
      ['raise', midnight + 10_000, 0],
      ['clear', midnight + 20_000, 0],
    ])
  })

  it('gives back alarms that are declared no more, to be closed', () => {
    const before = evaluation()
    before.apply(batchOf(5, [{ series: level, at: 3, value: 60 }]))
    expect(evaluation(toyRegister({ full })).restore(before.save())).toEqual([{ device: 'a', alarm: 'fire' }])
  })

  it('keeps an active alarm whose condition was rewritten until a reading says otherwise', () => {
    const before = evaluation()
    before.apply(batchOf(5, [{ series: total, at: 3, value: 600 }]))
    const rewritten = high({ ...words, when: { test: 'rising', point: 'total', perMinute: 1 }, for: 0, clearsAfter: 0 })
    const after = evaluation(toyRegister({ wet: rewritten }))
    after.restore(before.save())
    expect(after.isActive('a', 'wet')).toBe(true)
    expect(after.apply(batchOf(65, [{ series: total, at: 63, value: 600 }])).map(({ kind }) => kind)).toEqual(['clear'])
  })

  it('finds the same whether or not it was saved and restored in between, for any readings', () => {
    const row = fc.record({
      series: fc.integer({ min: 0, max: 9 }),
      back: fc.integer({ min: 0, max: 2000 }),
      value: fc.integer({ min: 0, max: 100 }),
      gap: fc.integer({ min: 0, max: 120 }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const straight = evaluation()
        let restored = evaluation()
        let now = 0
        for (const { series, back, value, gap } of rows) {
          now += gap
          const batch = batchOf(now, [{ series, at: now - back, value }])
          expect(names(restored.apply(batch))).toEqual(names(straight.apply(batch)))
          const saved = SavedEvaluation.parse(JSON.parse(JSON.stringify(restored.save())))
          restored = evaluation()
          restored.restore(saved)
          expect(names(restored.tick(midnight + now * 1000 + 500))).toEqual(names(straight.tick(midnight + now * 1000 + 500)))
        }
        expect(restored.save()).toEqual(straight.save())
      }),
      { numRuns: 200 },
    )
  })
})

const names = (found: ReturnType<AlarmEvaluation['apply']>) =>
  found.map(({ kind, device, alarm, at, lateBy, shown }) => ({ kind, device: device.id, alarm, at, lateBy, value: shown?.value }))
