import { expect, it } from 'vitest'
import { forecastFullness, usualAt, usualOf } from '../../../../../models/engines/parking/forecast-fullness.ts'
import { maskPlate } from '../../../../../models/engines/parking/mask-plate.ts'

const hour = 3_600_000
const midnight = Date.parse('2026-11-24T00:00:00+08:00')
const midnightOf = (time: number): number => Math.floor((time + 8 * hour) / (24 * hour)) * 24 * hour - 8 * hour
/** A day of 100 bays by the hour, from what is taken at each. */
const day = (back: number, takenAt: (hourOfDay: number) => number, known = 100) =>
  Array.from({ length: 24 }, (_, at) => ({ time: midnight - back * 24 * hour + at * hour, taken: takenAt(at), known }))
const evening = (at: number): number => (at < 10 ? 90 - at * 4 : 50 + (at - 10) * 4)

it('takes the mean of past days for usual, and leaves out a day of which too little was heard', () => {
  const usual = usualOf([day(7, () => 40), day(14, () => 60), day(21, () => 0, 10)], midnightOf, 100)
  expect(usual.days).toBe(2)
  expect(usualAt(usual, 9.5 * hour)).toBe(50)
})

it('makes do with the hours of one day where no whole day was heard', () => {
  const half = day(7, evening).slice(12)
  const usual = usualOf([[...day(7, () => 0, 0).slice(0, 12), ...half], day(14, () => 0, 0)], midnightOf, 100)
  expect(usual.days).toBe(1)
  expect(usualAt(usual, 11 * hour)).toBeNull()
  expect(usualAt(usual, 12 * hour)).toBeCloseTo(58)
})

it('reads what was silent as no emptier than what was heard', () => {
  expect(usualAt(usualOf([day(7, () => 40, 80)], midnightOf, 100), hour)).toBe(50)
})

it('says when it will be full: what is taken now and the change that is usual from now on', () => {
  const usual = usualOf([day(7, evening)], midnightOf, 100)
  const forecast = forecastFullness({ time: midnight + 16 * hour, taken: 80 }, midnight, usual, 100, 98)
  // Usual at four is 74, and it rises by 4 an hour: 18 more are reached after four and a half hours.
  expect(forecast.kind).toBe('fills')
  expect(forecast.kind === 'fills' && (forecast.at - midnight) / hour).toBeCloseTo(20.5)
})

it('says that it stays open, when it is fullest, and how many are left then', () => {
  const usual = usualOf([day(7, evening)], midnightOf, 100)
  expect(forecastFullness({ time: midnight + 16 * hour, taken: 20 }, midnight, usual, 100, 98)).toEqual({
    kind: 'stays',
    at: midnight + 23 * hour,
    left: 52,
  })
})

it('says full when it is, and nothing where nothing is usual yet', () => {
  const usual = usualOf([], midnightOf, 100)
  expect(forecastFullness({ time: midnight + hour, taken: 98 }, midnight, usual, 100, 98)).toEqual({ kind: 'full' })
  expect(forecastFullness({ time: midnight + hour, taken: 10 }, midnight, usual, 100, 98)).toEqual({ kind: 'unknown' })
})

it('shows of a plate its city and its last three signs', () => {
  expect(maskPlate('京A12317')).toBe('京A·••317')
  expect(maskPlate('京AD12317')).toBe('京A·••317')
  expect(maskPlate('京A·12317')).toBe('京A·••317')
  expect(maskPlate('A317')).toBe('••••••')
})
