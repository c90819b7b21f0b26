import type { Register } from '../../register.ts'
import { type Worth, worthAt } from '../totals/fold-totals.ts'

/** The whole community at one moment, by series: NaN where nothing was heard, or it was bad, out of range or too old to be believed. */
export type Moment = { readonly at: number; readonly value: Float64Array; readonly time: Float64Array }

/** `time` is that of the newest reading, believed or not, so that silence can be told. ms since 1970. */
export function momentOf(register: Register, readingOf: (series: number) => Worth | undefined, at: number): Moment {
  const value = new Float64Array(register.series.length).fill(Number.NaN)
  const time = new Float64Array(register.series.length).fill(Number.NaN)
  for (const entry of register.series) {
    const reading = entry && readingOf(entry.series)
    if (!entry || !reading) continue
    time[entry.series] = reading.time
    value[entry.series] = worthAt(entry, reading, at) ?? Number.NaN
  }
  return { at, value, time }
}

/** A value that can be reckoned with, or null. */
export function valueIn(moment: Moment | undefined, series: number): number | null {
  const value = moment?.value[series]
  return value === undefined || Number.isNaN(value) ? null : value
}
